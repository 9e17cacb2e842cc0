"""A reliability diagram as SVG: what the bans said against what was true, both in log-odds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

SIZE, MARGIN, SPAN = 420, 48, 4.0  # pixels; the axes reach from 1:10^SPAN to 10^SPAN:1
TICKS = ((-4, "0.01 %"), (-2, "1 %"), (0, "50 %"), (2, "99 %"), (4, "99.99 %"))


class Bin(NamedTuple):
    """Pairs of a site and a firm whose bans said nearly the same: the mean said, the share that is true, how many."""

    said: float
    true: float
    pairs: int


def reliability_svg(rows: Sequence[Bin]) -> str:
    """Return the diagram; each dot is a bin, its area the number of its pairs, its line the 95 % interval (Wilson)."""
    ticks = "".join(_tick(value, label) for value, label in TICKS)
    dots = "".join(_dot(row) for row in rows)
    inner, end, middle = SIZE - 2 * MARGIN, SIZE - MARGIN, SIZE / 2
    diagonal = f'x1="{MARGIN}" y1="{end}" x2="{end}" y2="{MARGIN}" stroke="#bbb" stroke-dasharray="4 4"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" font-family="sans-serif" font-size="11"'
        ' role="img"><title>Reliability on generated sites</title>'
        f'<rect width="{SIZE}" height="{SIZE}" fill="#fff"/>'
        f'<rect x="{MARGIN}" y="{MARGIN}" width="{inner}" height="{inner}" fill="none" stroke="#999"/>'
        f"<line {diagonal}/>{ticks}{dots}"
        f'<text x="{middle}" y="{SIZE - 8}" text-anchor="middle">what the bans say</text>'
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">what is true</text>'
        "</svg>\n"
    )


def _at(log_odds: float) -> float:
    return MARGIN + (min(max(log_odds, -SPAN), SPAN) + SPAN) / (2 * SPAN) * (SIZE - 2 * MARGIN)


def _log_odds(share: float, pairs: int) -> float:
    inside = min(max(share, 0.5 / (pairs + 1)), 1 - 0.5 / (pairs + 1))
    return math.log10(inside / (1 - inside))


def _tick(value: float, label: str) -> str:
    x, y = _at(value), SIZE - _at(value)
    return (
        f'<text x="{x:.1f}" y="{SIZE - MARGIN + 16}" text-anchor="middle">{label}</text>'
        f'<text x="{MARGIN - 6}" y="{y + 4:.1f}" text-anchor="end">{label}</text>'
    )


def _dot(row: Bin) -> str:
    low, high = _wilson(row)
    x = _at(_log_odds(row.said, 10**6))
    top, bottom, y = (SIZE - _at(_log_odds(share, row.pairs)) for share in (high, low, row.true))
    radius = 2 + math.log10(row.pairs + 1) * 2
    return (
        f'<line x1="{x:.1f}" y1="{top:.1f}" x2="{x:.1f}" y2="{bottom:.1f}" stroke="#1d4e89"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#1d4e89" fill-opacity="0.7"/>'
    )


def _wilson(row: Bin, z: float = 1.96) -> tuple[float, float]:
    centre = (row.true + z * z / (2 * row.pairs)) / (1 + z * z / row.pairs)
    half = z * math.sqrt(row.true * (1 - row.true) / row.pairs + z * z / (4 * row.pairs**2)) / (1 + z * z / row.pairs)
    return max(0.0, centre - half), min(1.0, centre + half)
