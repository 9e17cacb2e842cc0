"""Phrases put together from their parts."""

from detectors.legal import phrasing

ITALIAN = {"words": {"contractions": {"di": ["del", "dell'"]}}}


def test_a_preposition_is_also_read_as_it_joins_an_article() -> None:
    assert list(phrasing.contracted(["un sito di", "edito"], ITALIAN)) == [
        "un sito di",
        "un sito del",
        "un sito dell'",
        "edito",
    ]


def test_an_elided_article_touches_the_next_word() -> None:
    parts = {"is": ["è"], "a": ["un'", "il"], "work": ["iniziativa"], "of": ["di"]}
    assert list(phrasing.works(parts)) == ["è un'iniziativa di", "è il iniziativa di"]
    assert list(phrasing.captions(parts)) == ["un'iniziativa di", "il iniziativa di"]


def test_a_language_without_articles_leaves_them_out() -> None:
    parts = {"is": ["to"], "a": [""], "work": ["projekt"], "of": [""]}
    assert list(phrasing.works(parts)) == ["to projekt"]
    assert list(phrasing.captions(parts)) == []  # "projekt" alone is the web designer's label


def test_given_names_tell_sole_traders_where_the_law_puts_them_into_the_firm() -> None:
    assert {"anna", "jan"} <= set(phrasing.traders({"words": {"traders": ["pl"]}}))
    assert list(phrasing.traders({"words": {"traders": []}})) == []


def test_who_is_meant_is_a_label_and_names_behind_its_verb() -> None:
    labels, sentences = phrasing.holders({"role": ["owner"], "of": ["of this site"], "is": ["is"]})
    assert (labels, sentences) == (["owner of this site"], ["owner of this site is"])
