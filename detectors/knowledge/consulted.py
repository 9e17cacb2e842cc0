"""Remember which claims an examination consults, so that a bundle can hold them and replay under any later knowledge.

Every look-up picks among the claims that it finds (the longest domain, the longest name in the text, the one bearer of
a name), and what it does not find decides nothing. So the claims that were found, in their order, give the same answers
again; a name that two groups bear stays ambiguous because the claims of both are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from detectors.knowledge.claims import (
    Agency,
    BrandHit,
    Contents,
    Domain,
    Extract,
    Group,
    Platform,
    Provider,
    Relation,
)
from detectors.knowledge.index import Knowledge, Known
from detectors.knowledge.records import Record
from detectors.knowledge.registers import Find, Registers
from detectors.knowledge.sellers import Seller
from detectors.model.noun import Noun
from detectors.names import normalise

N = TypeVar("N", bound=Noun)


class Consulted(Knowledge):
    """The look-ups of a `Knowledge`, each noting the claims that it found."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Share the indexes of `knowledge`; nothing is copied."""
        vars(self).update(vars(knowledge))
        self._records: dict[Record, None] = {}
        self._sellers: dict[Seller, None] = {}
        self.registers = Registers(self._noting(knowledge.registers.find), self._listed_record)
        self._noted: set[int] = set()  # of values of `contents`, which live as long as this
        self._groups: set[str] = set()
        self._whole: set[str] = set()

    def extract(self) -> Extract:
        """Return the claims consulted so far, in the order of the knowledge."""
        contents = self.contents
        return Extract(
            version=self.version,
            contents=Contents(
                groups=tuple(self._part(group) for group in contents.groups if group.id in self._groups),
                fronts=self._only(contents.fronts),
                relations=self._only(contents.relations),
                agencies=self._only(contents.agencies),
                providers=self._only(contents.providers),
                platforms=self._only(contents.platforms),
                records=tuple(self._records),
                sellers=tuple(self._sellers),
            ),
        )

    def group(self, id: str) -> Group | None:  # noqa: A002, D102
        found = super().group(id)
        if found is not None:
            self._groups.add(id)
            self._whole.add(id)
        return found

    def group_name(self, id: str) -> str:  # noqa: A002, D102
        self._groups.add(id)
        return super().group_name(id)

    def brands_in(self, text: str) -> list[BrandHit]:  # noqa: D102
        hits = super().brands_in(text)
        for group, name in {(hit.group, hit.name) for hit in hits}:
            for known in self._names.get(normalise(name), ()):
                if known.group == group:
                    self._note_name(known)
        return hits

    def front_for(self, name: str) -> tuple[Relation, ...]:  # noqa: D102
        return self._note_relations(super().front_for(name))

    def agency(self, name: str) -> Agency | None:  # noqa: D102
        return self._note(super().agency(name))

    def agency_domain(self, host: str) -> Agency | None:  # noqa: D102
        return self._note(super().agency_domain(host))

    def provider(self, name_or_domain: str) -> Provider | None:  # noqa: D102
        return self._note(super().provider(name_or_domain))

    def platform(self, host: str) -> Platform | None:  # noqa: D102
        return self._note(super().platform(host))

    def seller(self, system: str, account: str) -> Seller | None:  # noqa: D102
        found = super().seller(system, account)
        if found is not None:
            self._sellers[found] = None
        return found

    def _noting(self, find: Find) -> Find:
        """Return a look-up of imported records that notes what it finds, in that order."""

        def found(key: str) -> Sequence[Record]:
            records = find(key)
            self._records.update(dict.fromkeys(records))
            return records

        return found

    def _bearers(self, key: str) -> Sequence[Known]:
        found = super()._bearers(key)
        for known in found:
            self._note_name(known)
        return found

    def _numbered(self, kind: str, number: str) -> Known | None:
        known = super()._numbered(kind, number)
        if known is not None:
            self._note_name(known)
        return known

    def _listed_domain(self, host: str) -> tuple[str, Domain] | None:
        found = super()._listed_domain(host)
        if found is not None:
            self._groups.add(found[0])
            self._note(found[1])
        return found

    def _note_name(self, known: Known) -> None:
        self._groups.add(known.group)
        self._noted.add(id(known.name))

    def _note_relations(self, relations: tuple[Relation, ...]) -> tuple[Relation, ...]:
        """Note relations; one that a front group implies is kept as that front group."""
        for relation in relations:
            self._note(relation)
            self._bearers(normalise(relation.subject))
        return relations

    def _note(self, claim: N | None) -> N | None:
        if claim is not None:
            self._noted.add(id(claim))
        return claim

    def _only(self, claims: tuple[N, ...]) -> tuple[N, ...]:
        return tuple(claim for claim in claims if id(claim) in self._noted)

    def _part(self, group: Group) -> Group:
        if group.id in self._whole:
            return group
        return msgspec.structs.replace(
            group,
            entities=self._only(group.entities),
            brands=self._only(group.brands),
            domains=self._only(group.domains),
        )
