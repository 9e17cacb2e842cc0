"""From declarations to sight: is it shown, how large, in which colour on which ground."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from detectors.html.colour import BLACK, WHITE, Rgb, blend, colour, contrast

TINY = 6.0  # CSS pixels; below, nobody reads it
FAINT = 1.5  # contrast ratio; below, nobody sees it (WCAG asks for 4.5)
_ROOT = 16.0
_FAR = 500.0  # pixels outside the screen
_NUMBER = re.compile(r"(-?\d*\.?\d+)(px|pt|pc|em|rem|ex|ch|%|vw|vh|in|cm|mm|q)?\Z")
_PIXELS = {"px": 1.0, "": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
_KEYWORDS = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "initial": 16.0,
}
_FONT_SIZE = re.compile(
    r"(?:^|\s)(-?\d*\.?\d+(?:px|pt|pc|em|rem|ex|%|in|cm|mm)|(?:xx?-)?(?:small|large)|medium|smaller|larger)"
)
_ZERO_CLIP = re.compile(r"rect\(\s*(?:[01](?:px)?[\s,]*){4}\)|rect\(\s*(-?\d+)(?:px)?[\s,]+[^,\s]+[\s,]+\1(?:px)?[\s,]")
_INSET = re.compile(r"inset\(\s*(\d+(?:\.\d+)?)%")
_NO_CIRCLE = re.compile(
    r"(?:circle|ellipse)\(\s*0|polygon\(\s*0(?:px|%)?\s+0(?:px|%)?\s*,\s*0(?:px|%)?\s+0(?:px|%)?\s*,\s*0"
)
_AWAY = re.compile(r"translate(?:x|y|3d)?\(\s*(?:0(?:px)?\s*,\s*)?-(\d+(?:\.\d+)?)(px|%|em|rem|vw|vh)?")
_SHUT = re.compile(r"scale(?:x|y|3d)?\(\s*0(?:\.0+)?\s*[,)]")


class Look(NamedTuple):
    """What an element passes on to its text: `size` in pixels; None for unknown colours; `floats`: over others."""

    size: float = _ROOT
    sized: bool = False  # some style sheet sets the size
    front: Rgb | None = None
    back: Rgb | None = None
    painted: bool = False  # some ground is known to be painted, of a known colour or not
    floats: bool = False
    root: float = _ROOT


@lru_cache(maxsize=4096)
def length(value: str, em: float = _ROOT) -> tuple[float, str] | None:
    """Return a CSS length as (number, unit): pixels ("px") where absolute or relative to `em`, else ``%``, vw, vh."""
    match = _NUMBER.match(value)
    if match is None:
        return None
    number, unit = float(match[1]), match[2] or ""
    if unit in _PIXELS:
        return number * _PIXELS[unit], "px"
    if unit in ("em", "rem"):
        return number * (em if unit == "em" else _ROOT), "px"
    if unit in ("ex", "ch"):
        return number * em / 2, "px"
    return number, unit


def font_size(value: str, parent: float, root: float) -> float | None:
    """Return a ``font-size`` value in pixels below an element of `parent` pixels, or None when it cannot be known."""
    if value in _KEYWORDS:
        return _KEYWORDS[value]
    if value in ("smaller", "larger"):
        return parent / 1.2 if value == "smaller" else parent * 1.2
    if value.endswith("rem"):
        found = length(value[:-3] + "px")
        return found[0] * root if found and value[:-3] else None
    found = length(value, parent)
    if found is None:
        return None
    if found[1] == "px":
        return found[0]
    return parent * found[0] / 100 if found[1] == "%" else None


_MARGINS = frozenset(("margin-left", "margin-top"))
_SIDES = frozenset(("left", "top", "right", "bottom"))
_CONCEALING = frozenset(
    ("display", "content-visibility", "opacity", "filter", "clip", "clip-path", "overflow", "text-indent", "position")
) | frozenset((*_MARGINS, "transform"))


def concealed(style: dict[str, str], em: float) -> str:
    """Return why an element with these winning declarations is out of sight with all that it holds, or ""."""
    return "" if _CONCEALING.isdisjoint(style) else _concealed(style, em)


def _concealed(style: dict[str, str], em: float) -> str:
    get = style.get
    if get("display") == "none":
        return "display"
    if get("content-visibility") == "hidden":
        return "visibility"
    if _transparent(get("opacity"), get("filter")) and "animation" not in style and "animation-name" not in style:
        return "opacity"
    if _clipped(style):
        return "clip"
    if get("overflow", "").startswith(("hidden", "clip")) and (boxed := _boxed(style, em)):
        return boxed
    return "offscreen" if _away(style, em) else ""


def _transparent(opacity: str | None, filters: str | None) -> bool:
    if filters and re.search(r"opacity\(\s*0?(?:\.0\d*)?%?\s*\)", filters):
        return True
    if opacity is None:
        return False
    try:
        number = float(opacity[:-1]) / 100 if opacity.endswith("%") else float(opacity)
    except ValueError:
        return False
    return number < 0.05


def _clipped(style: dict[str, str]) -> bool:
    clip = style.get("clip")
    if clip and style.get("position") in ("absolute", "fixed") and _ZERO_CLIP.match(clip):
        return True
    path = style.get("clip-path")
    if not path:
        return False
    inset = _INSET.match(path)
    return bool((inset and float(inset[1]) >= 50) or _NO_CIRCLE.match(path))


def _boxed(style: dict[str, str], em: float) -> str:
    """Return why a box that cuts what overflows shows nothing: one pixel wide and high, or folded to no height."""

    def small(name: str, limit: float) -> bool:
        found = length(style[name], em) if name in style else None
        return found is not None and 0 <= found[0] <= limit

    if (small("height", 1) or small("max-height", 1)) and (small("width", 1) or small("max-width", 1)):
        return "clip"
    if small("height", 0) or small("max-height", 0):
        return "collapsed"
    return "clip" if small("width", 0) or small("max-width", 0) else ""


def _away(style: dict[str, str], em: float) -> bool:
    indent = length(style["text-indent"], em) if "text-indent" in style else None
    if indent and (indent[0] <= -_FAR if indent[1] == "px" else indent[0] <= -100):
        return True
    for name in _MARGINS:
        found = length(style[name], em) if name in style else None
        if found and found[1] == "px" and found[0] <= -2 * _FAR:
            return True
    if style.get("position") in ("absolute", "fixed", "relative"):
        for name in _SIDES:
            found = length(style[name], em) if name in style else None
            if found and (
                found[0] <= -_FAR if found[1] == "px" else found[0] <= -100 and style["position"] != "relative"
            ):
                return True
    transform = style.get("transform")
    if not transform:
        return False
    moved = _AWAY.search(transform)
    if moved and style.get("position") in ("absolute", "fixed"):
        return float(moved[1]) >= (_FAR if moved[2] == "px" else 100)
    return bool(_SHUT.search(transform) or (moved and moved[2] == "px" and float(moved[1]) >= 2 * _FAR))


def look(style: dict[str, str], parent: Look, default_size: float) -> Look:
    """Return the look below an element whose winning declarations are `style`; `default_size` is its tag's factor."""
    size, sized = parent.size * default_size, parent.sized
    declared = style.get("font-size")
    if declared is None and "font" in style:
        short = _FONT_SIZE.search(style["font"])
        declared = short[1] if short else None
    if declared is not None:
        known = font_size(declared, parent.size, parent.root)
        size, sized = (known, True) if known is not None else (parent.size, sized)
    front, back, painted = _paint(style, parent)
    floats = parent.floats or style.get("position") in ("absolute", "fixed")
    return Look(size, sized, front, back, painted, floats, parent.root)


