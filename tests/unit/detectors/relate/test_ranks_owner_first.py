"""Rankings that put the site's own owner first."""

import pytest

from detectors.model import Grade, Role

from ..ownership.captures import WORDS, abouts, found, page, whois

ID = "relate/ranks_owner_first"
HELD = whois("Domain Name: carnet.example\nRegistrant Organization: L'OREAL\nRegistrant Email: dns@loreal.com\n")


def ranking(*names: str) -> str:
    places = "".join(f"<h2>{place}. {name}</h2>{WORDS}" for place, name in enumerate(names, 1))
    return f"<h1>Les meilleures crèmes</h1>{places}"


def test_the_owners_product_first() -> None:
    (evidence,) = found(ID, page(ranking("Vichy Normaderm", "Crème Olivar", "Crème Brune")), HELD)
    assert (evidence.quote, evidence.role, evidence.grade) == ("Vichy Normaderm", Role.PROMOTED, Grade.C)


@pytest.mark.parametrize("place", ["Platz {}: {}", "N° {} - {}", "{}. Place: {}", "Top {} {}", "{}ª {}"])
def test_places_are_counted_in_many_ways(place: str) -> None:
    brands = ("Vichy Normaderm", "Crème Olivar", "Crème Brune")
    body = "".join(f"<h2>{place.format(number, name)}</h2>{WORDS}" for number, name in enumerate(brands, 1))
    assert len(found(ID, page(body), HELD)) == 1


def test_another_product_first() -> None:
    assert abouts(ID, page(ranking("Crème Olivar", "Vichy Normaderm", "Crème Brune")), HELD) == []


def test_all_places_are_the_owners() -> None:
    assert abouts(ID, page(ranking("Vichy Normaderm", "La Roche-Posay", "Vichy Dercos")), HELD) == []


def test_nobody_owns_the_site() -> None:
    assert abouts(ID, page(ranking("Vichy Normaderm", "Crème Olivar", "Crème Brune"))) == []


def test_numbered_steps_are_no_ranking_of_brands() -> None:
    assert abouts(ID, page(ranking("Nettoyer", "Appliquer Vichy", "Attendre")), HELD) == []
