"""What people type, told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.address import AddressError, read_address


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Example.COM", ("https://example.com/", True)),
        (" http://example.com:80/a?utm_source=x&b=1#c ", ("http://example.com/a?b=1", False)),
        ("bücher.example", ("https://xn--bcher-kva.example/", True)),
    ],
)
def test_an_address(text, read):
    assert read_address(text) == read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jane Doe", "personal-query"),
        ("Dr. Jane Q. Doe", "personal-query"),
        ("jane@example.com", "personal-query"),
        ("https://jane@example.com/", "userinfo"),
        ("example", "malformed-url"),
        ("some words with 3", "malformed-url"),
    ],
)
def test_what_is_none(text, kind):
    with pytest.raises(AddressError) as error:
        read_address(text)
    assert error.value.kind == kind


@given(st.text())
def test_any_text_is_an_address_or_refused(text):
    try:
        url, _ = read_address(text)
    except AddressError:
        return
    assert url.startswith(("https://", "http://"))
    assert read_address(url) == (url, False)
