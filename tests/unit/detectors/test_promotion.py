"""What pages promote, measured, and what only sounds like it."""

import pytest

from detectors.knowledge import Knowledge
from detectors.knowledge.records import Record
from detectors.knowledge.registers import in_memory
from detectors.promotion import Promotion, destination, label_mentions, promotions
from tests.unit.detectors.making import document, knowledge, prose


def measured(body: str, lang: str = "en") -> tuple[Promotion, ...]:
    return promotions([document(f"<main><h1>Notes</h1>{body}</main>", lang=lang)], "blog.example", knowledge())


def test_a_brand_that_is_named_and_linked_is_promoted() -> None:
    (found,) = measured(
        "<p>J'adore la crème de Vichy.</p><p>Vichy, <a href='https://www.vichy.fr/soins'>ici</a>.</p>", "fr"
    )
    assert (found.name, found.group, found.hosts) == ("Vichy", "loreal", ("www.vichy.fr",))
    assert found.share == 1.0
    assert found.counts
    assert found.sure


def test_a_site_that_no_list_knows_is_known_by_its_link_and_its_name() -> None:
    (found,) = measured(f"<p>Green Leaf tea, from <a href='https://green-leaf.example/'>Green Leaf</a>.</p>{prose(50)}")
    assert (found.name, found.group) == ("Green Leaf", None)
    assert found.counts


@pytest.mark.parametrize(
    "body",
    [
        "<p>See <a href='https://en.wikipedia.org/wiki/Tea'>tea</a> and <a href='https://www.facebook.com/me'>me</a>.</p>",
        "<p>Hosted by <a href='https://www.ovh.com/'>OVH</a>.</p>",
        "</main><nav><a href='https://partner.example/'>Partner</a></nav><main>",
        "<blockquote>Vichy Vichy Vichy <a href='https://www.vichy.fr/'>Vichy</a></blockquote>",
    ],
)
def test_references_providers_menus_and_quotes_promote_nothing(body: str) -> None:
    assert not [found for found in measured(body + prose(100)) if found.counts]


def test_a_town_is_not_sure_to_be_a_brand() -> None:
    (found,) = measured("<p>Nous habitons Vichy depuis 1950. Le parc de Vichy a deux cents ans.</p>", "fr")
    assert not found.sure


def test_a_passing_mention_does_not_count() -> None:
    many = "".join(f"<p>Garden {n} by <a href='https://shop{n}.example/'>them</a>.</p>" for n in range(12))
    assert not [
        found for found in measured(f"{many}<p>A Lancôme ad passed by.</p>") if found.name == "Lancôme" and found.counts
    ]


def test_a_domains_label_as_an_ordinary_word_is_no_name() -> None:
    assert not label_mentions("Our goal was the lake.", "goal.com")
    assert label_mentions("Greenleaf and Green-Leaf", "green-leaf.example").total() == 2


def test_a_redirectors_target_is_where_its_link_leads() -> None:
    assert destination("https://www.awin1.com/cread.php?ued=https%3A%2F%2Fshop.example%2Fa") == "shop.example"
    assert destination("https://shop.example/?u=notaurl") == "shop.example"


@pytest.mark.parametrize(
    ("link", "groups"),
    [
        ("https://www.dove.com/soap", {"unilever"}),
        ("https://www.mars.com/made-by-mars", {"mars"}),
        ("https://dove.example/", {None}),
        ("https://somewhere.example/", {"unilever", "mars", None}),
    ],
)
def test_a_link_says_whose_name_is_meant(link: str, groups: set[str | None]) -> None:
    found = measured(f"<p>I bought Dove soap and Dove cream at <a href='{link}'>their shop</a>.</p>")
    assert {p.group for p in found} == groups


def holding(domain: str) -> Knowledge:
    shop = Record(id="lei:X", source="x", read="", name="Leaf SA", numbers=(("lei", "X"),), domains=((domain, "own"),))
    return Knowledge(knowledge().contents, "x", in_memory((shop,)))


def test_a_register_says_who_holds_a_promoted_site() -> None:
    body = (
        "<main><h1>Notes</h1><p>Green Leaf tea, from <a href='https://green-leaf.example/'>Green Leaf</a>.</p></main>"
    )
    (found,) = promotions([document(body)], "blog.example", holding("green-leaf.example"))
    assert (found.name, found.group, found.owner) == ("Green Leaf", None, "lei:X")


@pytest.mark.parametrize(
    "hosts", [("shop.leaf.example", "www.leaf.example"), ("www.leaf.example", "shop.leaf.example")]
)
def test_who_holds_it_does_not_hang_on_the_order_of_the_links(hosts: tuple[str, str]) -> None:
    links = " ".join(f"<a href='https://{host}/'>tea</a>" for host in hosts)
    body = document(f"<main><h1>Notes</h1><p>Drink {links}.</p></main>")
    (found,) = promotions([body], "blog.example", holding("shop.leaf.example"))
    assert found.owner == "lei:X"
