"""Links that ask to buy elsewhere."""

from detectors.disclosure.calls_to_action import detect
from tests.unit.detectors.making import document, prose


def quotes(body: str) -> list[str]:
    return [evidence.quote for evidence in detect(document(f"<article><h1>Pan</h1>{body}{prose(60)}</article>"))]


def test_a_link_that_asks_to_buy_elsewhere_is_found_once_a_host():
    body = "<p><a href='https://shop.example/1'>Buy now</a> <a href='https://shop.example/2'>Shop the look</a></p>"
    assert quotes(body) == ["Buy now / https://shop.example/1"]
    assert quotes("<p><a href='https://magasin.example/'>» Commandez ici</a></p>")


def test_the_sites_own_shop_and_whole_sentences_ask_for_nobody():
    assert quotes("<p><a href='/shop'>Buy now</a></p>") == []
    assert quotes("<p><a href='https://n.example/'>buy nothing new for a whole year, they said</a></p>") == []
