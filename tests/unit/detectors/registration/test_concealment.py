"""Placeholders and privacy services against organisations whose names are close to them."""

from __future__ import annotations

import pytest

from detectors.registration.concealment import Shown, is_service_host, shown


@pytest.mark.parametrize(
    "value",
    [
        "REDACTED FOR PRIVACY", "Redacted | EU Registrar", "NOT DISCLOSED!",
        "Not shown, please visit www.dnsbelgium.be",
        "GDPR Masked", "Statutory Masking Enabled", "Data Protected, not disclosed", "Private Person", "HIDDEN!",
        "Ano Nymous", "Not displayed due to GDPR", "(not shown)", "<data not disclosed>", "non divulgué",
        "données masquées",
        "Частное лицо", "Данные скрыты", "非公開", "Hidden upon user request", "Dados ocultos", "Daten geschützt",
        "Visit whois.ausregistry.com.au for Web based WhoIs", "Personal data, can not be publicly disclosed",
        "Please query the RDDS service of the Registrar of Record", "Abonent - osoba fizyczna",
    ],
)  # fmt: skip
def test_placeholders_are_hidden(value: str) -> None:
    assert shown(value) is Shown.HIDDEN


@pytest.mark.parametrize(
    "value",
    [
        "Domains By Proxy, LLC", "WhoisGuard, Inc.", "Contact Privacy Inc. Customer 0123456789",
        "Private by Design, LLC",
        "Privacy service provided by Withheld for Privacy ehf", "Whois Privacy Protection Service by MuuMuuDomain",
        "Identity Protect Limited", "PrivacyGuardian.org", "Super Privacy Service LTD c/o Dynadot", "Whoisproxy.ru",
        "PERFECT PRIVACY, LLC", "Domain Privacy Service FBO Registrant.", "Privacy Protect, LLC (PrivacyProtect.org)",
        "On behalf of example.com owner", "Digital Privacy Corporation", "Njalla",
        "Quaycrest Hosting AG Privacy", "Quaycrest, Inc. DATA REDACTED", "Quaycrest SAS - domaine obfusqué",
    ],
)  # fmt: skip
def test_services_are_known(value: str) -> None:
    assert shown(value) is Shown.SERVICE


@pytest.mark.parametrize(
    "value", ["", "-", "N/A", "None", "...", "Domain Administrator", "x", "me@acme.example", "123"]
)
def test_empty_values_say_nothing(value: str) -> None:
    assert shown(value) is Shown.NOTHING


@pytest.mark.parametrize(
    "value",
    [
        "Privacy International", "Hidden Valley Farms LLC", "Private Eye Ltd", "Redactor Software GmbH",
        "Masked Singer Ltd", "Visit Scotland", "GDPR Consulting Ltd",
        "Confidential Records Inc.", "Data Protection Authority", "Proxy Foods S.A.", "Protected Planet Trust",
        "Visitor Group Ltd",
        "The Privacy Company B.V.", "Restricted Area Music Ltd", "Anonymous Content LLC", "Individual Restaurants Ltd",
        "L'ORÉAL",
    ],
)  # fmt: skip
def test_organisations_with_such_words_are_names(value: str) -> None:
    assert shown(value) is Shown.NAME


def test_mail_hosts_of_services() -> None:
    assert is_service_host("withheldforprivacy.com")
    assert is_service_host("x.domainsbyproxy.com")
    assert not is_service_host("acme.example")
