"""What goes into the index: accounts and technical facts of sites, and nothing of a person or a platform."""

import msgspec

from detectors import sightings
from detectors.data_files import load_toml
from detectors.model import (
    Capture,
    Certificate,
    DnsRecords,
    Icon,
    Page,
    Read,
    Registration,
    RegistrationState,
    Seen,
    TextFile,
    Want,
)
from detectors.rarity import is_evidence, weight_of
from detectors.style import shared_words
from tests.unit.detectors.making import knowledge

ENTRY = "docusign=05958488-4752-4ef2-95eb-aa7ba8a3bd0e"
WHEN = "2026-11-28T10:00:00Z"
HTML = """<html lang="en"><script src="https://www.googletagmanager.com/gtag/js?id=G-ABCD123456"></script>
<link rel="stylesheet" href="/wp-content/themes/kervran-2020/style.css">
<h1>Notes</h1><p>Words.</p><footer>Site published by Kervran SAS, RCS Quimper 552 081 317</footer></html>"""


def seen(where: str) -> Seen:
    return Seen(where, WHEN, "c" * 64)


def registration(organization: str | None = "Kervran SAS", **more: object) -> Registration:
    return Registration(
        "blog.example",
        RegistrationState.FOUND,
        organization,
        registrar="Gandi SAS",
        created="2005-11-21T10:30:00Z",
        seen=seen("whois://x/blog.example"),
        **more,  # type: ignore[arg-type]
    )


def capture(host: str = "blog.example", held: Registration | None = None) -> Capture:
    url = f"https://{host}/"
    page = Page(seen(url), url, url, 200, HTML)
    dns = DnsRecords(
        seen(f"dns://{host}"),
        host,
        ns=("ns1.kervran.example", "ns1.gandi.net"),
        txt=("v=spf1 -all", ENTRY),
        addresses=("192.0.2.7",),
    )
    certificate = Certificate(seen(url), host, None, (host,), "CA", WHEN, WHEN)
    ads = TextFile(seen(url), f"{url}ads.txt", "exchange.example, 4242, DIRECT\nother.example, 1, RESELLER")
    return Capture(url, WHEN).with_reads(
        (
            Read(Want("page", url, "checked"), page),
            Read(Want("file", f"{url}ads.txt", "well-known"), ads),
            Read(Want("registration", host), held or registration()),
            Read(Want("dns", host), dns),
            Read(Want("certificate", host), certificate),
        )
    )


def values(taken: Capture) -> dict[str, str]:
    found = sightings(taken, knowledge())
    assert {value.site for value in found.own} <= {found.site}
    return {value.kind: value.value for value in found.values}


def test_a_site_leaves_what_it_carries() -> None:
    assert values(capture()) == {
        "google-analytics-4": "ABCD123456",
        "seller:exchange.example": "4242",
        "dns:docusign": "05958488-4752-4ef2-95eb-aa7ba8a3bd0e",
        "template": "kervran-2020",
        "certificate": "c" * 64,
        "address": "192.0.2.7",
        "name_server": "kervran.example",
        "registrant": "kervran",
        "registration": "gandi 2005-11-21T10",
        "number": "siren 552081317",
    }


def test_the_icon_is_kept_for_comparison_and_is_no_evidence() -> None:
    url = "https://blog.example/favicon.ico"
    read = Read(Want("icon", url, "icon"), Icon(Seen(url, WHEN, "d" * 64), url, 900))
    assert values(capture().with_reads((read,)))["favicon"] == "d" * 64
    assert not is_evidence("favicon")
    assert 0 < weight_of("favicon", 1) <= weight_of("address", 1)


def test_whatever_is_named_beside_accounts_is_a_kind_that_sites_leave() -> None:
    table = load_toml("neighbours.toml")
    named = {*table["weights"], *table["hands"]["never"], *table["evidence"]["never"]} - {"account"}
    accounts = {"google-analytics-4", "seller:exchange.example", "dns:docusign"}
    assert named == set(values(capture())) - accounts | {shared_words.KIND, "favicon"}


def test_the_team_that_publishes_a_sites_apps_is_an_operators() -> None:
    url = "https://blog.example/.well-known/apple-app-site-association"
    apps = TextFile(seen(url), url, '{"apps": ["9JA89QQLNQ.fr.kervran.app"]}')
    found = values(capture().with_reads((Read(Want("file", url, "well-known"), apps),)))
    assert found["apple-team"] == "9JA89QQLNQ"
    assert is_evidence("apple-team")
    assert weight_of("apple-team", 1) > weight_of("apple-team", 5) > weight_of("apple-team", 10_000) == 0


def test_persons_and_hidden_holders_are_not_indexed() -> None:
    for held in (
        registration("Jane Doe"),
        registration("Kervran SAS", person=True),
        registration("Domains By Proxy, LLC", privacy=True),
        registration(None),
    ):
        assert "registrant" not in values(capture(held=held))


def test_a_day_alone_is_no_hour_of_registration() -> None:
    held = msgspec.structs.replace(registration(), created="2005-11-21")
    assert "registration" not in values(capture(held=held))


def test_a_platform_gives_its_blogs_nothing_of_its_own() -> None:
    kinds = set(values(capture("someone.blogspot.com")))
    assert not kinds & {
        "certificate",
        "address",
        "name_server",
        "registrant",
        "registration",
        "template",
        "dns:docusign",
    }
    assert "google-analytics-4" in kinds


def test_a_capture_without_pages_carries_nothing() -> None:
    found = sightings(Capture("https://blog.example/", WHEN), knowledge())
    assert (found.site, found.values) == ("blog.example", ())
