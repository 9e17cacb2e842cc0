"""Long quotes keep the name that matters, whole words and an honest mark of what is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.report.excerpt import CUT, excerpt

LONG = "one two three four five " * 20 + "Vichy, of all names, " + "six seven eight nine ten " * 20


def test_a_short_quote_is_whole():
    short = excerpt("Registrant:  L'OREAL", "L'Oréal")
    assert (short.text, short.shortened, short.name) == ("Registrant: L'OREAL", False, "")
    assert excerpt("by L’Oréal SA", "L'Oréal").name == "L’Oréal"


def test_a_long_quote_is_cut_around_its_name():
    short = excerpt(LONG, "vichy", 80)
    assert short.name == "Vichy"
    assert short.text.startswith(f"{CUT} ")
    assert short.text.endswith(f" {CUT}")
    assert set(short.text.replace(CUT, "").split()) <= set(LONG.split())


@pytest.mark.parametrize("name", ["", "absent"])
def test_without_its_name_the_head_is_shown(name):
    short = excerpt(LONG, name, 60)
    assert LONG.startswith(short.text.removesuffix(f" {CUT}"))


def test_a_whole_word_is_preferred():
    assert excerpt("Fordham and Ford", "ford").before == "Fordham and "
    assert excerpt("Fordham", "ford").name == "Ford"


@given(st.text(max_size=400), st.text(max_size=12), st.integers(20, 200))
def test_nothing_is_invented_and_nothing_grows(quote, name, room):
    short = excerpt(quote, name, room)
    assert short.text.replace(CUT, "").strip() in " ".join(quote.split()) or CUT in quote
    assert len(short.text) <= max(room, len(name)) + 2 * len(CUT) + 2
