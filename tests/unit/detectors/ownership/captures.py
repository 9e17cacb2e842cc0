"""Captures for tests, made of real nouns, and what a detector finds in them."""

from functools import cache

from msgspec.structs import replace

from detectors import examine
from detectors.knowledge import Knowledge, load_knowledge
from detectors.model import (
    Archive,
    ArchivedCapture,
    Capture,
    Certificate,
    CertificateLog,
    DnsRecords,
    FindingState,
    LoggedCertificate,
    Page,
    Read,
    Seen,
    TextFile,
    Verdict,
    Want,
    WeighedEvidence,
)
from detectors.registration import parse_whois

HOST = "carnet.example"
URL = f"https://{HOST}/"
SHOP = "https://www.olivar.example/"
WORDS = "<p>Ce matin il pleut sur le jardin et je relis mes carnets en buvant un thé trop chaud.</p>" * 3
PRAISE = f"""<h1>Mon huile préférée</h1><p>Je cuisine tout avec <a href="{SHOP}huile">l'huile Olivar</a>. Depuis
 que j'ai découvert Olivar, je ne veux plus d'autre huile. Allez voir <a href="{SHOP}">le site d'Olivar</a> !</p>"""


@cache
def knowledge() -> Knowledge:
    """The shipped knowledge."""
    return load_knowledge()


REGISTERED = """Domain Name: carnet.example
Creation Date: 2010-05-06T00:00:00Z
Registrant Name: REDACTED FOR PRIVACY
"""


def seen(where: str) -> Seen:
    """Where a test's source was read."""
    return Seen(where, "2026-11-23T10:00:00Z", "0" * 64)


def page(body: str = WORDS, url: str = URL, why: str = "checked", head: str = "", link: str = "") -> Read:
    """Return a page as read: its body, what stands in its head, and its `Link` header."""
    html = f'<!doctype html><html lang="fr"><head><title>Carnet</title>{head}</head><body>{body}</body></html>'
    headers = (("link", link),) if link else ()
    return Read(Want("page", url, why), Page(seen(url), url, url, 200, html, headers=headers))


def whois(text: str, domain: str = HOST) -> Read:
    """Return a registry's answer as read."""
    registration = replace(parse_whois(text, domain), seen=seen(f"whois://registry.test/{domain}"))
    return Read(Want("registration", domain), registration)


def certificate(*names: str, organization: str | None = None, host: str = HOST) -> Read:
    """Return a host's certificate as read."""
    value = Certificate(
        seen(f"https://{host}/"),
        host,
        organization,
        (host, *names),
        "CA",
        "2026-01-01T00:00:00Z",
        "2027-01-01T00:00:00Z",
    )
    return Read(Want("certificate", host), value)


def dns(domain: str = HOST, /, **records: tuple[str, ...]) -> Read:
    """Return a domain's DNS answers as read."""
    return Read(Want("dns", domain), DnsRecords(seen(f"dns:{domain}"), domain, **records))


def archived(*captures: tuple[str, str, str], since: str = "2010-05-06") -> tuple[Read, ...]:
    """Return what an archive keeps of the host, each capture a day, a path and a body, and the pages as read."""
    listed, pages = [], []
    for day, path, body in captures:
        when, url = f"{day}T08:00:00Z", f"https://{HOST}{path}"
        address = f"https://archive.test/web/{day.replace('-', '')}080000id_/{url}"
        listed.append(ArchivedCapture(when, url, address))
        pages.append(page(body, address, "archived"))
    key = f"{HOST} {since}".strip()
    return Read(Want("archive", key, "history"), Archive(seen("archive"), HOST, since, tuple(listed))), *pages


def logged(*certificates: tuple[str, tuple[str, ...]]) -> Read:
    """Return the certificates that public logs hold, each a day and its names."""
    found = tuple(LoggedCertificate(f"{day}T00:00:00Z", names) for day, names in certificates)
    return Read(Want("certificate_log", HOST, "history"), CertificateLog(seen("log"), HOST, found))


def file(path: str, text: str, host: str = HOST, why: str = "well-known") -> Read:
    """Return a small text file as read."""
    url = f"https://{host}{path}"
    return Read(Want("file", url, why), TextFile(seen(url), url, text))


def verdict(*reads: Read, url: str = URL) -> Verdict:
    """Return what is said of a capture."""
    return examine(Capture(url, "2026-11-23T10:00:00Z").with_reads(reads), knowledge())


def found(detector: str, *reads: Read, url: str = URL) -> tuple[WeighedEvidence, ...]:
    """Return what a detector finds; when it finds nothing, it must have looked."""
    finding = next(f for f in verdict(*reads, url=url).findings if f.detector == detector)
    assert finding.state in (FindingState.FOUND, FindingState.CLEAR), finding.reason
    return finding.evidence


def abouts(detector: str, *reads: Read, url: str = URL) -> list[str]:
    """Return whom the evidence of a detector is about."""
    return [evidence.about for evidence in found(detector, *reads, url=url)]
