"""The lines of an audit as JSON lines and CSV: nothing lost, nothing that a spreadsheet would obey."""

from __future__ import annotations

import csv
import io
import json

from detectors.model import Level
from server.report.document import document
from server.report.results import OWN_COLUMNS, columns_of, csv_lines, json_lines
from server.store import Line
from tests.unit.server.making import URL, verdict

JUDGED = Line(1, URL, {"note": "=1+1", "url2": "x"}, URL, False, "blog.example", "judged", verdict="v")
FAILED = Line(3, "word", {"note": "n"}, None, False, "", "failed", "malformed-url", "not a web address")
WAITING = Line(4, URL, {}, URL, False, "blog.example", "collected", verdict="w")


def shown(identifiers):
    return {one: document(one, verdict(Level.DISCLOSED), "en") for one in identifiers if one == "v"}


def test_json_lines_have_the_contracts_form():
    first, second, third = (json.loads(line) for line in json_lines([JUDGED, FAILED, WAITING], shown))
    assert (first["line"], first["url"], first["error"], first["columns"]) == (1, URL, None, JUDGED.columns)
    assert first["verdict"]["verdict"] == "disclosed"
    assert second == {
        "line": 3,
        "url": "word",
        "verdict": None,
        "error": {"type": "/problems/malformed-url", "detail": "not a web address"},
        "columns": {"note": "n"},
    }
    assert third["error"]["type"] == "/problems/not-finished"
    assert "columns" not in third


def test_csv_keeps_the_lists_own_columns_in_front():
    lines = [JUDGED, FAILED]
    rows = list(csv.DictReader(io.StringIO("".join(csv_lines(lines, shown, columns_of(lines))), newline="")))
    assert list(rows[0]) == ["note", "url2", *OWN_COLUMNS]
    assert rows[0]["note"] == "'=1+1"
    assert (rows[0]["verdict"], rows[0]["site_verdict"], rows[0]["id"]) == ("disclosed", "disclosed", "v")
    assert rows[0]["headline"].startswith("Says who is behind it")
    assert (rows[1]["error"], rows[1]["verdict"], rows[1]["url2"]) == ("malformed-url", "", "")


def test_a_column_that_is_called_as_ours_keeps_its_values():
    line = Line(1, "word", {"verdict": "mine"}, None, False, "", "failed", "malformed-url", "x")
    (row,) = csv.DictReader(io.StringIO("".join(csv_lines([line], shown, ["verdict"])), newline=""))
    assert (row["input_verdict"], row["verdict"]) == ("mine", "")
