"""Statements together: the best one decides, and reasons that hold of all of them stay."""

from detectors.model import DisclosureLevel, MarkerKind, ShownMarker
from detectors.statements import Statement, is_legible, observe, on_mobile
from tests.unit.detectors.making import document, prose


def said(quote: str, *reasons: str, where: str = "checked:body") -> Statement:
    level = DisclosureLevel.WEAK if reasons else DisclosureLevel.CLEAR
    return Statement(level, ShownMarker(MarkerKind.OWNERSHIP, quote, where, "A"), reasons)


def test_silence_is_absent_only_when_that_was_earned() -> None:
    assert observe((), absent_earned=True).level is DisclosureLevel.ABSENT
    assert observe((), absent_earned=False).level is DisclosureLevel.UNKNOWN


def test_the_best_statement_decides() -> None:
    found = observe([said("small", "tiny"), said("large")], absent_earned=True)
    assert (found.level, found.reasons) == (DisclosureLevel.CLEAR, ())
    assert [marker.quote for marker in found.markers] == ["large"]


def test_a_notice_is_no_only_one_beside_another_statement() -> None:
    notice, footer = said("notice", "legal_notice_only"), said("footer", "buried")
    assert observe([notice], absent_earned=True).reasons == ("legal_notice_only",)
    assert observe([notice, footer], absent_earned=True).reasons == ("buried",)


def test_what_the_mobile_page_lacks_is_hidden_from_many() -> None:
    phone = document("<p>A blog  by OLIVAR</p>")
    assert on_mobile(said("a blog by Olivar"), phone) == said("a blog by Olivar")
    assert on_mobile(said("paid by Olivar"), phone).reasons == ("hidden_mobile",)
    assert on_mobile(said("paid by Olivar", where="home:top"), phone).reasons == ()


def test_short_pages_and_foreign_ones_are_not_legible() -> None:
    assert is_legible(document(prose(160)))
    assert not is_legible(document(prose(100)))
