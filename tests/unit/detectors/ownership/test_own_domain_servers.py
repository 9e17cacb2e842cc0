"""Name servers, mail and mail policy inside a group's own-use domains, and providers."""

import pytest

from detectors.model import ControlLevel, Grade, Role

from .captures import PRAISE, abouts, certificate, dns, found, page, verdict, whois

ID = "ownership/own_domain_servers"


@pytest.mark.parametrize(
    ("records", "quote"),
    [
        ({"ns": ("ns1.loreal.com.",)}, "NS ns1.loreal.com"),
        ({"mx": ("10 mail.loreal.com",)}, "MX mail.loreal.com"),
        ({"txt": ("v=spf1 include:spf.loreal.com -all",)}, "SPF spf.loreal.com"),
        ({"dmarc": ("v=DMARC1; p=none; rua=mailto:dmarc@loreal.com",)}, "DMARC loreal.com"),
        ({"cname": ("blogs.loreal.com",)}, "CNAME blogs.loreal.com"),
    ],
)
def test_a_groups_own_domain(records: dict[str, tuple[str, ...]], quote: str) -> None:
    (evidence,) = found(ID, page(), dns(**records))
    assert (evidence.about, evidence.role, evidence.grade, evidence.quote) == (
        "loreal.com",
        Role.OWNER,
        Grade.B,
        quote,
    )


def test_a_promoted_sites_servers_support_only() -> None:
    (evidence,) = found(ID, page(PRAISE), dns(ns=("ns1.olivar.example",)))
    assert (evidence.about, evidence.grade) == ("olivar.example", Grade.C)


def test_a_web_agency_that_the_blog_thanks_runs_everything_and_owns_nothing() -> None:
    holder = "Domain Name: carnet.example\nRegistrant Organization: Sirius Conseil SARL\n"
    reads = (
        page(PRAISE),
        whois(f"{holder}Registrant Email: domaines@olivar.example\n"),
        dns(ns=("ns1.olivar.example",), mx=("10 mx.olivar.example",)),
        certificate("www.olivar.example"),
    )
    control = verdict(*reads).control
    assert control.level not in (ControlLevel.ESTABLISHED, ControlLevel.SUPPORTED)


@pytest.mark.parametrize(
    "records",
    [
        {"ns": ("ns1.carnet.example",), "mx": ("10 mx.carnet.example",)},
        {"mx": ("1 aspmx.l.google.com",), "txt": ("v=spf1 include:_spf.google.com ~all",)},
        {"mx": ("0 carnet-example.mail.protection.outlook.com",)},
        {"ns": ("ns-12.awsdns-01.com", "dns10.ovh.net")},
        {"ns": ("a.ns.markmonitor.com",)},
        {"txt": ("include:spf.loreal.com",)},
    ],
)
def test_own_servers_and_providers_that_are_groups_themselves(records: dict[str, tuple[str, ...]]) -> None:
    assert abouts(ID, page(), dns(**records)) == []
