"""The language of quotes, and French spaces."""

from __future__ import annotations

import pytest

from server.web.typesetting import language_of_quotes, typeset
from tests.unit.server.making import URL, capture


@pytest.mark.parametrize(
    ("html", "lang"),
    [
        ('<!doctype html><html class="x" lang="fr-FR"><p>', "fr"),
        ("<HTML LANG=de>", "de"),
        ("<html><p lang=en>", ""),
        ("<html " + "x" * 9000 + ' lang="fr">', ""),
    ],
)
def test_the_page_declares_its_language(html, lang):
    assert language_of_quotes(capture(html), URL) == lang


def test_other_sources_have_none_that_we_know():
    taken = capture('<html lang="fr">')
    assert language_of_quotes(taken, "https://www.blog.example/about") == "fr"
    for where in ("https://other.example/", "whois://registry.example/blog.example", "nonsense"):
        assert language_of_quotes(taken, where) == ""
    assert language_of_quotes(None, URL) == ""


def test_french_keeps_its_signs_on_the_line():
    assert typeset("Qui ? « Nous » : oui", "fr") == "Qui\u00a0? «\u00a0Nous\u00a0»\u00a0: oui"
    assert typeset("Who ? Us : yes", "en") == "Who ? Us : yes"
