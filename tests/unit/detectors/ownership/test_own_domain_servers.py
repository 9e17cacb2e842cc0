"""Name servers, mail and mail policy inside a group's own-use domains, and providers."""

import pytest

from detectors.model import Grade, Role

from .captures import PRAISE, abouts, dns, found, page

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


def test_the_promoted_sites_servers() -> None:
    assert abouts(ID, page(PRAISE), dns(ns=("ns1.olivar.example",))) == ["olivar.example"]


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
