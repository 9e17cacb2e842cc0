"""Material connections: which links pay for certain, and whether readers are told."""

import pytest

from detectors.disclosure import find_markers_document
from detectors.material import material_links, material_said
from detectors.model import DisclosureLevel
from detectors.nouns import PageMarkers
from tests.unit.detectors.making import document, prose


def test_material_links_are_certain_and_the_authors() -> None:
    body = (
        "<main><h1>A</h1><p>Buy <a href='https://www.amazon.com/dp/B000000000?tag=me-20'>this</a>, "
        "<a rel='sponsored nofollow' href='https://shop.example/'>that</a>, "
        f"<a href='https://shop.example/plain'>or plain</a>.</p>{prose(60)}</main>"
        "<div id='comments'><p class='comment'><a href='https://www.amazon.com/dp/B1?tag=x-20'>x</a></p></div>"
    )
    assert [link.text for link in material_links(document(body))] == ["this", "that"]


def test_a_payment_said_to_desktops_only_is_weak() -> None:
    said = "<p>This post is sponsored by Olivar.</p>"
    desktop = document(f"<main><h1>A</h1>{said}{prose(160)}</main>")
    page = PageMarkers(desktop, "checked", tuple(find_markers_document(desktop)))
    phone = document(f"<main><h1>A</h1>{prose(160)}</main>")
    assert material_said(page, (), (), absent_earned=True, mobile=desktop).level is DisclosureLevel.CLEAR
    hidden = material_said(page, (), (), absent_earned=True, mobile=phone)
    assert (hidden.level, hidden.reasons) == (DisclosureLevel.WEAK, ("hidden_mobile",))


@pytest.mark.parametrize(
    ("why", "body", "level"),
    [
        ("disclosure", "<main><h1>A</h1><p>This site contains affiliate links.</p></main>", DisclosureLevel.WEAK),
        ("post", "<main><h1>A</h1><p>This post contains affiliate links.</p></main>", DisclosureLevel.ABSENT),
        ("post", "<main><p>A</p></main><footer>This site contains affiliate links.</footer>", DisclosureLevel.WEAK),
    ],
)
def test_what_another_page_says_of_the_sites_links_is_one_click_away(
    why: str, body: str, level: DisclosureLevel
) -> None:
    checked = document(f"<main><p><a rel='sponsored' href='https://shop.example/'>this</a></p>{prose(160)}</main>")
    other = document(body)
    further = [PageMarkers(other, why, tuple(find_markers_document(other)))]
    said = material_said(PageMarkers(checked, "checked", ()), material_links(checked), further, absent_earned=True)
    assert said.level is level
