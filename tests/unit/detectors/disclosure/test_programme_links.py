"""Links of affiliate programmes in the author's own text."""

from detectors.disclosure.programme_links import detect
from tests.unit.detectors.making import document, prose


def quotes(body: str) -> list[str]:
    return [evidence.quote for evidence in detect(document(f"<article><h1>Pan</h1>{body}{prose(60)}</article>"))]


def test_one_link_of_each_host_is_named():
    url = "https://www.amazon.fr/dp/B0?tag=jo-21"
    assert quotes(f"<p><a href='{url}'>a</a> <a href='{url}&th=1'>b</a></p>") == [url]


def test_possible_links_are_not_named():
    assert quotes("<p><a href='https://blog.example/go/pan'>a</a> <a href='https://bit.ly/x'>b</a></p>") == []
