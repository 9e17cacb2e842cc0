"""`Knowledge`: the look-ups over everything that the knowledge files say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

from detectors.knowledge.brands import BrandFinder
from detectors.knowledge.claims import (
    Agency,
    BrandHit,
    Contents,
    Domain,
    DomainMatch,
    Extract,
    Group,
    Name,
    NameMatch,
    Platform,
    Provider,
    Relation,
)
from detectors.knowledge.quotes import named
from detectors.knowledge.records import Record, number_keys
from detectors.knowledge.registers import Find, Registers, in_memory
from detectors.knowledge.sellers import FindSeller, Seller, seller_key, sellers_in_memory
from detectors.names import core, legal_form, normalise

T = TypeVar("T")
AS_LISTED, RESPELLED, BARE, OTHER_FORM = range(4)  # ranks of a match; the last two name no listed legal entity


class Suffixes(Generic[T]):
    """Domain suffixes, longest match first; ``#`` in a listed label stands for a run of digits."""

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        """Take (suffix, value) rows; the first of two equal suffixes stays."""
        self._rows: dict[str, T] = {}
        for suffix, value in rows:
            self._rows.setdefault(suffix, value)

    def find(self, host: str) -> tuple[str, T] | None:
        """Return the longest listed suffix of `host` and its value."""
        labels = host.lower().strip(".").split(".")
        for start in range(len(labels)):
            suffix = ".".join(labels[start:])
            for key in (suffix, re.sub(r"\d+", "#", suffix)):
                if key in self._rows:
                    return key, self._rows[key]
        return None


@dataclass(frozen=True, slots=True)
class Known:
    """One listed way of writing a name, and whose it is."""

    group: str
    name: Name
    form: str

    def rank(self, written: str) -> int:
        """Return how near a name as `written` is to this one: the less, the nearer.

        It is the name as listed, or with its legal form spelled otherwise, or only the bare name is listed; or the
        listed company has another legal form: "Dreams" and "Dreams SARL" are not "Dreams Limited".
        """
        if normalise(written) == normalise(self.form):
            return AS_LISTED
        form = legal_form(self.form)
        return RESPELLED if legal_form(written) == form else BARE if form is None else OTHER_FORM

    def match(self, written: str) -> NameMatch:
        """Return the match that this entry is for a name as `written`."""
        name, rank = self.name, self.rank(written)
        distinctive, legal = name.distinctive and rank < OTHER_FORM, name.kind == "entity" and rank < BARE
        return NameMatch(self.group, name.name, name.kind, distinctive, self.cited, legal)

    @property
    def cited(self) -> bool:
        """Whether the source names this form, its legal form aside; a source of one name does not vouch for aliases."""
        key = core(self.form)
        return self.name.cited and any(core(form) == key and named(form, self.name.quote) for form in self.name.forms)


