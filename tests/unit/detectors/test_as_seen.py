"""A page as one window shows it: only the blocks that were asked about change, and every offset stays."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from detectors import examine
from detectors.as_seen import document_as_seen
from detectors.disclosure import find_markers_document
from detectors.model import Capture, DisclosureLevel, Level, Look, Viewing
from tests.unit.detectors.making import document, knowledge, prose

LABEL = "This post is sponsored by Acme."
WIDE, PHONE = 1280, 390
CASES = Path(__file__).parents[2] / "cases"


def labelled(before: str = "<h1>Three pans</h1>"):
    return document(f"{before}<p>{LABEL}</p>{prose(150)}<p><a href='https://acme.example/'>Acme</a></p>")


def marker(seen):
    return next(found for found in find_markers_document(seen) if found.kind in ("sponsored", "hidden"))


def test_a_statement_that_a_window_shows_well_stays_adequate():
    found = marker(document_as_seen(labelled(), Viewing(WIDE, (Look(LABEL, True, 16.0, 12.0),))))
    assert (found.kind, found.adequate, found.reasons) == ("sponsored", "A", ())


@pytest.mark.parametrize("look", [Look(LABEL, True, 7.0, 12.0), Look(LABEL, True, 16.0, 1.3)])
def test_a_statement_too_small_or_too_faint_is_judged_so(look):
    found = marker(document_as_seen(labelled(), Viewing(WIDE, (look,))))
    assert found.adequate == "I"
    assert "tiny" in found.reasons


def test_a_statement_that_a_phone_does_not_show_is_hidden_on_phones():
    found = marker(document_as_seen(labelled(), Viewing(PHONE, (Look(LABEL, False),))))
    assert (found.kind, found.adequate) == ("sponsored", "W")
    assert "hidden_mobile" in found.reasons


def test_a_statement_that_a_wide_window_does_not_show_cannot_be_read():
    page = labelled()
    seen = document_as_seen(page, Viewing(WIDE, (Look(LABEL, False),)))
    assert marker(seen).kind == "hidden"
    assert LABEL not in seen.text
    assert len(seen.text) == len(page.text)
    for block in seen.blocks:
        assert block.start < 0 or seen.text[block.start : block.start + len(block.text)] == block.text


def test_blocks_that_nobody_asked_about_stay_as_they_were_read():
    page = labelled()
    seen = document_as_seen(page, Viewing(WIDE, (Look(LABEL, False), Look("", False), Look("other words", False))))
    changed = [new for old, new in zip(page.blocks, seen.blocks, strict=True) if old != new]
    assert [block.text for block in changed] == [LABEL]
    assert document_as_seen(page, Viewing(WIDE)) == page


def test_a_quote_is_found_whatever_its_blanks_and_across_blocks():
    page = document(f"<p>This post is sponsored</p><p>by Acme, and I liked it.</p>{prose(20)}")
    quote = "This  post is\nsponsored by Acme, and I liked it."
    seen = document_as_seen(page, Viewing(WIDE, (Look(quote, False),)))
    assert [block.visible for block in seen.blocks[:3]] == [False, False, True]


def test_a_recorded_case_is_judged_as_the_window_shows_it():
    folder = CASES / "a04-employee-named-in-header"
    capture = Capture.from_json(gzip.decompress((folder / "capture.json.gz").read_bytes()))
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    quotes = {one["quote"] for one in expected["disclosure"]["owner"]["markers"] if one["where"].startswith("checked")}
    assert quotes
    well = Viewing(WIDE, tuple(Look(quote, True, 16.0, 12.0) for quote in sorted(quotes)))
    gone = Viewing(PHONE, tuple(Look(quote, False) for quote in sorted(quotes)))
    assert examine(capture, knowledge(), well).verdict is Level.DISCLOSED
    phone = examine(capture, knowledge(), gone)
    assert phone.disclosure.owner.level is DisclosureLevel.WEAK
    assert "hidden_mobile" in phone.disclosure.owner.reasons
    assert examine(capture, knowledge()).verdict is Level.DISCLOSED, "nothing of it is kept"


def test_a_phone_is_told_from_a_desktop_by_its_width():
    assert [Viewing(width).narrow for width in (320, 599, 600, 1280)] == [True, True, False, False]
