"""Passages that two texts share, side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detectors.style.passages import MIN_WORDS, side_by_side, without_quotations

COPIED = "the cream was made by three sisters in a small kitchen behind the old pharmacy of the harbour"


def test_both_sides_are_shown_as_they_write_it() -> None:
    here, there = f"I read it: {COPIED.upper()}! Well.", f"Our story. {COPIED.capitalize()}."
    (found,) = side_by_side(here, there)
    assert (found.here, found.there) == (COPIED.upper(), COPIED.capitalize())
    assert found.words == len(COPIED.split())
    assert here[found.at[0] :].startswith(COPIED.upper())
    assert there[found.at[1] :].startswith(COPIED.capitalize())


def test_short_runs_are_idioms() -> None:
    short = " ".join(COPIED.split()[: MIN_WORDS - 1])
    assert side_by_side(f"first {short} last", f"other {short} end") == []


def test_long_quotations_are_taken_out_and_short_ones_stay() -> None:
    assert side_by_side(without_quotations(f"They say “{COPIED}”, no less."), COPIED) == []
    assert without_quotations("the “old harbour” was empty") == "the “old harbour” was empty"


@given(st.text(alphabet="ab ", max_size=80), st.text(alphabet="ab ", max_size=80))
def test_a_passage_stands_in_both(a: str, b: str) -> None:
    for found in side_by_side(a, b, shortest=3):
        assert found.here in a
        assert found.there in b
