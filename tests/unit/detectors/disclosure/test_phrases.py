"""The phrase files are complete, and no phrase of them can be made to run away."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.data_files import load_toml
from detectors.disclosure import find_markers
from detectors.disclosure.phrases import LANGUAGES, grammar, warm
from detectors.model import DISCLOSING

SECONDS_PER_KILOBYTE = 2.0  # of processor time; a runaway pattern takes minutes


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_label_has_a_grade_and_every_rule_a_stem(lang):
    grades = load_toml("adequacy.toml")["label"]
    for rule in grammar(lang).rules:
        assert rule.label in grades
        assert rule.on
        assert all(stem == stem.lower() for stem in rule.on)
        assert len(rule.patterns) == len(rule.written) > 0


def test_every_rule_of_law_names_its_source_or_says_that_it_has_none():
    for entry in load_toml("adequacy.toml")["label"].values():
        assert ("source" in entry) != entry.get("uncited", False)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_long_runs_of_a_stem_stay_cheap(lang):
    warm()
    for rule in grammar(lang).rules:
        stem = rule.on[0].strip("*|")
        text = f"{stem} we link this {' '.join(rule.beside[:2])} " * 12
        start = time.process_time()
        find_markers(text, lang)
        assert time.process_time() - start < SECONDS_PER_KILOBYTE * max(1.0, len(text) / 1000)


PIECES = """sponsored post by links affiliate #ad we may earn commission not paid but free review sent me the brand , ;
: ? sponsorisé par lien affilié offert la marque werbung anzeige S p o n s o r e d ( ) * " ' $ %"""
WORDS = st.sampled_from([*PIECES.split(), "\u200b", "\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join), st.sampled_from([*LANGUAGES, None]))
def test_offsets_always_hold(text, lang):
    for marker in find_markers(text, lang):
        assert 0 <= marker.start < marker.end <= len(text)
        assert text[marker.start : marker.end] == marker.quote


@pytest.mark.parametrize(
    ("lang", "text"),
    [("fr", "Post sponsorisé ✨"), ("en", "Advertisement 🌿 our week in Wales"), ("en", "Sponsored ➡ Dovewell")],
)
def test_a_label_may_end_at_a_picture(lang, text):
    assert [marker.kind in DISCLOSING for marker in find_markers(text, lang)] == [True]
