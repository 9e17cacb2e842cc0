"""GLEIF's golden copy as CSV: level 1, who is who, and level 2, who consolidates whom.

Source of the columns: the header of the files; of their meaning: GLEIF, LEI-CDF 3.1 and RR-CDF 2.1. Sole proprietors
are natural persons and are left out. A relationship has several periods; only the one of type RELATIONSHIP_PERIOD says
since when it holds, the others are accounting years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detectors.knowledge.records import TieKind
from server.imports.files import Packed, Position, Table
from server.imports.numbers import siren
from server.imports.statements import BadRow, Held, LeftOut, Organisation, Statement

_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}")
_NAMES = tuple(
    f"Entity.{kind}s.{kind}.{number}"
    for kind in ("OtherEntityName", "TransliteratedOtherEntityName")
    for number in range(1, 6)
)
_VOID = frozenset({"DUPLICATE", "ANNULLED", "CANCELLED", "MERGED", "RETIRED", "TRANSFERRED"})
_SIREN_AUTHORITIES = frozenset({"RA000189", "RA000192"})  # Sirene and Infogreffe; both give the SIREN
_COMPANIES_HOUSE = frozenset({"RA000585", "RA000586", "RA000587"})
_TIES: dict[str, tuple[TieKind, bool]] = {
    "IS_DIRECTLY_CONSOLIDATED_BY": ("controls", False),
    "IS_INTERNATIONAL_BRANCH_OF": ("controls", False),
    "IS_ULTIMATELY_CONSOLIDATED_BY": ("controls", True),
}
_PERIODS = range(1, 6)


class LevelOne:
    """Organisations. Raises `UsageError` for a file of other columns."""

    part = "gleif level 1"

    def __init__(self, packed: Packed) -> None:
        self._table = Table(packed, ("LEI", "Entity.LegalName", "Entity.EntityCategory", "Entity.EntityStatus"))
        place = self._table.place
        self._lei, self._name = place("LEI"), place("Entity.LegalName")
        self._category, self._status = place("Entity.EntityCategory"), place("Entity.EntityStatus")
        self._registration, self._country = (
            place("Registration.RegistrationStatus"),
            place("Entity.LegalAddress.Country"),
        )
        self._authority = place("Entity.RegistrationAuthority.RegistrationAuthorityID")
        self._number = place("Entity.RegistrationAuthority.RegistrationAuthorityEntityID")
        self._others = tuple(map(place, _NAMES))

    def rows(self, position: Position) -> Iterator[tuple[Position, list[str] | BadRow]]:
        """Yield the rows after a position."""
        return self._table.rows(position)

    def statements(self, row: list[str]) -> Iterable[Statement]:
        """Yield what a row says; raises `BadRow` or `LeftOut`."""
        lei = _checked(row[self._lei])
        if row[self._category] == "SOLE_PROPRIETOR":
            raise LeftOut("natural person")
        if row[self._status] == "INACTIVE" or row[self._registration] in _VOID:
            raise LeftOut("closed")
        name = row[self._name].strip()
        if not name:
            raise BadRow("no name")
        others = (row[place].strip() for place in self._others)
        yield Organisation(
            f"lei:{lei}",
            name,
            tuple(dict.fromkeys(other for other in others if other and other != name)),
            row[self._country].strip(),
            (("lei", lei), *self._registered(row)),
        )

    def _registered(self, row: list[str]) -> Iterator[tuple[str, str]]:
        authority, number = row[self._authority], row[self._number]
        if authority in _SIREN_AUTHORITIES and (digits := siren(number)):
            yield "siren", digits
        elif authority in _COMPANIES_HOUSE and number.strip():
            yield "gb_company", number.strip()


class LevelTwo:
    """Relationships between organisations. Raises `UsageError` for a file of other columns."""

    part = "gleif level 2"

    def __init__(self, packed: Packed) -> None:
        names = ("StartNode.NodeID", "EndNode.NodeID", "RelationshipType", "RelationshipStatus")
        self._table = Table(packed, tuple(f"Relationship.{name}" for name in names))
        self._held, self._holder, self._type, self._status = (self._table.place(f"Relationship.{n}") for n in names)
        self._registration = self._table.place("Registration.RegistrationStatus")
        self._periods = tuple(
            tuple(
                self._table.place(f"Relationship.Period.{number}.{name}")
                for name in ("periodType", "startDate", "endDate")
            )
            for number in _PERIODS
        )

    def rows(self, position: Position) -> Iterator[tuple[Position, list[str] | BadRow]]:
        """Yield the rows after a position."""
        return self._table.rows(position)

    def statements(self, row: list[str]) -> Iterable[Statement]:
        """Yield what a row says; raises `BadRow` or `LeftOut`."""
        held, holder, kind = _checked(row[self._held]), _checked(row[self._holder]), row[self._type]
        if kind not in _TIES:
            raise LeftOut("relationship without control")
        if row[self._registration] in _VOID or row[self._status] == "NULL":
            raise LeftOut("withdrawn")
        start, end = self._period(row)
        if row[self._status] != "ACTIVE" and not end:
            raise LeftOut("ended, and not said when")
        tie, ultimate = _TIES[kind]
        yield Held(f"lei:{held}", f"lei:{holder}", tie, f"gleif {held} {kind} {holder}", ultimate, start, end)

    def _period(self, row: list[str]) -> tuple[str, str]:
        for kind, start, end in self._periods:
            if row[kind] == "RELATIONSHIP_PERIOD":
                return row[start][:10], row[end][:10]
        return "", ""


def reader(packed: Packed) -> LevelOne | LevelTwo:
    """Return the reader of the level that the file's header shows."""
    return LevelTwo(packed) if b"Relationship.StartNode" in packed.start else LevelOne(packed)


def _checked(lei: str) -> str:
    if not _LEI.fullmatch(lei):
        raise BadRow("not an LEI")
    return lei
