"""The same words are enough in one country and not in another."""

import pytest

from detectors.disclosure import find_markers
from detectors.disclosure.adequacy import weakest


def grade(text, lang, country=None):
    (marker,) = find_markers(text, lang, country)
    return marker.adequate, marker.reasons


@pytest.mark.parametrize(
    ("text", "lang", "country", "expected"),
    [
        ("#ad new shoes", "en", "US", ("A", ())),
        ("#ad new shoes", "en", None, ("A", ())),
        ("#ad neue Schuhe", "de", "DE", ("I", ("wrong_language",))),
        ("#ad nouvelles chaussures", "fr", "FR", ("I", ("wrong_language",))),
        ("#gifted apron", "en", "IE", ("A", ())),
        ("#gifted apron", "en", "GB", ("W", ("vague",))),
        ("Advertorial", "de", "DE", ("I", ("unclear_for_country",))),
        ("Publicité", "fr", "FR", ("A", ())),
        ("Anzeige", "de", None, ("A", ())),
        ("#collab new shoes", "en", "GB", ("I", ("vague",))),
    ],
)
def test_words_are_graded_for_their_readers(text, lang, country, expected):
    assert grade(text, lang, country) == expected


def test_words_in_another_language_are_never_better_than_in_their_own():
    assert grade("#collab @brand", "fr", "FR")[0] == "I"


def test_the_weakest_of_several_grades():
    assert weakest("A", "I", "W") == "I"
    assert weakest("A", "A") == "A"
