"""Words of selling are found in the author's own text, and in every language of ours."""

import pytest

from detectors.disclosure.commerce import PRICE, code_at, own_blocks, own_links, phrase, sells
from tests.unit.detectors.making import document


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Use promo code SPRING10 at checkout", "SPRING10"),
        ("Get 10% off with code JO10", "JO10"),
        ("-15 % avec le code LEA15 jusqu'à dimanche", "LEA15"),
        ("Mit dem Rabattcode LENA20 spart ihr", "LENA20"),
        ("Usa el código ANA10 y llévate un 10% de descuento", "ANA10"),
        ("kod rabatowy OLA10", "OLA10"),
    ],
)
def test_codes_are_found_with_their_letters(text, code):
    assert code_at(text)["code"] == code


@pytest.mark.parametrize(
    "text",
    [
        "The HTML code is on GitHub",
        "Scan the QR code to pay",
        "Enter the code 123456 that we sent you",
        "le code de la route a changé",
        "The dress code is BLACK TIE",
        "discount code below",
    ],
)
def test_other_codes_are_none(text):
    assert code_at(text) is None


@pytest.mark.parametrize("text", ["$12.99", "€ 5", "1 299,00 €", "20 euros", "£30", "49,90 zł"])
def test_prices_are_found(text):
    assert PRICE.search(f"It costs {text} in the shop")


@pytest.mark.parametrize("text", ["in 2019", "30 km", "a 5-year-old", "10 %", "EU law"])
def test_other_numbers_are_no_prices(text):
    assert PRICE.search(text) is None


def test_phrases_end_at_word_borders():
    assert phrase("buy").match("Buy now")
    assert not phrase("buy").match("Buyers")


def test_only_the_authors_own_words_and_links_count():
    page = document(
        "<nav><a href='https://shop.example/x'>Shop</a></nav><article><h1>Pan</h1><p>Mine, from "
        "<a href='https://shop.example/pan'>the shop</a> and <a href='/other'>my page</a>.</p>"
        "<blockquote><p>Quoted</p></blockquote></article><div id=comments>A reader</div><p hidden>Unseen</p>"
    )
    assert [link.url for link in own_links(page)] == ["https://shop.example/pan"]
    assert [block.text for block in own_blocks(page)] == ["Pan", "Mine, from the shop and my page."]


@pytest.mark.parametrize(
    "link",
    [
        "<a href='https://www.olivar.example/oil' rel='sponsored'>Olivar</a>",
        "<a href='https://www.amazon.fr/dp/B00EXAMPLE?tag=me-21'>Olivar</a>",
        "<a href='https://www.olivar.example/oil'>Buy now</a>",
        "<a href='https://www.olivar.example/fr/produits/huile'>Olivar</a>",
        "<a href='https://shop.olivar.example/'>Olivar</a>",
    ],
)
def test_links_that_sell(link):
    (found,) = document(f"<main><p>I like {link} a lot.</p></main>").links
    assert sells(found)


@pytest.mark.parametrize(
    "link",
    [
        "<a href='https://www.olivar.example/'>Olivar</a>",
        "<a href='https://www.olivar.example/press/2026-11-02-a-new-mill'>said in a statement</a>",
        "<a href='https://www.olivar.example/workshops'>workshops</a>",
        "<a href='https://www.olivar.example/report'>buyers of the mill said in an open letter to the council</a>",
    ],
)
def test_links_of_a_report_do_not_sell(link):
    (found,) = document(f"<main><p>The mill {link} on Tuesday.</p></main>").links
    assert not sells(found)
