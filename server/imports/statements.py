"""What the rows of registers say, in one shape; and how a row says nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from detectors.knowledge.records import DomainUse, TieKind
from detectors.knowledge.sellers import Seller


class BadRow(ValueError):  # noqa: N818 - it is a row, and what is wrong with it
    """A row that cannot be read; its text says why and quotes nothing of the row."""


class LeftOut(Exception):  # noqa: N818 - not an error
    """A row that is left out on purpose; its text says why: "natural person", "closed", ..."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A register has this organisation, under this identifier of its own (``lei:...``, ``wikidata:Q...``).

    Several statements of one file on one organisation add up; the first name is the one it goes by.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    domains: tuple[tuple[str, DomainUse], ...] = ()

    def with_more(self, other: Organisation) -> Organisation:
        """Return this organisation with what another statement says of it besides."""
        names = dict.fromkeys((self.name, *self.aliases, other.name, *other.aliases))
        return Organisation(
            self.id,
            self.name,
            tuple(names)[1:],
            self.country or other.country,
            tuple(dict.fromkeys(self.numbers + other.numbers)),
            tuple(dict.fromkeys(self.domains + other.domains)),
        )


@dataclass(frozen=True, slots=True)
class OtherName:
    """An organisation that another row names is also called so."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Held:
    """One organisation is held by another, as a register states it; dates are ISO days, months or years, or empty."""

    held: str
    holder: str
    type: TieKind
    statement: str
    ultimate: bool = field(default=False)
    valid_from: str = ""
    valid_to: str = ""


Statement: TypeAlias = Organisation | OtherName | Held | Seller
