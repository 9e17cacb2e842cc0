"""What an author tells search engines of links."""

from detectors.disclosure.marked_links import detect
from tests.unit.detectors.making import document, prose


def found(body: str) -> list[tuple[str, str]]:
    page = document(f"<article><h1>Pan</h1>{body}{prose(60)}</article>")
    return [(evidence.quote, evidence.grade.value) for evidence in detect(page)]


def test_each_mark_is_found_once():
    body = "<p><a rel='sponsored nofollow' href='https://a.example/'>a</a> <a rel=nofollow href='https://b.example/'>b</a></p>"
    assert found(body) == [("https://a.example/", "C"), ("https://a.example/", "D")]


def test_comments_and_the_sites_own_links_are_left_out():
    body = "<p><a rel=nofollow href='/x'>x</a></p><ol class='commentlist'><li class='comment'><p>"
    assert found(body + "<a rel=nofollow href='https://c.example/'>c</a></p></li></ol>") == []
