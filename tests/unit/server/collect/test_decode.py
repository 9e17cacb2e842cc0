from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.collect.decode import decode, is_html

FRENCH = "<p>L'Oréal à Paris, été comme hiver</p>"
META = '<meta charset="{}">'


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (FRENCH.encode(), "text/html; charset=utf-8", FRENCH),
        (FRENCH.encode("cp1252"), "text/html; charset=ISO-8859-1", FRENCH),
        (FRENCH.encode("cp1252"), "text/html", FRENCH),
        (FRENCH.encode(), "", FRENCH),
        (b"\xef\xbb\xbf" + FRENCH.encode(), "text/html; charset=iso-8859-1", FRENCH),
        (FRENCH.encode("utf-16"), "text/html", FRENCH),
        ((META.format("iso-8859-1") + FRENCH).encode("latin-1"), "text/html", META.format("iso-8859-1") + FRENCH),
        ((META.format("utf-16") + FRENCH).encode(), "text/html", META.format("utf-16") + FRENCH),
        ((META.format("nonsense") + FRENCH).encode(), "text/html", META.format("nonsense") + FRENCH),
        (FRENCH.encode("cp1252"), "text/html; charset=utf-8", FRENCH),  # the server is wrong
        ("こんにちは、世界。".encode("shift_jis"), "text/html; charset=Shift_JIS", "こんにちは、世界。"),
        (b"a\0b", "text/html; charset=utf-8", "ab"),
        (b"", "", ""),
    ],
)
def test_decode(body: bytes, content_type: str, text: str) -> None:
    assert decode(body, content_type) == text


def test_a_few_broken_bytes_do_not_change_the_declared_encoding() -> None:
    assert (
        decode(FRENCH.encode() * 10 + b"\xff", "text/html; charset=utf-8") == FRENCH * 10 + "\N{REPLACEMENT CHARACTER}"
    )


def test_long_text_of_another_script_is_recognised() -> None:
    text = "Независимый блог о косметике и уходе за кожей, который ведёт одна семья. " * 20
    assert decode(text.encode("cp1251"), "text/html") == text


@given(st.binary(), st.text())
def test_never_raises(body: bytes, content_type: str) -> None:
    assert "\0" not in decode(body, content_type)
    is_html(content_type, body)


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ("text/html", b"", True),
        ("Text/HTML; charset=x", b"", True),
        ("application/xhtml+xml", b"", True),
        ("text/plain", b"<html>", False),
        ("text/html", b"%PDF-1.7", False),
        ("text/html", b"\x89PNG\r\n", False),
        ("application/json", b"<html>", False),
        ("", b" \n<!DOCTYPE html>", True),
        ("", b"\xef\xbb\xbf<html>", True),
        ("", b"<?xml version='1.0'?><html>", True),
        ("", b"<?xml version='1.0'?><rss>", False),
        ("", b"\x89PNG", False),
        ("", b"", False),
    ],
)
def test_is_html(content_type: str, body: bytes, expected: bool) -> None:
    assert is_html(content_type, body) is expected
