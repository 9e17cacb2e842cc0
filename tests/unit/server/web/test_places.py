"""Marks on the sheets stand where the words stand."""

from __future__ import annotations

from detectors.model import MarkerKind, ShownMarker
from server.web.places import sheets


def marker(where: str) -> ShownMarker:
    return ShownMarker(MarkerKind.OWNERSHIP, "words", where, "A")


def test_each_page_has_a_sheet_the_checked_one_first():
    found = sheets([marker("legal"), marker("checked:top"), marker("footer"), marker("checked:top")])
    assert [sheet.page for sheet in found] == ["checked", "legal"]
    assert sorted(mark.number for sheet in found for mark in sheet.marks) == [1, 2, 3, 4]
    top, foot, again = found[0].marks
    assert top.y == again.y < foot.y
    assert top.x < again.x


def test_an_unknown_place_is_somewhere_in_the_text():
    (sheet,) = sheets([marker("post:somewhere")])
    assert 0 < sheet.marks[0].x < 100
    assert sheets([]) == ()