class Knowledge:
    """What is known of groups, agencies, providers and platforms. Built once, never changed; see `load_knowledge`.

    `version` is the first 12 hexadecimal digits of the SHA-256 of the canonical content. `registers` looks up what was
    imported; `find` and `find_seller` give imported records by key, without them those of `contents`.
    """

    def __init__(
        self, contents: Contents, version: str, find: Find | None = None, find_seller: FindSeller | None = None
    ) -> None:
        self.contents, self.version = contents, version
        self.find_seller = find_seller or sellers_in_memory(contents.sellers)
        self.registers = Registers(find or in_memory(contents.records), self._listed_record)
        self.groups: Mapping[str, Group] = MappingProxyType({group.id: group for group in contents.groups})
        self.relations = (*contents.relations, *_implied(contents.fronts))
        self._names = _index_names(_searched(contents))
        self._numbers = {
            next(number_keys(kind, number)): Known(group.id, entity, entity.name)
            for group in contents.groups
            for entity in group.entities
            for kind, number in entity.numbers
        }
        self._domains = Suffixes((d.name, (g.id, d)) for g in contents.groups for d in g.domains)
        self._agencies = {core(form): a for a in contents.agencies for form in (a.name, *a.aliases)}
        self._agency_domains = Suffixes((domain, agency) for agency in contents.agencies for domain in agency.domains)
        self._providers = {normalise(form): p for p in contents.providers for form in (p.name, *p.aliases)}
        self._provider_starts = [(normalise(start), p) for p in contents.providers for start in p.starts]
        self._provider_domains = Suffixes((domain, p) for p in contents.providers for domain in p.domains)
        self._platforms = Suffixes((domain, p) for p in contents.platforms for domain in p.domains)
        self._finder = BrandFinder(
            (form, form if name.kind == "entity" else name.name, group, name.distinctive)
            for group, name in _searched(contents)
            if name.holds()
            for form in name.forms
        )

    @classmethod
    def of_extract(cls, extract: Extract) -> Knowledge:
        """Return the knowledge that an examination consulted, under the version that it had then."""
        return cls(extract.contents, extract.version)

    def match_name(self, name: str, country: str = "", day: str = "") -> NameMatch | None:
        """Return whose name it is, by exact equality after normalising, with or without its legal form.

        `country` (ISO 3166-1 alpha-2) narrows the legal forms; `day` (ISO) asks who bore the name then, else now. A
        name that several groups bear has no match: it names none of them. Agencies come after groups.
        """
        for key in dict.fromkeys((normalise(name), core(name, country), core(name))):
            known = [entry for entry in self._bearers(key) if entry.name.holds(day)]
            if known:
                best = min(known, key=lambda entry: (entry.rank(name), entry.name.distinctive))
                return best.match(name) if len({entry.group for entry in known}) == 1 else None
        agency = self.agency(name)
        if agency is None:
            return None
        return NameMatch(agency.group, agency.name, "agency", agency.distinctive, agency.cited)

    def match_number(self, kind: str, number: str) -> NameMatch | None:
        """Return whose registration number it is; a French SIRET or VAT number contains the SIREN of its entity."""
        known = self._numbered(kind, number)
        return None if known is None else known.match(known.form)

    def match_domain(self, host: str) -> DomainMatch | None:
        """Return the group whose listed domain `host` is or lies in; the longest listed domain decides."""
        found = self._listed_domain(host)
        if found is None:
            return None
        group, domain = found
        return DomainMatch(group, domain.name, domain.use, domain.cited)

    def brands_in(self, text: str) -> list[BrandHit]:
        """Return the names that groups bear now in `text`, in its order; one hit for each group that bears a name."""
        return self._finder.hits(text)

    def group(self, id: str) -> Group | None:  # noqa: A002 - the contract's word for it
        """Return the group of that id with all its claims, or None."""
        return self.groups.get(id)

    def group_name(self, id: str) -> str:  # noqa: A002 - the contract's word for it
        """Return the name to show for the id of a group or of an imported owner, or the id of an unknown one."""
        return self.groups[id].name if id in self.groups else self.registers.group_name(id) or id

    def claim(self, group: str, name: str) -> Name | None:
        """Return what is listed of `name` in `group`, with its source, to show as a step of a chain."""
        return next((known.name for known in self._bearers(normalise(name)) if known.group == group), None)

    def front_for(self, name: str) -> tuple[Relation, ...]:
        """Return the front_for relations of a front group, by any listed way of writing its name."""
        names = {normalise(known.name.name) for known in self._bearers(normalise(name))} | {normalise(name)}
        return tuple(r for r in self.relations if r.type == "front_for" and normalise(r.subject) in names)

    def agency(self, name: str) -> Agency | None:
        """Return the listed agency of that name, with or without its legal form."""
        return self._agencies.get(core(name))

    def agency_domain(self, host: str) -> Agency | None:
        """Return the agency whose domain `host` is or lies in."""
        found = self._agency_domains.find(host)
        return found and found[1]

    def provider(self, name_or_domain: str) -> Provider | None:
        """Return the provider of that name (or beginning of a name that a number continues), or of that domain.

        Names are compared whole, then without their legal form.
        """
        key = normalise(name_or_domain)
        for spelling in (key, core(name_or_domain)):
            if spelling in self._providers:
                return self._providers[spelling]
        for start, provider in self._provider_starts:
            if key.startswith(start):
                return provider
        found = self._provider_domains.find(name_or_domain)
        return found and found[1]

    def platform(self, host: str) -> Platform | None:
        """Return the shared platform that `host` belongs to; a platform's own home (``www.`` or bare) is no site."""
        found = self._platforms.find(host)
        if found is None:
            return None
        listed, platform = found
        bare = host.lower().strip(".").removeprefix("www.")
        return None if platform.kind == "host" and bare == listed else platform

    def seller(self, system: str, account: str) -> Seller | None:
        """Return the organisation that an advertising system pays for what this account sells, or None."""
        return next(iter(self.find_seller(seller_key(system, account))), None)

    # What the look-ups above consult, one claim or a few at a time; `Consulted` notes them here.

    def _bearers(self, key: str) -> Sequence[Known]:
        return self._names.get(key, ())

    def _numbered(self, kind: str, number: str) -> Known | None:
        return next((self._numbers[key] for key in number_keys(kind, number) if key in self._numbers), None)

    def _listed_domain(self, host: str) -> tuple[str, Domain] | None:
        found = self._domains.find(host)
        return found and found[1]

    def _listed_record(self, record: Record) -> str | None:
        """Return the group that lists a number or an own domain of an imported record."""
        for kind, number in record.numbers:
            known = self._numbered(kind, number)
            if known is not None:
                return known.group
        for name, use in record.domains:
            found = self._listed_domain(name) if use == "own" else None
            if found is not None and found[1].name == name and found[1].use == "own":
                return found[0]
        return None


def _implied(fronts: Iterable[Name]) -> Iterator[Relation]:
    """Yield the relation that each front group or mascot stands for, with the same source."""
    for front in fronts:
        for group in front.of:
            yield Relation(
                type="front_for" if front.kind == "front" else "mascot_of",
                subject=front.name,
                object=group,
                source=front.source,
                quote=front.quote,
                read=front.read,
                valid_from=front.valid_from,
                valid_to=front.valid_to,
            )


def _searched(contents: Contents) -> Iterator[tuple[str, Name]]:
    """Yield (group id, name) of every entity, brand, front group and mascot."""
    for group in contents.groups:
        yield from ((group.id, name) for name in (*group.entities, *group.brands))
    for front in contents.fronts:
        yield from ((group, front) for group in front.of)


def _index_names(names: Iterable[tuple[str, Name]]) -> dict[str, list[Known]]:
    """Return the listed forms by their whole key and by their key without legal form."""
    index: defaultdict[str, list[Known]] = defaultdict(list)
    for group, name in names:
        for form in name.forms:
            for key in dict.fromkeys((normalise(form), core(form))):
                index[key].append(Known(group, name, form))
    return dict(index)
