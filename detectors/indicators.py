"""Indicators: values that several sites can share, such as analytics and advertising accounts.

An indicator is no evidence of ownership; it ties operators (agencies, webmasters, platforms) at most. The kinds and
their strict patterns are data (``data/indicators.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from detectors.ads_txt import direct_lines
from detectors.data_files import load_toml
from detectors.model import DnsRecords, TextFile
from detectors.page import Document

_VERIFICATION = re.compile(
    r"([a-z0-9][a-z0-9._-]*(?:verif|verification|validation|challenge|owner)[a-z0-9._-]*|docusign|MS)[=:]([\w+/=.-]{16,120}|ms\d{6,10})",
    re.IGNORECASE,
)
_THEME = re.compile(r"/(?:wp-content|sites/all|sites/default)/themes/([a-z0-9][a-z0-9_-]{3,60})/", re.IGNORECASE)
_SPELLED = "1234567890123456"


@dataclass(frozen=True, slots=True, order=True)
class Indicator:
    """One value, most often an account: `kind` as in the data, `value` as its service writes it, `label` its words."""

    kind: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of account: `where` to look ("scripts", "links", "metas"), the name of the meta, the pattern."""

    id: str
    label: str
    where: frozenset[str]
    key: str
    pattern: re.Pattern[str]
    platforms: frozenset[str]


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the kinds of indicators that we know; one may come with several patterns."""
    table = load_toml("indicators.toml")
    return tuple(
        Kind(
            entry["id"],
            entry["label"],
            frozenset(entry["in"]),
            entry.get("key", ""),
            re.compile(entry["pattern"]),
            frozenset(table["platforms"].get(entry["id"], ())),
        )
        for entry in table["indicator"]
    )


def indicators_of(document: Document) -> tuple[Indicator, ...]:
    """Return the accounts that a page carries, each once, sorted."""
    return tuple(sorted({indicator for indicator, _ in found_in(document)}))


def found_in(document: Document) -> Iterator[tuple[Indicator, str]]:
    """Yield the accounts of a page with the text that shows each; samples and platforms' own accounts left out."""
    scripts = "\n".join((*document.inline_scripts, *(f'"{url}"' for url in document.resources)))
    texts = {
        "scripts": scripts.replace("\\/", "/"),  # as JSON inside scripts writes addresses
        "links": "\n".join(link.url for link in document.links if link.url),
    }
    for kind in kinds():
        for place in sorted(kind.where):
            for match in kind.pattern.finditer(texts.get(place) or document.metas.get(kind.key, "")):
                value = match[1]
                if value not in kind.platforms and not _is_sample(value):
                    yield Indicator(kind.id, value, kind.label), match[0]


def accounts_of(documents: Iterable[Document]) -> frozenset[Indicator]:
    """Return the accounts that any of these pages carries."""
    return frozenset(indicator for document in documents for indicator, _ in found_in(document))


def seller_accounts(ads_txt: TextFile) -> tuple[Indicator, ...]:
    """Return the advertising accounts that ads.txt declares as the site's own (DIRECT), each once, sorted.

    An account at google.com is the AdSense publisher that pages carry, and of the same kind.
    """
    found: set[Indicator] = set()
    for system, account, _ in direct_lines(ads_txt):
        if system == "google.com" and re.fullmatch(r"pub-\d{16}", account):
            found.add(Indicator("google-adsense", account.removeprefix("pub-"), "AdSense publisher"))
        elif system != "google.com":
            found.add(Indicator(f"seller:{system}", account, f"advertising account at {system}"))
    return tuple(sorted(found))


def verification_entries(dns: DnsRecords) -> tuple[Indicator, ...]:
    """Return the entries by which services verify a domain, each once, sorted; policies such as SPF are none.

    An entry is issued to an account of the service, so that the same one on two domains ties their operators.
    """
    found: set[Indicator] = set()
    for text in dns.txt:
        match = _VERIFICATION.fullmatch(text.strip())
        if match and not _is_sample(match[2]):
            service = match[1].lower()
            found.add(Indicator(f"dns:{service}", match[2], service))
    return tuple(sorted(found))


def themes_of(document: Document) -> tuple[Indicator, ...]:
    """Return the themes that a page loads, but for those that anybody can get, each once, sorted."""
    loaded = "\n".join((*document.stylesheets, *document.resources))
    names = {match[1].lower() for match in _THEME.finditer(loaded)} - _public_themes()
    return tuple(Indicator("template", name, "theme") for name in sorted(names) if not name.startswith("twenty"))


@cache
def _public_themes() -> frozenset[str]:
    return frozenset(load_toml("public_themes.toml")["themes"].split())


def _is_sample(value: str) -> bool:
    """Tell whether documentation and themes write the value where an account is to be put in: XXXXXX, 00000, 12345."""
    return len(set(value)) == 1 or value in _SPELLED


def warm() -> None:
    """Compile the patterns and load the themes."""
    kinds()
    _public_themes()
