"""A customer's words, and nothing but them."""

from detectors.disclosure.consumer_claims import detect
from tests.unit.detectors.making import document, prose


def quotes(body: str) -> list[str]:
    return [evidence.quote for evidence in detect(document(f"<article><h1>Pan</h1>{body}{prose(60)}</article>"))]


def test_a_customers_words_are_quoted_without_the_names_around_them():
    assert quotes("<p>Jane Roe says: I've been using it for a month.</p>") == ["I've been using"]
    assert quotes("<p>Je l’utilise depuis un mois et ma peau est douce.</p>") == ["Je l’utilise depuis"]


def test_a_report_says_nothing_as_a_customer():
    assert quotes("<p>The council has been using the bridge for a month.</p>") == []
