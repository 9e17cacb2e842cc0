"""The icon of a site: which address, which bytes, and which are nobody's own."""

import base64

import pytest

from detectors.icons import MOST, icon_of, icon_to_ask
from detectors.model import Icon, Missing, MissingReason, Want
from detectors.page import Document, read_document
from tests.unit.detectors.making import capture, knowledge, page, seen

HOME = "https://blog.example/post"
PICTURE = b"\x89PNG" + bytes(range(200))
INLINE = "data:image/png;base64," + base64.b64encode(PICTURE).decode()


def declaring(head: str) -> Document:
    return read_document(page(HOME, "<p>Words</p>", head=head))


def link(address: str, rel: str = "icon") -> str:
    return f'<link rel="{rel}" href="{address}">'


def read_as(head: str, address: str, *, where: str = "", size: int = 900) -> Icon | Missing:
    """Return the icon of a page when `address` was asked and `where` answered."""
    icon = Icon(seen(where or address, "picture"), address, size)
    return icon_of(declaring(head), capture(HOME, (Want("icon", address, "icon"), icon)), knowledge())


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("", "https://blog.example/favicon.ico"),
        (link("/me.png"), "https://blog.example/me.png"),
        (link("me.png", "shortcut icon"), "https://blog.example/me.png"),
        (link("//cdn.example/me.png"), "https://cdn.example/me.png"),
        (link("/touch.png", "apple-touch-icon") + link("/me.png"), "https://blog.example/me.png"),
        (link("/touch.png", "apple-touch-icon"), "https://blog.example/touch.png"),
        (link("/first.png") + link("/second.png"), "https://blog.example/first.png"),
        (link("javascript:alert(1)"), "https://blog.example/favicon.ico"),
        (link("ftp://cdn.example/me.png"), "https://blog.example/favicon.ico"),
        (link("/me.svg", "mask-icon"), "https://blog.example/favicon.ico"),
        (link(INLINE), ""),
    ],
)
def test_one_address_is_asked(head: str, address: str) -> None:
    assert icon_to_ask(declaring(head), knowledge()) == address


@pytest.mark.parametrize(
    "address",
    [
        "/wp-includes/images/w-logo-blue-white-bg.png",
        "/wp-content/themes/labour/favicon.ico",
        "https://s.w.org/favicon.ico",
        "https://static.wixstatic.com/media/a.png",
        "https://static1.squarespace.com/static/a/favicon.ico",
        "https://cdn.shopify.com/s/files/1/favicon.png",
        "https://www.blogger.com/favicon.ico",
    ],
)
def test_an_icon_of_a_maker_is_not_asked_and_none_of_the_sites(address: str) -> None:
    assert icon_to_ask(declaring(link(address)), knowledge()) == ""
    moved = address if "://" in address else f"https://blog.example{address}"
    found = read_as("", "https://blog.example/favicon.ico", where=moved)
    assert isinstance(found, Missing)
    assert found.reason is MissingReason.NOT_FOUND


def test_an_icon_is_known_by_its_bytes() -> None:
    found = read_as(link("/me.png"), "https://blog.example/me.png")
    assert isinstance(found, Icon)
    assert read_as(link("/me.png"), "https://blog.example/me.png", size=43) != found  # a blank picture


def test_an_icon_in_the_page_needs_no_request() -> None:
    in_base64, quoted = (icon_of(declaring(link(a)), capture(HOME), knowledge()) for a in (INLINE, _quoted(PICTURE)))
    assert isinstance(in_base64, Icon)
    assert isinstance(quoted, Icon)
    assert in_base64.seen.sha256 == quoted.seen.sha256
    assert (in_base64.size, in_base64.seen.where) == (len(PICTURE), HOME)


@pytest.mark.parametrize(
    "address", ["data:,", "data:image/png;base64,A", "data:image/png", "data:," + "a" * (MOST + 1)]
)
def test_an_icon_that_is_no_picture(address: str) -> None:
    assert isinstance(icon_of(declaring(link(address)), capture(HOME), knowledge()), Missing)


def test_an_icon_that_was_not_asked_or_not_got_is_unread() -> None:
    found = icon_of(declaring(link("/me.png")), capture(HOME), knowledge())
    assert isinstance(found, Missing)
    assert found.reason is MissingReason.BUDGET
    refused = (Want("icon", "https://blog.example/me.png", "icon"), Missing(MissingReason.REFUSED))
    assert icon_of(declaring(link("/me.png")), capture(HOME, refused), knowledge()) == refused[1]


@pytest.mark.parametrize("address", ["https://a\u2100b.example/i.png", "//[::1/i.png", "http://[x]/i.png"])
def test_strange_addresses_do_no_harm(address: str) -> None:
    asked = icon_to_ask(declaring(link(address)), knowledge())
    assert asked == "https://blog.example/favicon.ico" or asked == address


def _quoted(body: bytes) -> str:
    return "data:image/png," + "".join(f"%{byte:02x}" for byte in body)
