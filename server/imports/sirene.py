"""INSEE's SIRENE stock files as CSV: legal units, and the establishments that give them their trade names.

Source of the columns: the header of the files (StockUniteLegale, StockEtablissement). Natural persons are left out:
category 1000 (entrepreneur individuel), any unit with a family name, and whatever is not or only partly open to all
(statutDiffusion other than O). The file of establishments names no owner, so only those of units imported before count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from server.imports.files import Packed, Position, Table
from server.imports.numbers import siren
from server.imports.statements import BadRow, LeftOut, Organisation, OtherName, Statement

_PERSON = "1000"
_HIDDEN = "[ND]"  # as INSEE writes what is not open


class Units:
    """Legal units. Raises `UsageError` for a file of other columns."""

    part = "sirene units"

    def __init__(self, packed: Packed) -> None:
        needed = ("siren", "denominationUniteLegale", "categorieJuridiqueUniteLegale", "nomUniteLegale")
        self._table = Table(packed, needed)
        place = self._table.place
        self._siren, self._name, self._category, self._family = map(place, needed)
        self._open, self._state = place("statutDiffusionUniteLegale"), place("etatAdministratifUniteLegale")
        others = ("sigle", "denominationUsuelle1", "denominationUsuelle2", "denominationUsuelle3")
        self._others = tuple(place(f"{name}UniteLegale") for name in others)

    def rows(self, position: Position) -> Iterator[tuple[Position, list[str] | BadRow]]:
        """Yield the rows after a position."""
        return self._table.rows(position)

    def statements(self, row: list[str]) -> Iterable[Statement]:
        """Yield what a row says; raises `BadRow` or `LeftOut`."""
        if row[self._category] == _PERSON or row[self._family].strip():
            raise LeftOut("natural person")
        if row[self._open] not in ("O", ""):
            raise LeftOut("not open to all")
        if row[self._state] == "C":
            raise LeftOut("closed")
        digits, name = siren(row[self._siren]), row[self._name].strip()
        if not digits:
            raise BadRow("not a SIREN")
        if name in ("", _HIDDEN):
            raise LeftOut("no name")
        others = (row[place].strip() for place in self._others)
        aliases = tuple(dict.fromkeys(other for other in others if other not in ("", name, _HIDDEN)))
        yield Organisation(f"siren:{digits}", name, aliases, "FR", (("siren", digits),))


class Establishments:
    """Trade names of the establishments of units. Raises `UsageError` for a file of other columns."""

    part = "sirene establishments"

    def __init__(self, packed: Packed) -> None:
        self._table = Table(packed, ("siren", "siret", "etatAdministratifEtablissement"))
        place = self._table.place
        self._siren, self._state = place("siren"), place("etatAdministratifEtablissement")
        self._open = place("statutDiffusionEtablissement")
        names = ("enseigne1", "enseigne2", "enseigne3", "denominationUsuelle")
        self._names = tuple(place(f"{name}Etablissement") for name in names)

    def rows(self, position: Position) -> Iterator[tuple[Position, list[str] | BadRow]]:
        """Yield the rows after a position."""
        return self._table.rows(position)

    def statements(self, row: list[str]) -> Iterable[Statement]:
        """Yield what a row says; raises `BadRow` or `LeftOut`."""
        if row[self._open] not in ("O", ""):
            raise LeftOut("not open to all")
        if row[self._state] == "F":
            raise LeftOut("closed")
        digits = siren(row[self._siren])
        if not digits:
            raise BadRow("not a SIREN")
        names = dict.fromkeys(row[place].strip() for place in self._names)
        found = [OtherName(f"siren:{digits}", name) for name in names if name not in ("", _HIDDEN)]
        if not found:
            raise LeftOut("no name")
        yield from found


def reader(packed: Packed) -> Units | Establishments:
    """Return the reader of the kind of file that the header shows."""
    return Establishments(packed) if b"etatAdministratifEtablissement" in packed.start else Units(packed)
