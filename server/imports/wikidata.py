"""Wikidata's entity dump (JSON, one item a line), item by item.

Read of an item: its names, official website (P856), owners (P127), parent organisation (P749), subsidiaries (P355),
what it owns (P1830), LEI (P1278), SIREN (P1616) and Companies House number (P2622), with ranks and with start and end
(P580, P582). Natural persons (P31 Q5) are left out, and with them their ties; a share of at most half (P1107) is none.
Source of the shape: the JSON page of Wikibase's documentation. Licence of the data: CC0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec

from detectors.domain import UrlError, host_of, url_key
from detectors.knowledge.records import TieKind
from server.imports.files import Packed, Position
from server.imports.numbers import siren
from server.imports.statements import BadRow, Held, LeftOut, Organisation, Statement

WEBSITE, LEI, SIREN, COMPANIES_HOUSE = "P856", "P1278", "P1616", "P2622"
# property -> (kind, whether the item is the holder)
TIES: dict[str, tuple[TieKind, bool]] = {
    "P127": ("owns", False),
    "P749": ("controls", False),
    "P355": ("controls", True),
    "P1830": ("owns", True),
}
_READ = (WEBSITE, LEI, SIREN, COMPANIES_HOUSE, *TIES)
_MARKS = tuple(f'"{name}"'.encode() for name in _READ)
_KIND, _HUMAN, _DISSOLVED, _SHARE, _START, _END = "P31", "Q5", "P576", "P1107", "P580", "P582"
LANGUAGES = ("en", "mul", "fr", "de", "es", "it", "nl", "pl", "pt")
_MOST_NAMES = 40
_HOME = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?", re.IGNORECASE)  # the root, or a language below it
_ITEM = re.compile(r"Q[1-9]\d*")
_PRECISION = {9: 4, 10: 7, 11: 10}  # Wikibase's year, month, day -> length of the date


class _Text(msgspec.Struct):
    value: str


class _Datavalue(msgspec.Struct):
    value: str | dict[str, Any] = ""


class _Snak(msgspec.Struct):
    snaktype: str = ""
    datavalue: _Datavalue | None = None


class Claim(msgspec.Struct):
    """One statement of an item."""

    mainsnak: _Snak
    rank: str = "normal"
    qualifiers: dict[str, list[_Snak]] | list[Any] = {}

    @property
    def value(self) -> str:
        """The value as text: an address, a number, or the id of an item; empty for an unknown one."""
        return _value(self.mainsnak)

    def qualifier(self, name: str) -> _Snak | None:
        """Return the first qualifier of that property."""
        found = self.qualifiers.get(name) if isinstance(self.qualifiers, dict) else None
        return found[0] if found else None


class Item(msgspec.Struct):
    """What is read of an item; empty maps are written as lists."""

    id: str
    labels: dict[str, _Text] | list[Any] = {}
    aliases: dict[str, list[_Text]] | list[Any] = {}
    claims: dict[str, list[Claim]] | list[Any] = {}

    def best(self, name: str) -> list[Claim]:
        """Return the best statements of a property: the preferred ones if any, never deprecated ones."""
        all_ = self.claims.get(name, []) if isinstance(self.claims, dict) else []
        return [c for c in all_ if c.rank == "preferred"] or [c for c in all_ if c.rank == "normal"]


class Dump:
    """The items of a dump."""

    part = "wikidata dump"

    def __init__(self, packed: Packed) -> None:
        self._packed = packed

    def rows(self, position: Position) -> Iterator[tuple[Position, bytes]]:
        """Yield the lines after a position; a plain list's brackets are no items."""
        lines = self._packed.lines(position)
        while True:
            try:
                line = lines.next_bytes()
            except StopIteration:
                return
            if len(line) > 3:
                yield lines.position, line

    def statements(self, row: bytes) -> Iterable[Statement]:
        """Yield what an item says; raises `BadRow` or `LeftOut`."""
        if not any(mark in row for mark in _MARKS):
            raise LeftOut("no owner, website or number")
        try:
            item = msgspec.json.decode(row.strip().rstrip(b","), type=Item)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BadRow(f"not an item: {error}") from error
        yield from said(item)


