"""Pairs of hands over an audit, each once, and one comparison in words."""

from __future__ import annotations

import csv
import io
import json

import msgspec
import pytest

from detectors.model import HandsCompared, StyleResult
from server.report.messages import messages
from server.report.pairs import COLUMNS, figures_in_words, hand_in_words, pair_lines, pair_table, pairs_of
from tests.unit.server.making import verdict

ALIKE = HandsCompared(
    "b.example", "account", 0.97, 0.93, "consistent with one hand", (900, 1200), (3, 4), 34, 1, 800, 0.05, 143
)
OPEN = msgspec.structs.replace(
    ALIKE, site="=c.example", same_author=None, reason="no_cohort: too few", bucket=None, error_rate=None, strangers=0
)


def judged(site: str, *hands: HandsCompared):
    return msgspec.structs.replace(verdict(), site=site, style=StyleResult(hands=hands))


def test_a_pair_is_told_once_and_as_the_side_that_says_less():
    back = msgspec.structs.replace(ALIKE, site="a.example", same_author=0.81)
    (pair,) = pairs_of([judged("a.example", ALIKE), judged("b.example", back), judged("a.example", ALIKE)])
    assert (pair.site, pair.found.site, pair.found.same_author) == ("b.example", "a.example", 0.81)
    (pair,) = pairs_of(
        [judged("a.example", ALIKE), judged("b.example", msgspec.structs.replace(OPEN, site="a.example"))]
    )
    assert pair.found.same_author is None
    assert pairs_of([judged("a.example")]) == ()


def test_the_most_alike_are_told_first():
    less = msgspec.structs.replace(ALIKE, site="d.example", same_author=0.7)
    pairs = pairs_of([judged("a.example", OPEN, less, ALIKE)])
    assert [pair.found.site for pair in pairs] == ["b.example", "d.example", "=c.example"]


def test_the_table_and_the_lines_say_the_same():
    pairs = pairs_of([judged("a.example", ALIKE, OPEN)])
    rows = list(csv.DictReader(io.StringIO("".join(pair_table(pairs)), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [rows[0][name] for name in ("site", "other", "tie", "same_author", "words_other", "error_rate")] == [
        "a.example", "b.example", "account", "0.93", "1200", "0.05",
    ]  # fmt: skip
    assert (rows[1]["other"], rows[1]["same_author"]) == ("'=c.example", "")  # no formula
    lines = [json.loads(line) for line in pair_lines(pairs)]
    assert (lines[0]["site"], lines[0]["same_author"], lines[1]["reason"]) == ("a.example", 0.93, "no_cohort: too few")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_comparison_is_said_with_its_figures(lang):
    say = messages(lang)
    assert "0.93" in hand_in_words(ALIKE, say)
    assert "b.example" in hand_in_words(ALIKE, say)
    assert "no_cohort" not in hand_in_words(OPEN, say)
    assert hand_in_words(msgspec.structs.replace(ALIKE, same_author=0.1), say) != hand_in_words(ALIKE, say)
    figures = figures_in_words(msgspec.structs.replace(ALIKE, among=120), say)
    assert all(figure in figures for figure in ("0.970", "900 / 1200", "3 / 4", "34", "5.0%", "120"))
    assert "%" not in figures_in_words(OPEN, say)


def test_nobody_is_said_to_have_written_anything():
    assert "written by" not in hand_in_words(ALIKE, messages("en"))
    assert "onsistent with one hand" in hand_in_words(ALIKE, messages("en"))
