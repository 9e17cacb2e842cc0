"""Products and offers in markup, prices beside links."""

from detectors.disclosure.product_markup import detect
from tests.unit.detectors.making import document, prose

MARKUP = '<script type="application/ld+json">{"@type": "Product", "name": "Pan"}</script>'


def claims(body: str) -> list[str]:
    return [evidence.claim for evidence in detect(document(f"<article><h1>Pan</h1>{body}{prose(60)}</article>"))]


def test_a_product_of_the_markup_is_found():
    assert claims(MARKUP) == ["The page's markup offers or rates a product"]


def test_a_price_counts_beside_links_to_other_sites_only():
    link = "<a href='https://shop.example/pan'>there</a>"
    assert claims(f"<p>It costs 49,90 € {link}.</p>") == ["The page names a price and links to other sites"]
    assert claims("<p>It costs 49,90 €.</p>") == []


def test_an_article_is_no_product():
    assert claims(MARKUP.replace("Product", "BlogPosting")) == []


def test_a_type_that_is_no_word_is_no_product():
    assert claims('<script type="application/ld+json">{"@type": 1, "name": "Pan"}</script>') == []
