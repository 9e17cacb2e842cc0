"""The names of habits, in the reader's language."""

from __future__ import annotations

from detectors.data_files import load_toml
from detectors.style.habits import habits_of
from server.report.habits import _names, habit_in_words

TABLE = load_toml("style/habits.toml")
FRENCH = {name for kind in ("patterns", "words", "endings") for name in TABLE[kind].get("fr", {})}
EVERY = {name for lang in ("en", "fr", "de") for name in habits_of(lang).names}


def test_each_habit_has_a_name_in_either_language_and_no_name_is_left_over():
    for name in EVERY - FRENCH:
        assert habit_in_words(name, "en") == name
        assert " between " not in habit_in_words(name, "fr")
        assert habit_in_words(name, "fr") != name or name == "“and then”"
    for name in FRENCH:
        assert habit_in_words(name, "fr") == name
        assert habit_in_words(name, "en") != name
    parts = {"between", "a space", "a letter", "a capital", "a digit", "another mark", "the edge"}
    assert {name for names in _names().values() for name in names} - parts <= EVERY


def test_a_mark_is_told_with_what_stands_around_it():
    assert habit_in_words("“;” between a letter and a space", "fr") == "« ; » entre une lettre et une espace"
