"""The tables of an audit's report: a row for each fact, and nothing that a spreadsheet would obey."""

from __future__ import annotations

import csv
import io

import msgspec

from detectors.model import Level, StyleResult
from server.report.audited import tables
from server.report.summary import summarize
from tests.unit.server.report.test_summary import found, judged


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_table_has_a_row_for_each_fact():
    alike = StyleResult("similar", 0.9, "c.example")
    sums = summarize(
        [
            judged("a.example", "Vichy SA", found("ownership/shared_ids", "=UA-1", "b.example"), group="L'Oréal"),
            judged("b.example", "", found("style/copied_words", "the same words", "a.example"), level=Level.DISCLOSED),
            msgspec.structs.replace(judged("d.example"), style=alike),
        ]
    )
    made = {name: read(text) for name, text in tables(sums).items()}
    assert made["owners.csv"] == [
        {"owner": "L'Oréal", "group": "L'Oréal", "site": "a.example", "site_verdict": "no_finding"}
    ]
    assert [(row["value"], row["site"]) for row in made["shared.csv"]] == [
        ("'=UA-1", "a.example"),
        ("'=UA-1", "b.example"),
    ]
    assert made["passages.csv"] == [{"site": "b.example", "other": "a.example", "passage": "the same words"}]
    assert made["hands.csv"] == [{"site": "d.example", "other": "c.example", "same_author": "0.9"}]