def said(item: Item) -> Iterator[Statement]:
    """Yield what an item says; raises `BadRow` or `LeftOut`."""
    if not _ITEM.fullmatch(item.id):
        raise LeftOut("no item")
    if any(claim.value == _HUMAN for claim in item.best(_KIND)):
        raise LeftOut("natural person")
    if item.best(_DISSOLVED):
        raise LeftOut("closed")
    names = tuple(dict.fromkeys(_names(item)))[:_MOST_NAMES]
    if not names:
        raise LeftOut("no name")
    domains = dict.fromkeys(home(claim.value) for claim in item.best(WEBSITE) if not _ended(claim))
    own = tuple((domain, "own") for domain in domains if domain)
    yield Organisation(f"wikidata:{item.id}", names[0], names[1:], "", tuple(_numbers(item)), own)  # type: ignore[arg-type]
    for name in TIES:
        for claim in item.best(name):
            yield from _tie(item.id, name, claim)


def tie(item: str, name: str, other: str, start: str = "", end: str = "") -> Held:
    """Return the tie that property `name` of `item` states with the item `other`."""
    kind, holds = TIES[name]
    held, holder = (other, item) if holds else (item, other)
    return Held(f"wikidata:{held}", f"wikidata:{holder}", kind, f"wikidata {item} {name} {other}", False, start, end)


def home(address: str) -> str:
    """Return the host of an address that is a whole site, without ``www.``; "" for a page below somebody's site."""
    try:
        key = url_key(address)
    except UrlError:
        return ""
    parts = urlsplit(key)
    return host_of(key).removeprefix("www.") if _HOME.fullmatch(parts.path) and not parts.query else ""


def _names(item: Item) -> Iterator[str]:
    labels = item.labels if isinstance(item.labels, dict) else {}
    aliases = item.aliases if isinstance(item.aliases, dict) else {}
    yield from (labels[lang].value for lang in LANGUAGES if lang in labels)
    yield from (text.value for lang in LANGUAGES for text in aliases.get(lang, ()))
    if not any(lang in labels for lang in LANGUAGES):
        yield from (text.value for text in labels.values())


def _numbers(item: Item) -> Iterator[tuple[str, str]]:
    yield from (("lei", claim.value) for claim in item.best(LEI) if claim.value)
    yield from (("siren", digits) for claim in item.best(SIREN) if (digits := siren(claim.value)))
    yield from (("gb_company", claim.value) for claim in item.best(COMPANIES_HOUSE) if claim.value)


def _tie(item: str, name: str, claim: Claim) -> Iterator[Held]:
    other, share, end = claim.value, claim.qualifier(_SHARE), claim.qualifier(_END)
    if not _ITEM.fullmatch(other) or (share is not None and _amount(share) <= 0.5):
        return
    if end is not None and not _date(end):
        return  # it ended, and nobody says when
    start = claim.qualifier(_START)
    yield tie(item, name, other, _date(start) if start else "", _date(end) if end else "")


def _ended(claim: Claim) -> bool:
    return claim.qualifier(_END) is not None


def _value(snak: _Snak) -> str:
    value = snak.datavalue.value if snak.datavalue is not None else ""
    return value if isinstance(value, str) else str(value.get("id", ""))


def _amount(snak: _Snak) -> float:
    value = snak.datavalue.value if snak.datavalue is not None else ""
    try:
        return float(value.get("amount", "")) if isinstance(value, dict) else 0.0
    except ValueError:
        return 0.0


def _date(snak: _Snak) -> str:
    value = snak.datavalue.value if snak.datavalue is not None else ""
    if not isinstance(value, dict) or not str(value.get("time", "")).startswith("+"):
        return ""
    return str(value["time"])[1 : 1 + _PRECISION.get(value.get("precision", 0), 0)]
