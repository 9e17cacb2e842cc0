"""Both languages say the same things, all of them, in neutral words."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from string import Formatter

import pytest

from detectors.model import (
    ControlLevel,
    DisclosureLevel,
    Family,
    Level,
    MarkerKind,
    MissingReason,
    Presentation,
)
from detectors.weigh import weights
from server.report.messages import LANGUAGES, SIGNS, Messages, messages
from server.report.words import calibration_in_words

FORBIDDEN = {
    "en": "fake fakes fraud fraudulent lie lies liar illegal illegally astroturfer astroturfing guilty scam scammer",
    "fr": "faux fausse fraude frauduleux mensonge mensonges menteur menteuse mentir illégal illégale coupable "
    "escroc escroquerie arnaque imposteur supercherie",
}


def texts(lang: str) -> str:
    return resources.files("server.report.messages").joinpath(f"{lang}.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_of_accusation(lang):
    words = {word for words in FORBIDDEN.values() for word in words.split()}
    assert not words & set(re.findall(r"\w+", texts(lang).casefold()))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_independence_is_never_granted(lang):
    assert not re.search(r"\bindependent\b(?!\s*=)|\bindépendante?s?\b", texts(lang).casefold())


def test_both_languages_have_the_same_sentences_and_places():
    en, fr = Messages("en"), Messages("fr")
    everything = en.keys()
    assert everything == fr.keys()
    for table, key in everything:
        places = [sorted(p for _, p, _, _ in Formatter().parse(m._tables[table][key]) if p) for m in (en, fr)]
        assert places[0] == places[1], (table, key)


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("level", Level),
        ("control", ControlLevel),
        ("disclosure", DisclosureLevel),
        ("family", Family),
        ("marker", MarkerKind),
        ("missing", MissingReason),
        ("presentation", Presentation),
    ],
)
def test_every_code_has_words(table, codes):
    assert {(table, code.value) for code in codes} <= messages("en").keys()


def test_every_level_has_a_sign():
    assert set(SIGNS) == {level.value for level in Level}


def test_a_code_without_words_is_shown_and_values_are_never_formatted_again():
    say = messages("en")
    assert say("reason", "brand_new_code") == "brand new code"
    assert say("headline", "disclosed_by", owner="{0.__class__}") == "Says who is behind it: {0.__class__}."
    assert messages("xx").lang == "en"


def test_templates_name_sentences_that_are_there():
    known = Messages("en").keys()
    named = {
        (table, key)
        for path in resources.files("server.web").joinpath("templates").iterdir()
        for table, key in re.findall(r"say\('(\w+)', '([\w-]+)'[,)]", path.read_text(encoding="utf-8"))
    }
    assert len(named) > 40
    assert named <= known


def test_french_has_one_apostrophe():
    assert not [row for table in Messages("fr")._tables.values() for row in table.values() if re.search(r"\w'\w", row)]


def test_every_sentence_of_the_pages_is_said_somewhere():
    """Codes are held by the tests of their tables; what pages say by name stands in a template or in the code."""
    root = Path(__file__).parents[4]
    places = [*(root / "server").rglob("*.html"), *(root / "server").rglob("*.py"), root / "tests/browser/words.py"]
    said = "".join(path.read_text(encoding="utf-8") for path in places)
    built = ("group_", "proof_", "action_", "style_", "rule_", "set_")  # and what is named by a code
    for table in ("ui", "about", "compare", "method", "change", "cause"):
        for key in messages("en").table(table):
            named = f"'{key}'" in said or f'"{key}"' in said
            assert named or key.startswith(built), (table, key)


def test_weights_say_what_they_were_fitted_to():
    assert calibration_in_words("none", messages("fr")) == "aucun à ce jour"
    assert calibration_in_words("generated sites, 1a28", messages("en")) == "generated sites, 1a28"
    assert calibration_in_words("generated sites, 1a28", messages("fr")) == "sites générés, 1a28"
    shipped = weights()["calibration"].partition(", ")[0].replace(" ", "_")
    assert all(shipped in messages(lang).table("calibration") for lang in LANGUAGES)
