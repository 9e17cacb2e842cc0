from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.collect.target import read_target
from server.errors import UsageError


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("http://Blog.Example", "http://blog.example/"),
        ("HTTPS://blog.example:443/a?b#c", "https://blog.example/a?b"),
        ("http://blog.example:/", "http://blog.example/"),
        ("http://blog.example:8080/", "http://blog.example:8080/"),
        (" http://blog.example/a b ", "http://blog.example/a%20b"),
        ("http://blog.example/é?é", "http://blog.example/%C3%A9?%C3%A9"),
        ("http://blog.example?x=http://other.example/", "http://blog.example/?x=http://other.example/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://[::FFFF:127.0.0.1]:80/", "http://[::ffff:7f00:1]/"),
        ("http://blog.example/a?b=\\", "http://blog.example/a?b=%5C"),
    ],
)
def test_read(url: str, read: str) -> None:
    assert read_target(url).url == read


@pytest.mark.parametrize(
    "url",
    [
        "",
        "blog.example",
        "//blog.example/",
        "ftp://blog.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "http:///a",
        "http:/blog.example/",
        "http://someone@blog.example/",
        "http://a:b@blog.example/",
        "http://blog.example@127.0.0.1/",
        "http:\\\\127.0.0.1\\",
        "http://127.0.0.1\\@blog.example/",
        "http://blog.example:x/",
        "http://blog.example:0/",
        "http://blog.example:99999/",
        "http://blog.example:٨٠/",
        "http://bl\tog.example/",
        "http://blog.example/\r\nHost: x",
        "http://blog.example/\0",
        "http://blog%2eexample/",
        "http://[::1/",
        "http://[fe80::1%25lo]/",
        "http://bücher..example/",
        "http://blog.example／evil/",
        "http://a" + "b" * 5000,
    ],
)
def test_refused(url: str) -> None:
    with pytest.raises(UsageError):
        read_target(url)


def test_against_a_base() -> None:
    assert read_target("../b?c", "https://blog.example/x/y/").url == "https://blog.example/x/b?c"
    assert read_target("//other.example", "https://blog.example/").url == "https://other.example/"


def test_length_is_measured_as_sent() -> None:
    with pytest.raises(UsageError):
        read_target("http://blog.example/" + "é" * 2000)


def test_origin() -> None:
    assert read_target("https://blog.example/a").origin == "https://blog.example:443"


@given(st.text().map(lambda text: f"http://{text}"))
def test_raises_nothing_else_and_is_stable(url: str) -> None:
    try:
        target = read_target(url)
    except UsageError:
        return
    assert read_target(target.url) == target
