"""Posts older than their domain: a fact that accuses nobody."""

import pytest

from detectors.model import ControlLevel, Grade

from ..ownership.captures import WORDS, abouts, found, page, verdict, whois

ID = "relate/dates_before_registration"
CREATED = whois(
    "Domain Name: carnet.example\nRegistrant Organization: REDACTED FOR PRIVACY\nCreation Date: 2005-11-21T00:00:00Z\n"
    "Updated Date: 2017-02-01T00:00:00Z\n"
)


def post(day: str) -> str:
    return f'<article><h1>Premier jour</h1><time datetime="{day}">un jour</time>{WORDS}</article>'


def test_a_post_before_the_domain() -> None:
    (evidence,) = found(ID, page(post("2005-06-14")), CREATED)
    assert (evidence.quote, evidence.grade) == ("2005-06-14", Grade.D)
    assert "2005-11-21" in evidence.claim


def test_sites_move_and_keep_their_dates_so_it_controls_nothing() -> None:
    control = verdict(page(post("2005-06-14")), CREATED).control
    assert control.entity is None
    assert control.level in (ControlLevel.NONE, ControlLevel.UNKNOWN)


@pytest.mark.parametrize("day", ["2005-11-21", "2006-01-01", "2016-05-05"])
def test_posts_since_the_creation_and_before_the_last_update(day: str) -> None:
    assert abouts(ID, page(post(day)), CREATED) == []


def test_no_dates() -> None:
    assert abouts(ID, page(), CREATED) == []
