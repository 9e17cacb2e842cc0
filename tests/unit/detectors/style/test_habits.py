"""The habits of a hand: what is counted, in which order, and how fast nothing of the subject gets in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.style.habits import char_class, habits_of
from detectors.style.profile import profile
from detectors.style.words import LANGUAGES
from tests.unit.detectors.style.writers import post


def rate(text: str, name: str, lang: str = "en") -> float:
    return float(profile(text, lang).habits[habits_of(lang).names.index(name)])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_habit_has_one_name_and_one_place(lang: str) -> None:
    names = habits_of(lang).names
    assert len(names) == len(set(names)) == len(profile("Some words, here.", lang).habits)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a comma before “and”", "We went out, and it rained."),
        ("an ellipsis of three points", "Well... it rained"),
        ("two dashes for one", "It rained -- hard."),
        ("“,” between a letter and a space", "Yes, it did."),
        ("“i” for “I”", "so i went"),
        ("“not” contracted", "They don't know"),
        ("short forms of messages", "c u later ppl"),
        ("words in -ly", "They slowly went."),
        ("letters drawn out", "sooo late"),
        ("curly apostrophes", "It’s late"),
    ],
)
def test_a_habit_is_counted_where_it_is(name: str, text: str) -> None:
    assert rate(text, name) > 0
    assert rate("We walked home before the rain", name) == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("la négation sans « ne »", "J'ai pas vu"),
        ("« c’est »", "C'est là"),
        ("l’inversion du sujet", "Que dit-il ?"),
        ("« je » et « j’ »", "Hier je dors"),
    ],
)
def test_french_has_habits_of_its_own(name: str, text: str) -> None:
    assert rate(text, name, "fr") > 0
    assert name not in habits_of("en").names


def test_rates_do_not_grow_with_length() -> None:
    once, thrice = post(3, 1), " ".join([post(3, 1)] * 3)
    marks = slice(len(habits_of("en").names) - 40, None)
    assert np.allclose(profile(once, "en").habits[marks], profile(thrice, "en").habits[marks], atol=0.2)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_finite_habits(text: str) -> None:
    assert np.isfinite(profile(text, "fr").habits).all()


def test_what_stands_beside_a_mark_is_classed() -> None:
    assert [char_class(c) for c in ("", "\n", " ", "7", "é", "É", "?")] == ["n", "n", "s", "0", "a", "A", "p"]
