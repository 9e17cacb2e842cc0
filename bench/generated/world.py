"""What a check would read of generated sites: the same wants, round by round, answered from what was made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from urllib.parse import urlsplit

from bench.generated.draw import Draw
from bench.generated.registries import AT
from bench.generated.site import Site, pages_of
from detectors import plan
from detectors.domain import registrable
from detectors.knowledge import Knowledge
from detectors.model import (
    Capture,
    Certificate,
    DnsRecords,
    Missing,
    MissingReason,
    Page,
    Read,
    Seen,
    Source,
    TextFile,
    Want,
)

_ROUNDS = 3
_NAME_SERVERS = (
    ("ns1.registre-un.example", "ns2.registre-un.example"), ("dns10.ovh.net", "ns10.ovh.net"),
    ("ada.ns.cloudflare.com", "bob.ns.cloudflare.com"), ("ns41.domaincontrol.com", "ns42.domaincontrol.com"),
    ("ns-1.gandi.net", "ns-2.gandi.net"), ("ns1.dreamhost.com", "ns2.dreamhost.com"),
    ("ns1023.ui-dns.de", "ns1023.ui-dns.com"), ("dns1.registrar-servers.com", "dns2.registrar-servers.com"),
)  # fmt: skip
_MAIL = (
    ("10 mx1.mail.ovh.net",), ("1 aspmx.l.google.com", "5 alt1.aspmx.l.google.com"), (), ("10 spool.mail.gandi.net",),
    ("0 example-org.mail.protection.outlook.com",), ("10 mx00.ionos.de",),
)  # fmt: skip
_SPF = ("v=spf1 include:mx.ovh.com ~all", "v=spf1 include:_spf.google.com ~all", "v=spf1 -all",
        "v=spf1 include:spf.protection.outlook.com -all")  # fmt: skip


class World:
    """The sites that a check can reach."""

    def __init__(self, draw: Draw) -> None:
        self._draw, self._sites = draw, dict[str, Site]()
        self._pages: dict[tuple[str, bool], dict[str, str]] = {}

    def add(self, *sites: Site) -> None:
        """Add sites under their hosts, with and without "www."."""
        for site in sites:
            self._sites[registrable(site.domain)] = site

    def capture(self, url: str, knowledge: Knowledge) -> Capture:
        """Return what a check of this address reads."""
        capture = Capture(url, AT)
        for _ in range(_ROUNDS):
            wants = plan(capture, knowledge)
            if not wants:
                break
            capture = capture.with_reads(tuple(Read(want, self._read(want)) for want in wants))
        return capture

    def _read(self, want: Want) -> Source:
        host = urlsplit(want.key).netloc or want.key
        site = self._sites.get(registrable(host))
        if site is None:
            return Missing(MissingReason.NO_SUCH_NAME)
        if want.source in ("page", "mobile", "file"):
            return self._fetched(site, want, urlsplit(want.key).path or "/")
        if want.source == "registration":
            return site.registration or Missing(MissingReason.NO_SERVICE)
        if want.source == "certificate":
            return site.certificate or certificate(site)
        if want.source == "dns":
            return site.dns or dns_of(self._draw, site.domain)
        return Missing(MissingReason.NOT_FOUND if want.source == "icon" else MissingReason.OFF)

    def _fetched(self, site: Site, want: Want, path: str) -> Source:
        mobile = want.source == "mobile"
        if want.source == "file":
            text = site.files.get(path)
            return Missing(MissingReason.NOT_FOUND) if text is None else TextFile(_seen(want.key, text), want.key, text)
        kept = (site.domain, mobile)
        if kept not in self._pages:
            fresh = Draw(self._draw.side, f"pages of {site.domain}", self._draw.lang)
            self._pages[kept] = pages_of(fresh, site, mobile=mobile)
        html = self._pages[kept].get(path)
        if html is None:
            return Missing(MissingReason.NOT_FOUND)
        return Page(_seen(want.key, html), want.key, want.key, 200, html, "mobile" if mobile else "desktop")


def certificate(site: Site, organisation: str | None = None, names: Iterable[str] = ()) -> Certificate:
    """Return a certificate of the site: of its domain alone, or of an organisation that was vetted."""
    where = f"https://{site.host}/"
    every = (site.domain, f"www.{site.domain}", *names)
    return Certificate(
        _seen(where, site.host), site.host, organisation, every, "R11", "2026-10-01T00:00:00Z", "2026-12-30T00:00:00Z"
    )


def dns_of(draw: Draw, domain: str, **records: tuple[str, ...]) -> DnsRecords:
    """Return the records of a domain at some host; `records` replace those of a kind."""
    found = {
        "ns": draw.one_of(_NAME_SERVERS),
        "mx": draw.one_of(_MAIL),
        "txt": (draw.one_of(_SPF),),
        "addresses": (f"203.0.113.{draw.chance.randrange(1, 250)}",),
    }
    return DnsRecords(_seen(f"dns:{domain}", domain), domain, **{**found, **records})


def _seen(where: str, text: str) -> Seen:
    return Seen(where, AT, hashlib.sha256(text.encode()).hexdigest())
