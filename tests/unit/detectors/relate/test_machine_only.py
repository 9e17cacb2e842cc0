"""Payments that markup admits and no words say."""

from detectors.model import Grade, Role

from ..ownership.captures import abouts, found, page

ID = "relate/machine_only"
PAID = '<p>I use <a rel="sponsored" href="https://shop.example/kettle">this kettle</a> every day.</p>'
ENGLISH = "<p>It rained all morning and I read my notebooks again with a cup of tea that was much too hot.</p>" * 3
SPONSOR = '{"@type": "Organization", "name": "Olivar"}'
LD = f'<script type="application/ld+json">{{"@type": "BlogPosting", "sponsor": {SPONSOR}}}</script>'


def test_a_link_marked_as_paid_without_a_word_of_it() -> None:
    (evidence,) = found(ID, page(PAID + ENGLISH))
    assert (evidence.quote, evidence.role, evidence.grade) == ('rel="sponsored"', Role.PROGRAMME, Grade.C)


def test_a_sponsor_in_structured_data_only() -> None:
    (evidence,) = found(ID, page(LD + ENGLISH))
    assert "Olivar" in evidence.quote


def test_readers_who_are_told_too() -> None:
    assert abouts(ID, page("<p>This post is sponsored by Olivar.</p>" + LD + PAID + ENGLISH)) == []


def test_a_page_that_admits_nothing() -> None:
    assert abouts(ID, page(ENGLISH)) == []
