"""How often one brand is named."""

from detectors.disclosure.brand_density import detect
from detectors.promotion import promotions
from tests.unit.detectors.making import document, knowledge, prose


def found(body: str) -> list[str]:
    page = document(f"<article><h1>Cream</h1>{body}</article>")
    return [e.claim for e in detect(page, promotions([page], "blog.example", knowledge()))]


def test_a_brand_named_again_and_again_is_counted():
    (claim,) = found(
        "<p>Vichy cream is good. I love Vichy cream, Vichy serum and Vichy soap from Vichy.</p>" + prose(60)
    )
    assert claim.startswith("The page names this brand 5 times in ")


def test_a_brand_named_in_passing_is_not():
    assert found("<p>A cream by Vichy stood on the shelf.</p>" + prose(200)) == []
