"""Advertisement slots are counted, not read as the page's words."""

from detectors.disclosure.ad_slots import detect
from tests.unit.detectors.making import document, prose


def test_slots_are_counted():
    slot = "<div class='ad-slot'>ADVERTISEMENT Buy tyres</div>"
    (evidence,) = detect(document(f"<article><h1>Pan</h1>{prose(60)}{slot}{prose(60)}</article>"))
    assert evidence.claim.startswith("The page carries advertisement slots (")
    assert "ADVERTISEMENT" in evidence.quote


def test_a_page_without_slots_has_none():
    assert not list(detect(document(f"<article><h1>Pan</h1>{prose(60)}</article>")))
