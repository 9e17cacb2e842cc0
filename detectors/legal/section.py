"""Parts of a notice: what one walk through a text opens, names and closes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from detectors.legal.mention import Kind
from detectors.model import Role
from detectors.numbers import Number


@dataclass(slots=True)
class Section:
    """Part of a notice: `role` is None where a heading closed the one before, `sure` when a label or verb names it.

    `is_trade` says that its name is said to be that of the trade, which another name may stand behind. `otherwise` is
    the role of who is only said to manage or to have made the site, or to own its mark, and so is its publisher where
    nobody else is named.
    """

    role: Role | None
    kind: Kind
    start: int
    end: int
    sure: bool
    opened: int
    name: str = ""
    person: bool = False
    is_trade: bool = False
    otherwise: Role | None = None
    numbers: list[Number] = field(default_factory=list)

    @property
    def is_pending(self) -> bool:
        """Tell whether it still waits for its name."""
        return self.role is not None and not self.name and not self.person


class Director(NamedTuple):
    """Where the words stand that announce who answers for the content, and whether a person's name follows them."""

    start: int
    end: int
    person: bool