def _paint(style: dict[str, str], parent: Look) -> tuple[Rgb | None, Rgb | None, bool]:
    """Return the colours of text and ground, and whether the ground is painted at all."""
    back, painted = parent.back, parent.painted
    ground = style.get("background-color") or style.get("background")
    image = style.get("background-image", "none") != "none" or "url(" in style.get("background", "")
    if image or (ground and ("gradient(" in ground or "var(" in ground)):
        back, painted = None, True
    elif ground and ground not in ("none", "inherit", "unset", "initial"):
        found = colour(ground) or next(filter(None, map(colour, ground.split())), None)
        if found and found[1] >= 0.95:
            back, painted = found[0], True
        elif found and found[1] > 0:
            back, painted = (blend(found[0], found[1], back) if back else None), True
    front = parent.front
    ink = style.get("-webkit-text-fill-color") or style.get("color")
    if ink and ink not in ("inherit", "unset", "currentcolor"):
        found = colour(ink)
        front = found[0] if found else None
        if found and found[1] < 0.95:
            under = back or (None if painted else WHITE)
            front = blend(found[0], found[1], under) if under else None
    return front, back, painted


def contrast_of(look: Look, complete: bool) -> float | None:
    """Return the contrast of text on its ground, None when a colour is unknown.

    `complete` says that every linked style sheet was read: only then are black text and a white page taken as given,
    and never under a box that floats over others.
    """
    plain = complete and not look.floats
    front = look.front or (BLACK if complete and look.back else None)
    back = look.back or (WHITE if plain and not look.painted else None)
    return contrast(front, back) if front is not None and back is not None else None
