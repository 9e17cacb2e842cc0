"""The organisation that a certificate was issued to."""

from detectors.model import ControlLevel, Grade, Role

from .captures import PRAISE, abouts, certificate, found, page, verdict

ID = "ownership/certificate_organisation"


def test_a_vetted_organisation() -> None:
    (evidence,) = found(ID, page(), certificate(organization="Olivar SARL"))
    assert (evidence.about, evidence.role, evidence.grade) == ("Olivar SARL", Role.OWNER, Grade.A)
    assert evidence.quote == "O=Olivar SARL"


def test_a_certificate_for_the_domain_only() -> None:
    assert abouts(ID, page(), certificate()) == []


def test_a_content_networks_certificate_makes_it_nobodys_owner() -> None:
    control = verdict(page(), certificate(organization="Cloudflare, Inc.")).control
    assert control.entity is None
    assert control.level in (ControlLevel.NONE, ControlLevel.UNKNOWN)


def test_the_certificate_of_somebody_who_serves_many_customers_only_supports() -> None:
    customers = [f"www.customer-{number}.example" for number in range(30)]
    (evidence,) = found(ID, page(), certificate(*customers, organization="Quaycrest Delivery Inc."))
    assert evidence.grade is Grade.C
    (evidence,) = found(ID, page(), certificate(*customers, organization="L'Oréal SA"))
    assert evidence.grade is Grade.A  # groups do put all their brands into one


def test_a_few_strangers_names_are_customers_too_and_the_promoted_sites_are_not() -> None:
    (evidence,) = found(ID, page(), certificate("a.example", "b.example", organization="Quaycrest Delivery Inc."))
    assert evidence.grade is Grade.C
    (evidence,) = found(ID, page(PRAISE), certificate("www.olivar.example", organization="Olivar SARL"))
    assert evidence.grade is Grade.A
    (evidence,) = found(ID, page(), certificate("www.carnet.fr", organization="Olivar SARL"))
    assert evidence.grade is Grade.A
