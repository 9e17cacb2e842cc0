"""The colours can be read, and a page stays light."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[4] / "server" / "web" / "static"
CSS = (STATIC / "masthead.css").read_text(encoding="utf-8")
ENOUGH = 4.5  # WCAG 2.2, success criterion 1.4.3, for text of any size


def tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", css))


LIGHT = tokens(CSS[: CSS.index("@media")])
DARK = LIGHT | tokens(CSS[CSS.index("@media (prefers-color-scheme: dark)") :].split("* {")[0])
PRINT = LIGHT | tokens(CSS[CSS.index("@media print") :])
PAIRS = [(text, ground) for text in ("ink", "soft", "accent") for ground in ("paper", "tint")]
PAIRS += [("on-level", level) for level in ("red", "amber", "blue", "grey")] + [("paper", "ink")]


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_what_it_should_be():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(theme, text, ground):
    assert contrast(theme[text], theme[ground]) >= ENOUGH


def test_the_themes_differ():
    assert LIGHT["paper"] != DARK["paper"]
    assert LIGHT["ink"] != DARK["ink"]


def test_colours_stand_in_tokens_only():
    rules = re.sub(r"--[\w-]+:[^;}]+", "", CSS)
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", rules)


def test_fonts_are_few_licensed_and_asked_for():
    fonts = sorted(path.name for path in (STATIC / "fonts").glob("*.woff2"))
    assert sorted(re.findall(r"fonts/([\w-]+\.woff2)", CSS)) == fonts
    for family in {name.split("-latin")[0] for name in fonts}:
        assert sum(name.startswith(family) for name in fonts) <= 2
        assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / f"{family}-OFL.txt").read_text(encoding="utf-8").upper()
