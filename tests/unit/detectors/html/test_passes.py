"""Markup that costs a tree builder more than it is long is read without a tree, and says the same."""

import pytest

from detectors.model import Page, Seen
from detectors.page import Document, read_document

URL = "https://blog.example/p"


def read(html: str) -> Document:
    return read_document(Page(Seen(URL, "", ""), URL, URL, 200, html))


FLOODS = {
    "tags": "<i></i>" * 15_000,
    "attributes": "<p " + " ".join(f"a{i}" for i in range(40_000)) + "></p>",
    "quoted": "<p " + "".join(f"a{i}='>'" for i in range(40_000)) + "></p>",
    "slashes": "<p " + "/".join(f"a{i}" for i in range(40_000)) + "></p>",
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
def test_a_flood_changes_nothing_of_the_rest(flood: str) -> None:
    page = "<title>T</title><h1>A tart</h1><p class=d>Hidden</p><p>Seen <a href=/x>link</a></p><style>.d{display:none}"
    plain, flooded = read(page), read(page.replace("<style>", flood + "<style>"))
    assert (plain.text, plain.title) == (flooded.text, flooded.title) == ("A tart\nSeen link", "T")
    assert [link.url for link in plain.links] == [link.url for link in flooded.links]


def test_noscript_and_templates_are_read_as_markup_out_of_sight() -> None:
    document = read("<noscript><p>One <b>two</b></p><img src=/i.png></noscript><template><p>Three</template><p>Four")
    assert [(block.text, block.hidden) for block in document.blocks] == [
        ("One two", "noscript"),
        ("Three", "template"),
        ("Four", ""),
    ]
    assert document.resources == ("https://blog.example/i.png",)


def test_a_noscript_in_the_head_leaves_the_rest_of_the_head_alone() -> None:
    document = read("<head><noscript><div>No</div></noscript><link rel=canonical href=/c></head><p>Yes")
    assert (document.text, document.canonical) == ("Yes", "https://blog.example/c")
