"""The tables of an audit's report: a row for each fact, and nothing that a spreadsheet would obey."""

from __future__ import annotations

import csv
import io

import msgspec

from detectors.model import Level, StyleResult
from server.report.audited import tables
from server.report.summary import summarize
from tests.unit.server.report.test_pairs import ALIKE
from tests.unit.server.report.test_summary import found, judged


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_table_has_a_row_for_each_fact():
    sums = summarize(
        [
            judged("a.example", "Vichy SA", found("ownership/shared_ids", "=UA-1", "b.example"), group="L'Oréal"),
            judged("b.example", "", found("style/copied_words", "the same words", "a.example"), level=Level.DISCLOSED),
            msgspec.structs.replace(judged("a.example"), style=StyleResult(hands=(ALIKE,))),
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
    ((site, other, said),) = ((row["site"], row["other"], row["same_author"]) for row in made["hands.csv"])
    assert (site, other, said) == ("a.example", "b.example", "0.93")
