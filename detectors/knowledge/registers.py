"""Imported registers (Wikidata, GLEIF, SIRENE, Related Website Sets): organisations by name, number and domain.

They are apart from the listed groups, because they know millions of names that others bear too. A name found here is
never distinctive, and a domain found here never makes a site official; both need a second identifier. A number is one.
What is known of an owner is its line: the organisation, who holds it, and so on up to the last that is known, or up to
a listed group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from detectors.knowledge.claims import DomainMatch, NameMatch, Relation
from detectors.knowledge.records import Record, Tie, holds, number_keys
from detectors.names import core, legal_form, normalise

LONGEST_LINE = 12  # organisations; registers have errors, and errors have loops
MANY = 16  # records of one name; so many bearers are not told apart, and no more are read

Find = Callable[[str], Sequence[Record]]
ListedGroup = Callable[[Record], str | None]


def in_memory(records: Iterable[Record]) -> Find:
    """Return the look-up over a few records."""
    found: dict[str, list[Record]] = {}
    for record in records:
        for key in record.keys:
            found.setdefault(key, []).append(record)
    return lambda key: found.get(key, ())


class Registers:
    """The look-ups over imported registers: `find` gives the records of a key, `listed` the listed group of one."""

    def __init__(self, find: Find, listed: ListedGroup) -> None:
        self.find, self._listed = find, listed

    def match_name(self, name: str, country: str = "", day: str = "") -> NameMatch | None:
        """Return whose name it is, by equality after normalising; one that several owners bear names none of them.

        `exact_legal` when a record writes it with the same legal form. `day` (ISO) asks who held it then.
        """
        for key in _name_keys(name, country):
            records = self._find(key)
            owners = {self.owner(record, day) for record in records[:MANY]}
            if len(owners) > 1 or len(records) >= MANY:
                return None
            if owners:
                form = legal_form(name)
                legal = form is not None and any(legal_form(f) == form for r in records for f in r.forms)
                return NameMatch(owners.pop(), records[0].name, "entity", False, True, legal)
        return None

    def match_number(self, kind: str, number: str, day: str = "") -> NameMatch | None:
        """Return whose registration number it is."""
        for key in number_keys(kind, number):
            records = self._find(":".join(key))
            owners = {self.owner(record, day) for record in records}
            if owners:
                name = records[0].name
                return NameMatch(owners.pop(), name, "entity", False, True, True) if len(owners) == 1 else None
        return None

    def match_domain(self, host: str, day: str = "") -> DomainMatch | None:
        """Return the owner of the longest listed domain that `host` is or lies in; None when several claim it."""
        labels = host.lower().strip(".").split(".")
        for start in range(len(labels) - 1):
            domain = ".".join(labels[start:])
            records = self._find(f"d:{domain}")
            owners = {(self.owner(record, day), use) for record in records for d, use in record.domains if d == domain}
            if owners:
                owner, use = owners.pop()
                return DomainMatch(owner, domain, use, True) if not owners and use != "associated" else None
        return None

    def group_name(self, id: str) -> str | None:  # noqa: A002 - as in Knowledge
        """Return the name of an owner that a match gave."""
        records = self._find(f"i:{id}")
        return records[0].name if records else None

    def owner(self, record: Record, day: str = "") -> str:
        """Return the id of who stands at the end of a record's line: a listed group, or the last record known."""
        last = list(self._line(record, day))[-1]
        return self._listed(last) or last.id

    def relations(
        self, owner: str, name: str, numbers: Iterable[tuple[str, str]] = (), day: str = ""
    ) -> tuple[Relation, ...]:
        """Return the steps from the organisation of these numbers or that name up to `owner`, each with its source."""
        keys = [":".join(key) for number in numbers for key in number_keys(*number)] + _name_keys(name)
        start = next((r for key in keys for r in self._find(key) if self.owner(r, day) == owner), None)
        line = [] if start is None else list(self._line(start, day))
        return tuple(self._step(holder, held, day) for held, holder in pairwise(line))

    def _find(self, key: str) -> Sequence[Record]:
        """Return the records of a key in an order of their own, so that an extract gives them in the same."""
        return sorted(self.find(key), key=lambda record: record.source)

    def _step(self, holder: Record, held: Record, day: str) -> Relation:
        tie = self._next(held, day)
        assert tie is not None  # noqa: S101 - the line was made of it
        return Relation(
            type=tie.type,
            subject=holder.name,
            object=held.name,
            source=tie.source,
            quote=f"{held.name} → {holder.name}",
            read=held.read,
            valid_from=tie.valid_from,
            valid_to=tie.valid_to,
        )

    def _line(self, record: Record, day: str) -> Iterator[Record]:
        seen: set[str] = set()
        while record.id not in seen and len(seen) < LONGEST_LINE:
            yield record
            seen.add(record.id)
            if self._listed(record) is not None:
                return
            tie = self._next(record, day)
            holders = self._find(f"i:{tie.to}") if tie is not None else ()
            if not holders or holders[0].id in seen:
                return
            record = holders[0]

    def _next(self, record: Record, day: str) -> Tie | None:
        """Return the tie to the one next holder; several at once are partners, and none of them is the owner."""
        ties = [tie for tie in record.ties if holds(tie.valid_from, tie.valid_to, day)]
        for kind, ultimate in (("controls", False), ("owns", False), ("controls", True)):
            fitting = [tie for tie in ties if tie.type == kind and tie.ultimate == ultimate]
            if fitting:
                return fitting[0] if len({tie.to for tie in fitting}) == 1 else None
        return None


def _name_keys(name: str, country: str = "") -> list[str]:
    keys = dict.fromkeys((normalise(name), core(name, country), core(name)))
    return [f"n:{key}" for key in keys if key]
