"""Small drawings of the pages that were read, with the places where something is said marked by numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detectors.model import ShownMarker

CHECKED = "checked"
# Where the zones of a page stand on a sheet of 100 by 124 pixels: the middle of each.
_ZONES = {
    "nav": (50, 10),
    "headline": (36, 24),
    "top": (36, 36),
    "body": (36, 60),
    "quote": (36, 68),
    "code": (36, 68),
    "end": (36, 84),
    "comment": (36, 98),
    "aside": (84, 48),
    "ad": (84, 72),
    "teaser": (84, 90),
    "footer": (50, 114),
}
_PITCH = 15  # pixels between numbers in one zone


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered place on a sheet."""

    number: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page (by its code in `ShownMarker.where`) and its marks."""

    page: str
    marks: tuple[Mark, ...]


def sheets(markers: Sequence[ShownMarker]) -> tuple[Sheet, ...]:
    """Return a sheet for each page that says something, the checked page first; markers are numbered from 1."""
    found: dict[str, list[Mark]] = {}
    for number, marker in enumerate(markers, 1):
        page, _, zone = marker.where.partition(":")
        if page in _ZONES:  # a zone alone is one of the checked page
            page, zone = CHECKED, page
        x, y = _ZONES.get(zone, _ZONES["body"])
        marks = found.setdefault(page, [])
        marks.append(Mark(number, x + _PITCH * sum(mark.y == y for mark in marks), y))
    ordered = sorted(found.items(), key=lambda item: item[0] != CHECKED)
    return tuple(Sheet(page, tuple(marks)) for page, marks in ordered)
