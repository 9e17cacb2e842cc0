"""The publisher chain of a site's own data, and what is not the site."""

import json
from typing import Any

import pytest

from detectors.model import Grade, Role

from .captures import PRAISE, URL, WORDS, abouts, found, page

ID = "ownership/schema_publisher"


def data(*nodes: dict[str, Any]) -> str:
    graph = json.dumps({"@context": "https://schema.org", "@graph": list(nodes)})
    return f'{WORDS}<script type="application/ld+json">{graph}</script>'


def test_a_publisher_alone_may_be_a_themes_default() -> None:
    site = {"@type": "WebSite", "publisher": {"@type": "Organization", "name": "Olivar"}}
    (evidence,) = found(ID, page(PRAISE + data(site)))
    assert (evidence.about, evidence.role, evidence.grade) == ("Olivar", Role.PUBLISHER, Grade.B)


def test_a_legal_name_and_a_parent_by_reference() -> None:
    site = {"@type": "Blog", "publisher": {"@id": "#us"}}
    us = {
        "@id": "#us",
        "@type": "Organization",
        "legalName": "Olivar SARL",
        "vatID": "FR44732829320",
        "parentOrganization": {"@type": "Corporation", "name": "L'Oréal SA"},
    }
    both = [("Olivar SARL", Grade.A), ("L'Oréal SA", Grade.A)]
    assert [(e.about, e.grade) for e in found(ID, page(data(site, us)))] == both
    assert [(e.about, e.grade) for e in found(ID, page(data(us, site)))] == both


def test_the_sites_own_organisation_with_a_legal_name() -> None:
    us = {"@type": "OnlineStore", "url": f"{URL}", "name": "Carnet", "legalName": "Olivar SARL"}
    assert abouts(ID, page(data(us))) == ["Olivar SARL"]
    assert abouts(ID, page(data({**us, "url": "https://www.stranger.example/"}))) == []
    assert abouts(ID, page(data({"@type": "Organization", "url": URL, "name": "Olivar SARL"}))) == []


def test_a_syndicated_article_names_who_wrote_it() -> None:
    agency = {"@type": "Organization", "name": "Associated Press"}
    assert abouts(ID, page(data({"@type": "NewsArticle", "mainEntityOfPage": URL, "publisher": agency}))) == []


def test_the_reviewed_item_its_offers_and_other_peoples_articles_are_not_the_site() -> None:
    brand = {"@type": "Organization", "name": "L'Oréal SA"}
    review = {"@type": "Review", "itemReviewed": {"@type": "Product", "brand": brand, "manufacturer": brand}}
    offer = {"@type": "Offer", "seller": brand}
    article = {"@type": "Article", "publisher": brand, "author": {"@type": "Person", "name": "Jeanne"}}
    assert abouts(ID, page(data(review, offer, article, brand))) == []


@pytest.mark.parametrize("kind", ["Person", "Organization"])
def test_a_person_is_not_read_whatever_the_theme_calls_her(kind: str) -> None:
    site = {"@type": "Blog", "publisher": {"@type": kind, "name": "Jeanne Martinot"}}
    assert abouts(ID, page(data(site))) == []
