"""Whom a statement names: as written, organisations only, and the site's own name as the subject."""

import pytest

from detectors.disclosure import find_markers, find_markers_html
from detectors.disclosure.naming import as_written, of_the_site
from detectors.disclosure.text import fold
from detectors.model import MarkerKind

OWNER = (MarkerKind.OWNERSHIP, MarkerKind.EMPLOYMENT)


def owners(text, lang):
    return [marker.names for marker in find_markers(text, lang) if marker.kind in OWNER]


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("Un blog édité par Vichy Laboratoires (L'Oréal) et écrit avec vous", "fr", "Vichy Laboratoires"),
        ("Bienvenue sur le blog d'Orange", "fr", "Orange"),
        ("Ce site appartient à L'Oréal.", "fr", "L'Oréal"),
        ("Le blog de La Redoute", "fr", "La Redoute"),
        ("Un blog de la marque Yves Rocher", "fr", "Yves Rocher"),
        ("This site is operated by The Ford Motor Company.", "en", "The Ford Motor Company"),
        ("Powered by the people at Dunmore Dairy", "en", "Dunmore Dairy"),
        ("Dana Whitlock. I work for Ford, in social media.", "en", "Ford"),
        ("Full disclosure: my employer is Ford.", "en", "Ford"),
        ("Este sitio es propiedad de Mercadona S.A.", "es", "Mercadona S.A."),
    ],
)
def test_the_name_is_whole_and_nothing_else(text, lang, name):
    assert owners(text, lang) == [name]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Un blog de Jeanne", "fr"),
        ("Publié par Mirabelle 10", "fr"),
        ("Publié par Jeanne Martin", "fr"),
        ("A blog by Jeanne Martin", "en"),
        ("Vichy is owned by L'Oréal.", "en"),
        ("The pub is owned by my grandmother.", "en"),
        ("My husband works for Ford.", "en"),
        ("I used to work for Ford.", "en"),
        ("Proudly powered by WordPress", "en"),
        ("Kestrel Energy Inc. All rights reserved.", "en"),
    ],
)
def test_persons_brands_the_past_and_credits_are_no_owners(text, lang):
    assert owners(text, lang) == []


@pytest.mark.parametrize(
    ("words", "name"), [("Ford.", "Ford"), ("Mercadona S.A.", "Mercadona S.A."), (" Ford, ", "Ford")]
)
def test_only_the_dot_of_an_abbreviation_stays(words, name):
    assert as_written(words) == name


def test_the_name_of_the_site_is_its_subject():
    html = (
        "<html lang='en'><head><title>Blow-dry days - The Curly Diaries</title></head><body><main><article>"
        "<h1>Blow-dry</h1><p>The Curly Diaries is owned and run by L'Oréal for its Vichy brand.</p></article></main>"
    )
    (marker,) = find_markers_html(html)
    assert (marker.kind, marker.names) == (MarkerKind.OWNERSHIP, "L'Oréal")
    assert marker.quote.startswith("Curly Diaries is owned") or marker.quote.startswith("The Curly Diaries is owned")
    assert not find_markers_html(html.replace("- The Curly Diaries", "- Another name"))


def test_the_offsets_of_a_renamed_sentence_lead_back():
    text = "Lichtpunt is onderdeel van Philips."
    renamed = of_the_site(fold(text), ("Lichtpunt",), "deze site")
    assert renamed is not None
    assert renamed.text == "deze site is onderdeel van Philips."
    assert renamed.span(0, len("deze site")) == (0, len("Lichtpunt"))
    assert renamed.span(renamed.text.index("Philips"), len(renamed.text) - 1) == (text.index("Philips"), len(text) - 1)
