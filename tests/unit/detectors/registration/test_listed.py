"""Agencies that a registry shows by their name alone, and names that may be persons'."""

import pytest

from detectors.registration import parse_whois, recognised, redact
from tests.unit.detectors.making import knowledge

ALONE = """Domain name:
{domain}

Holder of domain name:
{holder}
1 Example Street
8000 Zurich
Switzerland

First registration date:
2005-11-21
"""


def kept(holder: str) -> str | None:
    """Return the holder that is kept of an answer which shows a name alone."""
    parsed = parse_whois(ALONE.format(domain="blog.ch", holder=holder), "blog.ch")
    found = redact(recognised(parsed, knowledge()))
    assert found.person is (found.organization is None)
    assert found.organization is not None or holder not in found.text
    return found.organization


@pytest.mark.parametrize("holder", ["BETC", "betc", "FullSIX", "Euro RSCG 4D", "TBWA\\Paris", "72andSunny"])
def test_a_listed_agency_whose_name_no_person_bears(holder: str) -> None:
    assert kept(holder) == holder


@pytest.mark.parametrize(
    "holder",
    [
        "Leo Burnett",  # a given name
        "Golin",  # a family's, and an agency's
        "McCann Erickson",
        "Weber Shandwick",
        "Fred & Farid",
        "Hill & Knowlton",
        "Edelman",  # listed, and not distinctive
        "JWT",
        "BETC Muller",  # more than the name
        "Jean Dupont",
    ],
)
def test_a_name_that_may_be_a_persons_stays_one(holder: str) -> None:
    assert kept(holder) is None


def test_what_is_known_already_stays_as_it_is() -> None:
    found = parse_whois("Domain Name: BLOG.COM\nRegistrant Organization: Zipatoni Inc.\n", "blog.com")
    assert recognised(found, knowledge()) == found
    hidden = parse_whois("Domain Name: BLOG.COM\nRegistrant Name: REDACTED FOR PRIVACY\n", "blog.com")
    assert recognised(hidden, knowledge()) == hidden
