"""How one reader's browser shows the statements of a page: measured in that browser, and good for that reader only."""

from __future__ import annotations

from detectors.model.noun import Noun


class Look(Noun, frozen=True):
    """How one statement is shown: whether eyes can see it, its size (CSS pixels), its contrast (WCAG ratio, 1..21).

    None where the browser could not tell, as over a picture.
    """

    quote: str
    shown: bool
    size: float | None = None
    contrast: float | None = None


class Viewing(Noun, frozen=True):
    """One window: its width in CSS pixels, and how it shows the statements that were asked about."""

    width: int
    looks: tuple[Look, ...] = ()

    @property
    def narrow(self) -> bool:
        """Whether the window is a phone's by its width (CSS pixels)."""
        return self.width < NARROW


NARROW = 600  # the width from which Material Design's guidelines no longer call a window compact
