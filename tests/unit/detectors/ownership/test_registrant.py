"""Holders of domains: organisations, persons, privacy services."""

import pytest

from detectors.model import ControlLevel, Grade, Role

from .captures import abouts, found, page, verdict, whois

ID = "ownership/registrant"


def held_by(organization: str, name: str = "Domain Administrator") -> str:
    return (
        f"Domain Name: carnet.example\nRegistrar: Gandi SAS\nCreation Date: 2019-03-02T00:00:00Z\n"
        f"Registrant Name: {name}\nRegistrant Organization: {organization}\nRegistrant Country: FR\n"
    )


def test_an_organisation() -> None:
    (evidence,) = found(ID, page(), whois(held_by("L'OREAL")))
    assert (evidence.about, evidence.role, evidence.grade) == ("L'OREAL", Role.OWNER, Grade.A)
    assert "L'OREAL" in evidence.quote


def test_a_private_person_speaks_against_organisations_and_is_not_named() -> None:
    (evidence,) = found(ID, page(), whois(held_by("", "Jeanne Martinot")))
    assert (evidence.about, evidence.polarity, evidence.quote) == ("", "against", "")
    assert "Martinot" not in verdict(page(), whois(held_by("", "Jeanne Martinot"))).to_json().decode()


@pytest.mark.parametrize("service", ["Domains By Proxy, LLC", "REDACTED FOR PRIVACY", "Whois Privacy Service", ""])
def test_privacy_services_hold_for_others(service: str) -> None:
    assert [about for about in abouts(ID, page(), whois(held_by(service))) if about] == []


@pytest.mark.parametrize("manager", ["Gandi SAS", "MarkMonitor Inc.", "OVH SAS"])
def test_registrars_and_brand_protection_firms_own_nothing(manager: str) -> None:
    control = verdict(page(), whois(held_by(manager))).control
    assert control.entity is None
    assert control.level in (ControlLevel.NONE, ControlLevel.UNKNOWN)


def test_a_registrar_that_nobody_lists_keeps_domains_for_customers() -> None:
    text = held_by("Quaycrest Names Limited").replace("Gandi SAS", "Quaycrest Names Ltd")
    assert abouts(ID, page(), whois(text)) == []
    assert abouts(ID, page(), whois(held_by("Quaycrest Names Limited"))) == ["Quaycrest Names Limited"]
