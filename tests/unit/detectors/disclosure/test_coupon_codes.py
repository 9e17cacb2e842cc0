"""Discount codes of the page's own text."""

from detectors.disclosure.coupon_codes import detect
from tests.unit.detectors.making import document, prose


def quotes(body: str) -> list[str]:
    return [evidence.quote for evidence in detect(document(f"<article><h1>Pan</h1>{body}{prose(60)}</article>"))]


def test_codes_are_quoted_once_each():
    assert quotes("<p>10% off with code JO10. Again: 10% off with code JO10.</p>") == ["code JO10"]
    assert len(quotes("".join(f"<p>promo code JO{n}0</p>" for n in range(1, 9)))) == 3


def test_a_readers_code_is_not_the_pages():
    body = "<ol class='commentlist'><li class='comment'><p>promo code BOB10</p></li></ol>"
    assert quotes("<p>No code here.</p>" + body) == []
