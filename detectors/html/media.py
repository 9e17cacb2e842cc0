"""Which of two viewports a media rule speaks to: a wide screen and a telephone held upright."""

from __future__ import annotations

import re
from functools import lru_cache

WIDE, NARROW = 1, 2
BOTH = WIDE | NARROW
_WIDTHS = {WIDE: 1280.0, NARROW: 375.0}  # CSS pixels
_FEATURE = re.compile(r"\(([^()]*)\)")
_LENGTH = re.compile(r"([\d.]+)\s*(px|em|rem)?\Z")
_RANGE = re.compile(r"(?:([\d.]+\w*)\s*(<=?)\s*)?width(?:\s*(<=?|>=?)\s*([\d.]+\w*))?\Z")
# Features without a width, as a reader with default settings meets them; what is not listed does not match.
_FIXED = {
    "hover: hover": WIDE,
    "any-hover: hover": WIDE,
    "pointer: fine": WIDE,
    "pointer: coarse": NARROW,
    "hover: none": NARROW,
    "orientation: landscape": WIDE,
    "orientation: portrait": NARROW,
    "prefers-color-scheme: light": BOTH,
    "prefers-reduced-motion: no-preference": BOTH,
    "color": BOTH,
    "min-resolution: 1dppx": BOTH,
}
_TRANSPARENT = ("@layer", "@scope")  # at-rules that only wrap others


@lru_cache(maxsize=1024)
def viewports(prelude: str) -> int:
    """Return the viewports (bit set of `WIDE` and `NARROW`) for which the rules inside an at-rule apply."""
    prelude = prelude.lower()
    if prelude.startswith("@media"):
        return media(prelude[6:])
    if prelude.startswith("@supports"):
        return 0 if " not" in prelude else BOTH
    return BOTH if prelude.startswith(_TRANSPARENT) else 0


@lru_cache(maxsize=1024)
def media(queries: str) -> int:
    """Return the viewports that a media query list (the `media` attribute, or what follows ``@media``) matches."""
    if not queries.strip():
        return BOTH
    views = 0
    for query in queries.lower().split(","):
        views |= _query(query.strip())
    return views


def _query(query: str) -> int:
    views = BOTH
    for feature in _FEATURE.findall(query):
        views &= _feature(feature.strip())
    words = _FEATURE.sub(" ", query).split()
    negated = "not" in words
    kinds = [word for word in words if word not in ("not", "only", "and", "or")]
    if any(kind not in ("all", "screen") for kind in kinds):
        views = 0
    return BOTH & ~views if negated else views


def _feature(feature: str) -> int:
    name, colon, value = (part.strip() for part in feature.partition(":"))
    if name in ("min-width", "min-device-width", "max-width", "max-device-width"):
        limit = _pixels(value)
        if limit is None:
            return 0
        wide_enough = name.startswith("min")
        return sum(view for view, width in _WIDTHS.items() if (width >= limit if wide_enough else width <= limit))
    if not colon and "width" in name:
        return _range(name)
    return _FIXED.get(f"{name}: {value}" if colon else name, 0)


def _range(text: str) -> int:
    match = _RANGE.match(text)
    if match is None:
        return 0
    low, low_mark, mark, limit = match.groups()
    views = 0
    for view, width in _WIDTHS.items():
        holds = low is None or _holds(_pixels(low), low_mark, width)
        if limit is not None:
            bound = _pixels(limit)
            holds = holds and (
                _holds(width, mark, bound) if mark[0] == "<" else _holds(bound, mark.replace(">", "<"), width)
            )
        views |= view if holds else 0
    return views


def _holds(small: float | None, mark: str, large: float | None) -> bool:
    if small is None or large is None:
        return False
    return small <= large if mark == "<=" else small < large


def _pixels(value: str) -> float | None:
    match = _LENGTH.match(value)
    if match is None:
        return None
    try:
        number = float(match[1])
    except ValueError:
        return None
    return number * (16.0 if match[2] in ("em", "rem") else 1.0)
