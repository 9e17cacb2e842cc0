"""Which zone the text of real layouts stands in."""

import pytest

from detectors.model import Page, Seen
from detectors.page import Document, Zone, read_document

HOME = "https://blog.example/"
POST = HOME + "2024/jam"
TEXT = "Rinse the pears, cut them small and let them stand overnight with the honey. " * 8
SHORT = "Pears and honey for the holidays, in a jar that keeps until spring, or until February here."
MAIN = {Zone.HEADLINE, Zone.TOP, Zone.BODY, Zone.END}


def read(html: str, url: str = POST) -> Document:
    return read_document(Page(Seen(url, "", ""), url, url, 200, html))


def zones(html: str, start: str = "Rinse", url: str = POST) -> list[Zone]:
    return [block.zone for block in read(html, url).blocks if block.text.startswith(start)]


@pytest.mark.parametrize("name", ["rail", "content-sidebar", "quote", "menu-page", "footer-wide", "widget"])
def test_a_name_of_the_layout_around_the_whole_text_is_no_zone(name: str) -> None:
    html = f"<nav><a href=/>Home</a></nav><div class='{name}'><h1>Pear jam</h1><p>{TEXT}<p>{TEXT}</div>"
    assert set(zones(html)) <= MAIN


def test_a_sidebar_beside_the_text_stays_one() -> None:
    html = (
        f"<div class=post-text><h1>Pear jam</h1><p>{TEXT}<p>{TEXT}</div><div class=sidebar><p>About me: {SHORT}</div>"
    )
    assert zones(html, "About me") == [Zone.ASIDE]


def test_a_text_that_names_another_post_on_its_way_is_no_card() -> None:
    html = f"<div class=entry><p>{TEXT}</p><h3>Read also: <a href=/2023/figs>Figs</a></h3><p>{TEXT}</p></div>"
    assert set(zones(html)) <= MAIN


def test_whole_posts_on_a_home_page_are_its_text_and_excerpts_are_not() -> None:
    whole = f"<article><h2><a href=/2024/jam>Jam</a></h2><p>{TEXT}</p><p>{TEXT}</p><p>{TEXT}</p></article>"
    excerpt = f"<article><h2><a href=/2023/figs>Figs</a></h2><p>{SHORT}</p></article>"
    html = whole + excerpt
    assert set(zones(html, "Rinse", HOME)) <= MAIN
    assert zones(html, "Pears", HOME) == [Zone.TEASER]


def test_the_only_post_of_a_home_page_is_its_text() -> None:
    html = f"<h1>Kitchen</h1><article><h2><a href=/2024/jam>Jam</a></h2><p>{TEXT}</p></article>"
    assert set(zones(html, "Rinse", HOME)) <= MAIN
    assert set(zones(html, "Rinse", POST.replace("jam", "figs"))) == {Zone.TEASER}


def test_numbers_at_the_end_of_a_name_count_elements() -> None:
    assert zones(f"<h1>T</h1><p>{TEXT}</p><div id=comments2>Mine too</div>", "Mine") == [Zone.COMMENT]


def test_a_disclosure_in_the_site_header_is_at_the_top() -> None:
    html = f"<div class=masthead><p>Owned by Olivar SA, and paid by it.</p></div><article><h1>T</h1><p>{TEXT}</article>"
    assert zones(html, "Owned") == [Zone.TOP]
