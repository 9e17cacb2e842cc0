"""Evidence as a table; nothing in it is a formula."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.model import Level
from server.report.table import COLUMNS, as_csv, as_jsonl, cell, csv_line
from tests.unit.server.making import verdict


def test_a_row_for_each_piece_of_evidence():
    core = verdict(Level.UNDISCLOSED_CONTROL)
    read = list(csv.DictReader(io.StringIO(as_csv("id", core, "current").decode("utf-8-sig"))))
    assert len(read) == sum(max(1, len(finding.evidence)) for finding in core.findings)
    row = read[0]
    assert tuple(row) == COLUMNS
    assert (row["verdict_id"], row["detector"], row["about"]) == ("id", "ownership/registrant", "Acme SA")
    assert row["quote"] == core.findings[0].evidence[0].quote
    assert float(row["bans"]) == 2.0
    lines = [json.loads(line) for line in as_jsonl("id", core, "current").splitlines()]
    assert [line["quote"] for line in lines] == [row["quote"] for row in read]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "  =1", "\t=1", "\r=1", "＝1", "\n=x", "\u00a0=1", '=HYPERLINK("https://x")']
)
def test_a_formula_is_text(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["words", "1-2", "a=b", "", -1.5, 0])
def test_what_is_no_formula_stays_as_it_is(value):
    assert cell(value) == value


def test_a_row_has_one_line_whatever_stands_in_it():
    assert csv_line(["a", None, -1.5, True, ["=1"], "=1", "x\ud800"]) == 'a,,-1.5,true,"[""=1""]",\'=1,x?\r\n'


@given(st.text())
def test_no_text_begins_a_formula(text):
    made = str(cell(text))
    assert not made.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert "\0" not in made
