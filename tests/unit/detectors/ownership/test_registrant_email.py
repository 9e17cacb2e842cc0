"""The domain of the registrant's contact."""

import pytest

from detectors.model import ControlLevel, Grade, Role

from .captures import PRAISE, abouts, found, page, verdict, whois

ID = "ownership/registrant_email"


def held(mail: str, organization: str = "Sirius Conseil SARL") -> str:
    return (
        f"Domain Name: carnet.example\nRegistrant Organization: {organization}\nRegistrant Country: FR\n"
        f"Registrant Email: {mail}\n"
    )


def test_a_groups_mail_domain() -> None:
    (evidence,) = found(ID, page(), whois(held("dns-admin@loreal.com", "L'OREAL")))
    assert (evidence.about, evidence.role, evidence.grade) == ("loreal.com", Role.OWNER, Grade.B)
    assert evidence.quote == "@loreal.com"


def test_the_local_part_is_never_kept() -> None:
    answer = whois(held("claire.dubreuil@loreal.com", "L'OREAL"))
    assert "dubreuil" not in verdict(page(), answer).to_json().decode()


def test_the_promoted_sites_mail() -> None:
    assert abouts(ID, page(PRAISE), whois(held("bonjour@olivar.example"))) == ["olivar.example"]


@pytest.mark.parametrize("domain", ["gmail.com", "orange.fr", "t-online.de", "btinternet.com", "famille-martinot.fr"])
def test_a_mailbox_at_a_provider_or_in_the_family_is_no_owner(domain: str) -> None:
    assert abouts(ID, page(), whois(held(f"contact@{domain}"))) == []


def test_its_own_domain_says_nothing() -> None:
    assert abouts(ID, page(), whois(held("contact@www.carnet.example"))) == []


def test_a_brand_protection_firm_manages_and_owns_nothing() -> None:
    control = verdict(page(), whois(held("ccops@markmonitor.com", "DNStination Inc."))).control
    assert control.entity is None
    assert control.level in (ControlLevel.NONE, ControlLevel.UNKNOWN)


def test_a_persons_address_is_not_looked_at() -> None:
    answer = "Domain Name: carnet.example\nRegistrant Name: Jeanne Martinot\nRegistrant Email: jeanne@loreal.com\n"
    assert abouts(ID, page(), whois(answer)) == []
