"""Labels of cards speak for the pages that the cards lead to."""

from detectors.disclosure import find_markers_document
from detectors.disclosure.sponsored_teasers import detect
from detectors.nouns import PageMarkers
from tests.unit.detectors.making import document, prose

CARD = (
    "<div class='related'><h3>Read next</h3><article class='card'><a href='/b'><span>Sponsored post</span>"
    "<h4>Boots for winter</h4></a></article></div>"
)


def found(body: str, why: str = "checked") -> list[str]:
    page = document(f"<main><article><h1>Pan</h1>{prose(160)}</article></main>{body}")
    markers = (PageMarkers(page, why, tuple(find_markers_document(page))),)
    return [evidence.quote for evidence in detect(markers)]


def test_a_labelled_card_is_kept_apart():
    assert found(CARD) == ["Sponsored post"]


def test_cards_of_other_pages_and_unlabelled_cards_are_not_named():
    assert found(CARD, "post") == []
    assert found(CARD.replace("Sponsored post", "New")) == []
