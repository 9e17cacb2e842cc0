"""What the rows of registers say, in one shape; and how a row says nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from detectors.knowledge.records import DomainUse, TieKind


class BadRow(ValueError):  # noqa: N818 - it is a row, and what is wrong with it
    """A row that cannot be read; its text says why and quotes nothing of the row."""


class LeftOut(Exception):  # noqa: N818 - not an error
    """A row that is left out on purpose; its text says why: "natural person", "closed", ..."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A register has this organisation, under this identifier of its own (``lei:...``, ``wikidata:Q...``)."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    domains: tuple[tuple[str, DomainUse], ...] = ()


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


Statement: TypeAlias = Organisation | OtherName | Held
