"""Results of a SPARQL query on Wikidata (JSON): a part of it, for those who do not want the whole dump.

The query names its variables ``item``, ``itemLabel``, optionally ``itemAltLabel`` (names separated by commas), and one
for each property by its number (``P856``, ``P127``, ``P749``, ``P355``, ``P1830``, ``P1278``, ``P1616``, ``P2622``), as
``wdt:`` gives them: the best statements only; ``start`` and ``end`` date the row's tie. docs/how-to has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from server.errors import UsageError
from server.imports import wikidata
from server.imports.files import Packed, Position
from server.imports.numbers import siren
from server.imports.statements import BadRow, LeftOut, Organisation, Statement
from server.imports.wikidata import COMPANIES_HOUSE, LEI, SIREN, TIES, WEBSITE

_KINDS = {LEI: "lei", SIREN: "siren", COMPANIES_HOUSE: "gb_company"}


class _Bound(msgspec.Struct):
    value: str


class _Results(msgspec.Struct):
    bindings: list[dict[str, _Bound]]


class _Document(msgspec.Struct):
    results: _Results


Rows = list[dict[str, str]]


class Query:
    """The items of a result, each with all its rows. Raises `UsageError` for a file of another shape."""

    part = "wikidata query"

    def __init__(self, packed: Packed) -> None:
        try:
            bindings = msgspec.json.decode(packed.whole(), type=_Document).results.bindings
        except msgspec.DecodeError as error:
            raise UsageError(f"no result of a SPARQL query: {error}") from error
        self._items: dict[str, Rows] = {}
        for binding in bindings:
            row = {name: bound.value for name, bound in binding.items()}
            self._items.setdefault(_id(row.get("item", "")), []).append(row)

    def rows(self, position: Position) -> Iterator[tuple[Position, tuple[str, Rows]]]:
        """Yield the items after a position; its lines count items."""
        items = list(self._items.items())[position.line :]
        for number, row in enumerate(items, start=position.line + 1):
            yield Position(0, number), row

    def statements(self, row: tuple[str, Rows]) -> Iterable[Statement]:
        """Yield what an item's rows say; raises `BadRow` or `LeftOut`."""
        item, rows = row
        if not item:
            raise BadRow("no item")
        names = tuple(dict.fromkeys(name for r in rows for name in _names(r) if name and name != item))
        if not names:
            raise LeftOut("no name")
        domains = dict.fromkeys(wikidata.home(r[WEBSITE]) for r in rows if WEBSITE in r)
        own = tuple((domain, "own") for domain in domains if domain)
        numbers = tuple(dict.fromkeys(number for r in rows for number in _numbers(r)))
        yield Organisation(f"wikidata:{item}", names[0], names[1:], "", numbers, own)  # type: ignore[arg-type]
        for name in TIES:
            for r in rows:
                if other := _id(r.get(name, "")):
                    yield wikidata.tie(item, name, other, r.get("start", "")[:10], r.get("end", "")[:10])


def reader(packed: Packed) -> wikidata.Dump | Query:
    """Return the reader of a dump or of a query's result, as the file's beginning shows."""
    is_result = b'"head"' in packed.start and b'"vars"' in packed.start
    return Query(packed) if is_result else wikidata.Dump(packed)


def _id(address: str) -> str:
    last = address.rpartition("/")[2]
    return last if last[:1] == "Q" and last[1:].isdigit() else ""


def _names(row: dict[str, str]) -> Iterator[str]:
    yield row.get("itemLabel", "").strip()
    yield from (name.strip() for name in row.get("itemAltLabel", "").split(", "))


def _numbers(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, kind in _KINDS.items():
        number = siren(row.get(name, "")) if name == SIREN else row.get(name, "")
        if number:
            yield kind, number
