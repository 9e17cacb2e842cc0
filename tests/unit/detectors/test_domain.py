"""URLs and sites are read one way (contract.md, URL key and Site)."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.domain import UrlError, absolute, home_of, is_bare, registrable, same_site, site_key, url_key


@dataclass
class _Platform:
    kind: str


class _Platforms:
    def platform(self, host: str) -> _Platform | None:
        kinds = {"medium.com": "path", "me.blogspot.com": "host", "blog.me.example": "custom"}
        return _Platform(kinds[host]) if host in kinds else None


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("example.org", "https://example.org/"),
        ("HTTPS://Example.ORG:443/a?utm_source=x&b=1#f", "https://example.org/a?b=1"),
        ("http://example.org:80", "http://example.org/"),
        ("http://bücher.de/ä b".replace(" ", "%20"), "http://xn--bcher-kva.de/%C3%A4%20b"),
        ("http://example.org/?fbclid=1&gclid=2", "http://example.org/"),
        ("http://example.org./x", "http://example.org/x"),
        ("example.org:8080/x", "https://example.org:8080/x"),
        ("http://[2001:db8::1]/", "http://[2001:db8::1]/"),
    ],
)
def test_url_key(typed: str, key: str) -> None:
    assert url_key(typed) == key
    assert url_key(key) == key


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("", "malformed"),
        ("localhost", "malformed"),
        ("javascript:alert(1)", "malformed"),
        ("ftp://a.example/", "malformed"),
        ("http://a.example:99999/", "malformed"),
        ("http://a.example\\@b.example/", "malformed"),
        ("http://exa mple.org", "malformed"),
        ("http://a\x00.example/", "malformed"),
        ("http://[a.example]/", "malformed"),
        ("http://[127.0.0.1]/", "malformed"),
        ("http://[2001:db8::1].a.example/", "malformed"),
        ("http://user:pass@a.example/", "userinfo"),
        ("http://user@a.example/", "userinfo"),
        ("someone@a.example", "email"),
        ("mailto:someone@a.example", "email"),
        ("x" * 3000, "malformed"),
    ],
)
def test_what_is_no_address_is_refused_with_its_kind(typed: str, kind: str) -> None:
    with pytest.raises(UrlError) as refused:
        url_key(typed)
    assert refused.value.kind == kind


@given(st.text(max_size=60))
def test_any_text_is_a_key_or_a_clear_refusal(text: str) -> None:
    try:
        key = url_key(text)
    except UrlError:
        return
    assert url_key(key) == key


@given(st.text(max_size=60))
def test_links_never_raise(href: str) -> None:
    assert absolute("https://a.example/b", href) == "" or absolute("https://a.example/b", href).startswith("http")


def test_a_query_that_looks_like_a_host_is_no_host() -> None:
    assert url_key("http://foo.com?x=http://bar.org/").startswith("http://foo.com/")


def test_registrable_domains() -> None:
    assert registrable("www.foo.blogspot.com") == "foo.blogspot.com"
    assert registrable("a.b.co.uk") == "b.co.uk"
    assert registrable("a.b.unlisted-suffix") == "b.unlisted-suffix"
    assert registrable("192.0.2.1") == "192.0.2.1"
    assert same_site("www.a.example", "a.example")


def test_sites_of_platforms() -> None:
    platforms = _Platforms()
    assert site_key("https://medium.com/@me/post-1", platforms) == "medium.com/@me"
    assert home_of("https://medium.com/@me/post-1", platforms) == "https://medium.com/@me"
    assert site_key("https://me.blogspot.com/2005/a.html", platforms) == "me.blogspot.com"
    assert site_key("https://www.blog.example/a", platforms) == "blog.example"
    assert home_of("https://www.blog.example/a", platforms) == "https://www.blog.example/"


def test_bare_hosts() -> None:
    assert is_bare("example.org/x")
    assert not is_bare("HTTP://example.org")
