"""Nothing that a terminal obeys or that a browser runs."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.report.safe import printable, web_link


@given(st.text())
def test_nothing_invisible_is_left(text):
    shown = printable(text)
    assert not any(unicodedata.category(char)[0] == "C" or char in "\u2028\u2029" for char in shown)


def test_examples():
    assert printable("a\x1b[31m\nb\u202ec\x9b0m é 漢字") == "a\\u{1b}[31m b\\u{202e}c\\u{9b}0m é 漢字"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.example",
        "/path",
        "whois://x/y",
        "https://[",
        "http://a\x1b",
        "",
        "https:///x",
    ],
)
def test_only_web_pages_are_linked(url):
    assert web_link(url) is None


def test_a_web_page_is_linked():
    assert web_link("https://blog.example/a?b#c") == "https://blog.example/a?b#c"
