"""The `Link` header of an answer."""

import time

import pytest

from detectors.html.link_header import header_links, is_translation
from detectors.model import Page
from detectors.page import Document, read_document
from tests.unit.detectors.making import seen

URL = "https://blog.example/de/post"


def document(link: str, head: str = "") -> Document:
    html = f"<head>{head}</head><p>Words</p>"
    return read_document(Page(seen(URL), URL, URL, 200, html, headers=(("link", link),)))


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ('<https://a.example/>; rel="canonical"', [("https://a.example/", {"canonical"})]),
        ("<https://a.example/>; rel=canonical", [("https://a.example/", {"canonical"})]),
        ('</a,b;c>;rel="x Canonical" , </d> ; REL=alternate', [("/a,b;c", {"x", "canonical"}), ("/d", {"alternate"})]),
        ('</a>; title="a, <b>; rel=canonical"; rel=next', [("/a", {"next"})]),
        ("</a>; rel=next; rel=canonical", [("/a", {"next"})]),
        ('</a>; rel=canonical; anchor="/other"', []),
        ("</a>", [("/a", set())]),
        ("</a; rel=canonical", []),
        ("", []),
    ],
)
def test_links(header: str, found: list[tuple[str, set[str]]]) -> None:
    assert [(link.target, set(link.rel)) for link in header_links(header)] == found


def test_what_a_header_says_stands_beside_what_the_head_says() -> None:
    link = '</post>; rel="canonical", </en/post>; rel="alternate"; hreflang="en", </f>; rel=alternate; hreflang=fr;'
    link += ' type="application/rss+xml"'
    only = document(link, '<base href="https://elsewhere.example/">')
    assert only.canonical == "https://blog.example/post"
    assert only.alternates == ("https://blog.example/en/post",)
    head = '<link rel="canonical" href="/a"><link rel="alternate" hreflang="it" href="/it/post">'
    both = document(link, head)
    assert both.canonical == "https://blog.example/a"
    assert both.alternates == ("https://blog.example/it/post", "https://blog.example/en/post")


@pytest.mark.parametrize("target", ["javascript:alert(1)", "https://[::1/", "data:,x", "\x00"])
def test_strange_targets_are_none(target: str) -> None:
    found = document(f"<{target}>; rel=canonical").canonical
    assert found == "" or found.startswith("https://blog.example/")


def test_a_long_header_takes_no_time() -> None:
    started = time.process_time()
    for header in ("<a>" + ";a=" * 700, "<a>" + '; a="' * 500, "<" * 2000, "<a>" + "; " * 1000, "<a>;" + "a" * 2000):
        list(header_links(header))
    assert time.process_time() - started < 0.5


def test_feeds_are_no_translations() -> None:
    assert is_translation(["alternate"], "fr", "")
    assert not is_translation(["alternate"], "", "")
    assert not is_translation(["alternate"], "fr", "application/atom+xml")
