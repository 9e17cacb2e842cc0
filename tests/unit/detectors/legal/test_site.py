"""What a site's address and titles say of a name."""

import pytest

from detectors.legal import Site


@pytest.mark.parametrize(
    ("site", "name", "expected"),
    [
        (Site("autohaus-kern.example"), "Autohaus Kern GmbH", True),
        (Site("baeckerei-mueller.example"), "Bäckerei Müller", True),
        (Site("brasserie-canal.example"), "Brasserie du Canal", True),
        (Site("www.kern.co.uk"), "Kern Ltd", True),
        (Site("blog.kern.example"), "Kern", True),
        (Site("autohaus-kern.example"), "Kern", False),
        (Site("kern.example", ("Impressum | Autohaus Meier",)), "Autohaus Meier GmbH", True),
        (Site("kern.example", ("Impressum | Autohaus Meier",)), "Impressum", False),
        (Site("x.example", ("St Mary's Primary School, Leek",)), "St Mary's Primary School", True),
        (Site("x.example", ("Dells of Buckinghamshire, 1540 to now",)), "Dells of Buckinghamshire", False),
        (Site("x.example", ("Olivar Games, Inc. Hell",)), "Olivar Games", False),
        (Site(), "Kern", False),
    ],
)
def test_a_name_is_the_sites_own_by_its_address_or_its_titles(site: Site, name: str, expected: bool) -> None:
    assert site.is_called(name) is expected


@pytest.mark.parametrize(
    ("host", "name", "expected"),
    [
        ("kitelab.example", "Kitelab", False),
        ("thegreenmill.example", "The Green Mill", True),
        ("oak-iron.example", "Oak & Iron", True),
        ("annamuster.example", "Anna Muster", False),
        ("xyrillgrobnik.example", "Xyrill Grobnik", False),
        ("jeanne.example", "Jeanne", False),
        ("other.example", "The Green Mill", False),
    ],
)
def test_an_own_name_shows_an_organisation_unless_built_as_a_persons(host: str, name: str, expected: bool) -> None:
    assert Site(host).shows_organisation(name) is expected


def test_a_site_is_spoken_of_by_its_names_and_not_by_those_of_its_pages() -> None:
    assert Site("sleepjudge.example", ("About us - The Sleep Judge",)).subjects == (
        "sleepjudge",
        "aboutusthesleepjudge",
        "thesleepjudge",
    )
