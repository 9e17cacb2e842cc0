"""The list of Related Website Sets (GoogleChrome/related-website-sets, one JSON document).

A set's primary site, its country variants and its service sites belong to one owner; "associated" sites are affiliated
and may be anybody's (an advertising network lists its customers), so they are kept to be shown and bear no control. The
list gives a contact and reasons in free words, which may name persons: neither is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from detectors.domain import UrlError, host_of, url_key
from detectors.knowledge.records import DomainUse
from server.errors import UsageError
from server.imports.files import Packed, Position
from server.imports.statements import BadRow, Organisation, Statement


class _Set(msgspec.Struct, rename={"associated": "associatedSites", "service": "serviceSites", "variants": "ccTLDs"}):
    primary: str
    associated: list[str] = []
    service: list[str] = []
    variants: dict[str, list[str]] = {}


class _List(msgspec.Struct):
    sets: list[msgspec.Raw]


class Sets:
    """The sets. Raises `UsageError` for a file of another shape."""

    part = "related website sets"

    def __init__(self, packed: Packed) -> None:
        try:
            self._sets = msgspec.json.decode(packed.whole(), type=_List).sets
        except msgspec.DecodeError as error:
            raise UsageError(f"not a list of related website sets: {error}") from error

    def rows(self, position: Position) -> Iterator[tuple[Position, msgspec.Raw]]:
        """Yield the sets after a position; its lines count sets."""
        for number, row in enumerate(self._sets[position.line :], start=position.line + 1):
            yield Position(0, number), row

    def statements(self, row: msgspec.Raw) -> Iterable[Statement]:
        """Yield what a set says; raises `BadRow`."""
        try:
            found = msgspec.json.decode(row, type=_Set)
            primary = _domain(found.primary)
            domains: dict[str, DomainUse] = {primary: "own"}
            domains |= {_domain(site): "associated" for site in found.associated}
            domains |= {_domain(site): "service" for site in found.service}
            for site, variants in found.variants.items():
                use = domains.get(_domain(site), "own")
                domains |= {_domain(variant): use for variant in variants}
        except (msgspec.DecodeError, UrlError) as error:
            raise BadRow(f"not a set: {error}") from error
        yield Organisation(f"set:{primary}", primary, domains=tuple(domains.items()))


def _domain(site: str) -> str:
    return host_of(url_key(site)).removeprefix("www.")


def reader(packed: Packed) -> Sets:
    """Return the reader of the file."""
    return Sets(packed)
