"""The list of Related Website Sets (GoogleChrome/related-website-sets, one JSON document).

A set's primary site, its country variants and its service sites belong to one owner; "associated" sites are affiliated
and may be anybody's (an advertising network lists its customers), so they are kept to be shown and bear no control. The
list gives a contact and reasons in free words, which may name persons: neither is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from detectors.domain import UrlError, host_of, url_key
from detectors.knowledge.records import DomainUse
from server.imports.elements import Elements
from server.imports.files import Packed, Position
from server.imports.statements import BadRow, Organisation, Statement


class _Set(msgspec.Struct, rename={"associated": "associatedSites", "service": "serviceSites", "variants": "ccTLDs"}):
    primary: str
    associated: list[str] = []
    service: list[str] = []
    variants: dict[str, list[str]] = {}


class Sets:
    """The sets. Raises `UsageError` for a file of another shape."""

    part = "related website sets"

    def __init__(self, packed: Packed) -> None:
        self._sets = Elements(packed, "sets", "a list of related website sets")

    def rows(self, position: Position) -> Iterator[tuple[Position, Any]]:
        """Yield the sets after a position; its lines count sets."""
        return self._sets.rows(position)

    def statements(self, row: Any) -> Iterable[Statement]:
        """Yield what a set says; raises `BadRow`."""
        try:
            found = msgspec.convert(row, type=_Set)
            primary = _domain(found.primary)
            domains: dict[str, DomainUse] = {primary: "own"}
            domains |= {_domain(site): "associated" for site in found.associated}
            domains |= {_domain(site): "service" for site in found.service}
            for site, variants in found.variants.items():
                use = domains.get(_domain(site), "own")
                domains |= {_domain(variant): use for variant in variants}
        except (msgspec.ValidationError, UrlError) as error:
            raise BadRow(f"not a set: {error}") from error
        yield Organisation(f"set:{primary}", primary, domains=tuple(domains.items()))


def _domain(site: str) -> str:
    return host_of(url_key(site)).removeprefix("www.")


def reader(packed: Packed) -> Sets:
    """Return the reader of the file."""
    return Sets(packed)
