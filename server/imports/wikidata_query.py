"""Results of a SPARQL query on Wikidata (JSON): a part of it, for those who do not want the whole dump.

The query names its variables ``item``, ``itemLabel``, optionally ``itemAltLabel`` (names separated by commas), and one
for each property by its number (``P856``, ``P127``, ``P749``, ``P355``, ``P1830``, ``P1278``, ``P1616``, ``P2622``), as
``wdt:`` gives them: the best statements only; ``start`` and ``end`` date the row's tie. docs/how-to has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from detectors.knowledge.records import DomainUse
from server.imports import wikidata
from server.imports.elements import Elements
from server.imports.files import Packed, Position
from server.imports.numbers import siren
from server.imports.statements import BadRow, LeftOut, Organisation, Statement
from server.imports.wikidata import COMPANIES_HOUSE, LEI, SIREN, TIES, WEBSITE

_KINDS = {LEI: "lei", SIREN: "siren", COMPANIES_HOUSE: "gb_company"}


Row = dict[str, str]


class Query:
    """The rows of a result. Raises `UsageError` for a file of another shape.

    An item has a row for each of its names, websites and holders, anywhere in the result: each row is staged as what it
    says of the item, and adds to what the rows before it said.
    """

    part = "wikidata query"

    def __init__(self, packed: Packed) -> None:
        self._bindings = Elements(packed, "results.bindings", "a result of a SPARQL query")

    def rows(self, position: Position) -> Iterator[tuple[Position, Any]]:
        """Yield the rows after a position; its lines count rows."""
        return self._bindings.rows(position)

    def statements(self, row: Any) -> Iterable[Statement]:
        """Yield what a row says; raises `BadRow` or `LeftOut`."""
        try:
            found = {name: bound.value for name, bound in msgspec.convert(row, type=dict[str, _Bound]).items()}
        except msgspec.ValidationError as error:
            raise BadRow(f"not a row: {error}") from error
        item = _id(found.get("item", ""))
        if not item:
            raise BadRow("no item")
        names = tuple(dict.fromkeys(name for name in _names(found) if name and name != item))
        if not names:
            raise LeftOut("no name")
        home = wikidata.home(found[WEBSITE]) if WEBSITE in found else ""
        own: tuple[tuple[str, DomainUse], ...] = ((home, "own"),) if home else ()
        yield Organisation(f"wikidata:{item}", names[0], names[1:], "", tuple(_numbers(found)), own)
        for name in TIES:
            if other := _id(found.get(name, "")):
                yield wikidata.tie(item, name, other, found.get("start", "")[:10], found.get("end", "")[:10])


class _Bound(msgspec.Struct):
    value: str


def reader(packed: Packed) -> wikidata.Dump | Query:
    """Return the reader of a dump or of a query's result, as the file's beginning shows."""
    is_result = b'"head"' in packed.start and b'"vars"' in packed.start
    return Query(packed) if is_result else wikidata.Dump(packed)


def _id(address: str) -> str:
    last = address.rpartition("/")[2]
    return last if last[:1] == "Q" and last[1:].isdigit() else ""


def _names(row: Row) -> Iterator[str]:
    yield row.get("itemLabel", "").strip()
    yield from (name.strip() for name in row.get("itemAltLabel", "").split(", "))


def _numbers(row: Row) -> Iterator[tuple[str, str]]:
    for name, kind in _KINDS.items():
        number = siren(row.get(name, "")) if name == SIREN else row.get(name, "")
        if number:
            yield kind, number
