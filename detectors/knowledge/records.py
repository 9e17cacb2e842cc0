"""What imported registers say of one organisation: its names, numbers and domains, and who holds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from detectors.model.noun import Noun
from detectors.names import core, normalise

TieKind = Literal["owns", "controls"]
DomainUse = Literal["own", "service", "associated"]


class Tie(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """Who holds a record: the id of the holder, how, since and until when, and the statement that says so.

    A tie that says who stands at the end of the line (`ultimate`) is followed only where none says who is next.
    """

    to: str
    type: TieKind
    source: str
    ultimate: bool = False
    valid_from: str = ""
    valid_to: str = ""


class Record(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """One organisation as one register has it.

    `id` is shared by the records of one organisation in several registers; `source` names the register and its
    identifier there, `read` the day on which the file was imported. `domains` are (domain, use).
    """

    id: str
    source: str
    read: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    domains: tuple[tuple[str, DomainUse], ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way of writing its name."""
        return (self.name, *self.aliases)

    @property
    def keys(self) -> frozenset[str]:
        """Every key that a look-up may ask for it by."""
        names = {f"n:{key}" for form in self.forms for key in (normalise(form), core(form)) if key}
        numbers = {":".join(next(number_keys(kind, number))) for kind, number in self.numbers}
        return frozenset({f"i:{self.id}", *names, *numbers, *(f"d:{domain}" for domain, _ in self.domains)})


def holds(valid_from: str, valid_to: str, day: str) -> bool:
    """Tell whether what is true from one date to another (ISO, both included, "" unbounded) holds on `day`.

    Without a day, whether it still does.
    """
    if not day:
        return not valid_to
    after = not valid_from or valid_from <= day[: len(valid_from)]
    return after and (not valid_to or day[: len(valid_to)] <= valid_to)


def number_keys(kind: str, number: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, digits) of a number however it is written; a SIRET or French VAT number contains a SIREN."""
    kind, digits = kind.lower(), "".join(filter(str.isalnum, number)).upper()
    yield kind, digits
    if kind == "siret":
        yield "siren", digits[:9]
    elif kind == "vat" and digits.startswith("FR"):
        yield "siren", digits[-9:]
