"""Colours of style sheets and the contrast between two of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from tinycss2.color4 import parse_color

Rgb: TypeAlias = tuple[float, float, float]
WHITE: Rgb = (1.0, 1.0, 1.0)
BLACK: Rgb = (0.0, 0.0, 0.0)
_MAX_LENGTH = 64


@lru_cache(maxsize=4096)
def colour(value: str) -> tuple[Rgb, float] | None:
    """Return red, green, blue (0..1 each) and opacity (0..1) of a CSS colour, or None when it is not one we can read.

    ``currentcolor``, ``inherit``, variables and system colours are not known.
    """
    if len(value) > _MAX_LENGTH or "var(" in value:
        return None
    try:
        parsed = parse_color(value)
        if parsed is None or isinstance(parsed, str):
            return None
        red, green, blue, alpha = (float(part) for part in parsed.to("srgb"))
    except (ValueError, TypeError, RecursionError, NotImplementedError):
        return None
    return (_unit(red), _unit(green), _unit(blue)), _unit(alpha)


def _unit(value: float) -> float:
    return min(1.0, max(0.0, value))


def blend(front: Rgb, alpha: float, back: Rgb) -> Rgb:
    """Return `front` laid over `back` with that opacity."""
    return (
        front[0] * alpha + back[0] * (1 - alpha),
        front[1] * alpha + back[1] * (1 - alpha),
        front[2] * alpha + back[2] * (1 - alpha),
    )


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=4096)
def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio (1..21) as WCAG 2 defines it (relative luminance plus 0.05)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return round((high + 0.05) / (low + 0.05), 2)
