"""Whether a sentence that names the owner says that the site is the owner's, in words that no grammar foresaw."""

from __future__ import annotations

import pytest

from detectors.data_files import load_toml
from detectors.disclosure.text import fold, skim
from detectors.senses import languages
from detectors.whose import TABLE, says_whose, senses_of

OF_THE_SITE = [
    ("en", "The people who write here are Olivar staff."),
    ("en", "Olivar set up this site in 2009 to talk about skin."),
    ("en", "This community is hosted and moderated by Olivar."),
    ("fr", "Olivar a créé ce site en 2009 pour parler de peau."),
    ("de", "Olivar hat diese Seite 2009 ins Leben gerufen."),
    ("es", "Olivar creó este sitio en 2009."),
    ("it", "Olivar ha creato questo sito nel 2009."),
    ("nl", "Olivar begon deze site in 2009."),
]
OF_OTHER_THINGS = [
    ("en", "Olivar set up a factory in 2009."),
    ("en", "This site is about skin, and Olivar soap is good for it."),
    ("en", "On these pages I test soap, and Olivar wins again."),
    ("en", "My sister works for a shop that sells Olivar."),
    ("fr", "Olivar a créé un savon en 2009."),
    ("fr", "Sur ces pages je teste des savons, et Olivar gagne encore."),
    ("de", "Auf diesen Seiten teste ich Seife, und Olivar gewinnt wieder."),
]


def says(lang: str, sentence: str) -> bool:
    return says_whose(sentence, skim(sentence), lambda words: "Olivar" in words, lang)


@pytest.mark.parametrize(("lang", "sentence"), OF_THE_SITE)
def test_who_runs_the_site_is_read_in_any_words(lang: str, sentence: str) -> None:
    assert says(lang, sentence)
    assert not says(lang, sentence.replace("Olivar", "Somebody")), "without the owner's name it says nothing of it"


@pytest.mark.parametrize(("lang", "sentence"), OF_OTHER_THINGS)
def test_praise_and_other_things_of_the_owner_say_nothing_of_the_site(lang: str, sentence: str) -> None:
    assert not says(lang, sentence)


def test_a_word_within_the_owners_name_has_no_sense() -> None:
    assert "site" in senses_of("Olivar makes the blog", [(0, 6)], "en")
    assert "site" not in senses_of("Blog House makes soap", [(0, 10)], "en")


@pytest.mark.parametrize("lang", languages(TABLE))
def test_every_language_has_every_sense_in_plain_words(lang: str) -> None:
    english, own = load_toml(f"{TABLE}/en.toml"), load_toml(f"{TABLE}/{lang}.toml")
    assert own.keys() == english.keys()
    for sense, words in own.items():
        assert len(set(words)) == len(words), sense
        for word in words:
            assert word == fold(word).text.lower().strip(), (sense, word)


def test_every_weight_is_of_senses_that_can_be_found() -> None:
    known = {*load_toml(f"{TABLE}/en.toml"), "brief", "long", "by_owner", "owner_first", "owners_own"}
    weights = load_toml(f"{TABLE}/weights.toml")["weights"]
    assert {sense for together in weights for sense in together.split()} <= known
    assert len(weights) < 100
