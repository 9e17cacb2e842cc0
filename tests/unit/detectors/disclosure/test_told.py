"""The senses of words: what they tell of a sentence that fits no phrase, and what they leave alone."""

from __future__ import annotations

import pytest

from detectors.data_files import load_toml
from detectors.disclosure import find_markers
from detectors.disclosure.phrases import LANGUAGES
from detectors.disclosure.text import fold
from detectors.disclosure.told import TABLE, senses_of, told
from detectors.model import MarkerKind
from detectors.senses import likelihood

TOLD = [
    (
        "en",
        "Free of charge, and for review, my loom arrived from the makers.",
        MarkerKind.GIFT,
    ),
    ("en", "My walk was, for transparency, remunerated by Penhallow Estates.", MarkerKind.SPONSORED),
    (
        "en",
        "When you order through my button the merchant adds a commission for me.",
        MarkerKind.AFFILIATE,
    ),
    (
        "en",
        "For transparency: among my clients there is, since May, Ferncliffe Water.",
        MarkerKind.EMPLOYMENT,
    ),
    ("fr", "C'est la maison Dautrey elle-même qui, pour ce test, m'a remis gracieusement la machine.", MarkerKind.GIFT),
    (
        "de",
        "Dass ich es testen durfte, verdanke ich dem Hersteller, der es mir kostenlos stellte.",
        MarkerKind.GIFT,
    ),
    (
        "es",
        "Para esta reseña la propia editorial, que me lo envió, puso el ejemplar gratis.",
        MarkerKind.GIFT,
    ),
]
SILENT = [
    ("en", "My grandmother sent me a free sample of her jam to try at home."),
    ("en", "The council paid for the new library with a grant from the lottery."),
    ("en", "Content Partnerships"),
    ("en", "Place a Classified Ad"),
    ("en", "Nobody paid me and no brand sent me anything to review for this post."),
    ("fr", "Ma tante m'a envoyé un échantillon de sa confiture pour le tester."),
    ("de", "Die Gemeinde bezahlte die neue Schule mit Geld vom Land."),
]


@pytest.mark.parametrize(("lang", "sentence", "kind"), TOLD)
def test_a_sentence_that_fits_no_phrase_is_read_by_the_senses_of_its_words(lang, sentence, kind):
    found = told(fold(sentence).text, lang)
    assert found is not None
    assert found.kind is kind
    assert next((marker.kind, marker.negated) for marker in find_markers(sentence, lang)) == (kind, False)


@pytest.mark.parametrize(("lang", "sentence"), SILENT)
def test_what_kin_give_what_is_denied_and_what_a_menu_says_is_left_alone(lang, sentence):
    assert [marker for marker in find_markers(sentence, lang) if not marker.negated] == []


def test_the_organisation_is_named_and_a_person_never():
    (marker,) = find_markers("My walk was, for transparency, remunerated by Penhallow Estates.", "en")
    assert marker.names == "Penhallow Estates"
    (marker,) = find_markers("Free of charge, and for review, my loom arrived from the makers.", "en")
    assert marker.names == ""


def test_the_order_of_words_counts():
    def by(text):
        return likelihood(TABLE, senses_of(text, "en"))

    assert by("this trip was paid for by Halewood Tours") > by("this trip to Halewood Tours was paid by card")
    assert "by_name" in senses_of("this trip was paid for by Halewood", "en")


def test_a_country_in_capitals_is_nobody_who_was_given_something():
    assert "recipient" in senses_of("the brand sent us the shoes", "en")
    assert "recipient" not in senses_of("the brand sent the shoes to the US only", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_every_sense_in_plain_words(lang):
    english, own = load_toml("told/en.toml"), load_toml(f"told/{lang}.toml")
    assert own.keys() == english.keys()
    for sense, words in own.items():
        assert len(set(words)) == len(words), sense
        for word in words:
            assert word == fold(word).text.lower().strip(), (sense, word)


def test_every_weight_is_of_senses_that_can_be_found():
    known = {
        *load_toml("told/en.toml"),
        "name",
        "source",
        "brief",
        "long",
        "several_cues",
        "by_giver",
        "by_name",
        "done_by",
    }
    weights = load_toml("told/weights.toml")["weights"]
    assert {sense for together in weights for sense in together.split()} <= known
    assert len(weights) < 100
