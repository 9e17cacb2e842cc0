"""Payments denied beside links that pay."""

from detectors.model import Grade, Role

from ..ownership.captures import WORDS, abouts, found, page

ID = "relate/contradicted"
LINK = '<p>I use <a href="https://www.amazon.com/dp/B07R4KX2QT?tag=carnetblog-20">this kettle</a> every day.</p>'
DENIAL = "<p>This post is not sponsored.</p>"
ENGLISH = "<p>It rained all morning and I read my notebooks again with a cup of tea that was much too hot.</p>" * 3


def test_a_denial_beside_an_affiliate_link() -> None:
    (evidence,) = found(ID, page(DENIAL + LINK + ENGLISH))
    assert (evidence.role, evidence.grade) == (Role.PROGRAMME, Grade.C)
    assert "not sponsored" in evidence.quote
    assert "carnetblog-20" in evidence.quote


def test_a_denial_without_links() -> None:
    assert abouts(ID, page(DENIAL + ENGLISH)) == []


def test_a_plain_link() -> None:
    assert abouts(ID, page(DENIAL + '<p><a href="https://www.kettle.example/">this kettle</a></p>' + ENGLISH)) == []


def test_links_that_are_said() -> None:
    said = "<p>This post contains affiliate links: I earn a commission when you buy through them.</p>"
    assert abouts(ID, page(said + DENIAL + LINK + WORDS)) == []
