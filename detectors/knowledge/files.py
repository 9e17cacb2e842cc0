"""Knowledge files: one TOML schema for all of them, strictly checked, every claim cited or marked as uncited."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any, TypeVar

import msgspec

from detectors.knowledge.claims import (
    Agency,
    Contents,
    Domain,
    Group,
    Name,
    NameKind,
    Platform,
    PlatformKind,
    Provider,
    ProviderKind,
    Relation,
    RelationType,
    Use,
)
from detectors.knowledge.quotes import contains_number, named
from detectors.names import normalise


class KnowledgeError(ValueError):
    """A knowledge file that cannot be used: `where` names the file, `entry` the entry, `problem` what is wrong."""

    def __init__(self, where: str, entry: str, problem: str) -> None:
        super().__init__(": ".join(part for part in (where, entry, problem) if part))
        self.where, self.entry, self.problem = where, entry, problem


SHORT = 3  # so many initials are always somebody else's as well
Day = Annotated[str, msgspec.Meta(pattern=r"^(\d{4}(-\d\d){0,2})?$")]


class Table(msgspec.Struct, forbid_unknown_fields=True):
    """A table of a knowledge file; unknown keys are refused."""


class Entry(Table, kw_only=True):
    """What every claim says of itself. `source` is an address, a named document or a key of the file's [sources].

    A list of names stands for one entry each.
    """

    name: str | list[str] = ""
    source: str = ""
    read: date | None = None
    quote: str = ""
    uncited: bool = False
    valid_from: Day = ""
    valid_to: Day = ""


class SourceTable(Table, kw_only=True):
    """[sources.KEY]: one passage that several entries cite."""

    url: str
    read: date
    quote: str


class GroupTable(Table, kw_only=True):
    """[group]."""

    id: str
    name: str
    country: str = ""


class NameEntry(Entry, kw_only=True):
    """[[entity]] and [[brand]]."""

    distinctive: bool
    aliases: list[str] = []
    numbers: dict[str, str] = {}


class FrontEntry(NameEntry, kw_only=True):
    """[[front]] and [[mascot]]: `of` holds the ids of the groups behind it."""

    of: list[str]


class DomainEntry(Entry, kw_only=True):
    """[[domain]]."""

    use: Use


class RelationEntry(Entry, kw_only=True, rename={"from_": "from"}):
    """[[relation]] between group ids or names."""

    type: RelationType
    from_: str
    to: str


class AgencyEntry(Entry, kw_only=True):
    """[[agency]]."""

    distinctive: bool
    aliases: list[str] = []
    domains: list[str] = []
    group: str = ""


class ProviderEntry(Entry, kw_only=True):
    """[[provider]]."""

    kinds: list[ProviderKind]
    aliases: list[str] = []
    starts: list[str] = []
    domains: list[str] = []


class PlatformEntry(Entry, kw_only=True):
    """[[platform]]."""

    kind: PlatformKind
    domains: list[str]


class File(Table, kw_only=True):
    """One knowledge file; `uncited` is inherited by every entry that names no source."""

    uncited: bool = False
    sources: dict[str, SourceTable] = {}
    group: GroupTable | None = None
    entity: list[NameEntry] = []
    brand: list[NameEntry] = []
    domain: list[DomainEntry] = []
    relation: list[RelationEntry] = []
    front: list[FrontEntry] = []
    mascot: list[FrontEntry] = []
    agency: list[AgencyEntry] = []
    provider: list[ProviderEntry] = []
    platform: list[PlatformEntry] = []


def read_file(data: bytes, where: str) -> Contents:
    """Parse the bytes of one knowledge file; `where` names it in errors. Raises KnowledgeError."""
    try:
        file = msgspec.convert(tomllib.loads(data.decode("utf-8")), File)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(where, "", str(error)) from error
    return _Reader(file, where).contents()


E = TypeVar("E", bound=Entry)


class _Reader:
    """Turns the tables of one file into claims."""

    def __init__(self, file: File, where: str) -> None:
        self.file, self.where = file, where

    def contents(self) -> Contents:
        file = self.file
        return Contents(
            groups=tuple(self._groups()),
            fronts=(*self._names("front", file.front), *self._names("mascot", file.mascot)),
            relations=tuple(self._relations()),
            agencies=tuple(self._agencies()),
            providers=tuple(self._providers()),
            platforms=tuple(
                Platform(name=name, kind=entry.kind, domains=tuple(entry.domains), **self._claim(entry, name))
                for name, entry in self._each("platform", file.platform)
            ),
        )

    def _groups(self) -> Iterator[Group]:
        file = self.file
        if file.group is None:
            if file.entity or file.brand or file.domain:
                raise KnowledgeError(self.where, "", "entities, brands and domains need a [group] in the same file")
            return
        yield Group(
            id=file.group.id,
            name=file.group.name,
            country=file.group.country,
            entities=tuple(self._names("entity", file.entity)),
            brands=tuple(self._names("brand", file.brand)),
            domains=tuple(
                Domain(name=name.lower(), use=entry.use, **self._claim(entry, name))
                for name, entry in self._each("domain", file.domain)
            ),
        )

    def _names(self, kind: NameKind, entries: Iterable[NameEntry]) -> Iterator[Name]:
        for name, entry in self._each(kind, entries):
            yield Name(
                name=name,
                kind=kind,
                aliases=tuple(entry.aliases),
                numbers=tuple(sorted(entry.numbers.items())),
                distinctive=entry.distinctive,
                of=tuple(entry.of) if isinstance(entry, FrontEntry) else (),
                **self._claim(entry, name, *entry.aliases),
            )

    def _relations(self) -> Iterator[Relation]:
        for entry in self.file.relation:
            yield Relation(
                type=entry.type, subject=entry.from_, object=entry.to, **self._claim(entry, entry.from_, entry.to)
            )

    def _agencies(self) -> Iterator[Agency]:
        for name, entry in self._each("agency", self.file.agency):
            yield Agency(
                name=name,
                distinctive=entry.distinctive,
                aliases=tuple(entry.aliases),
                domains=tuple(entry.domains),
                group=entry.group,
                **self._claim(entry, name, *entry.aliases),
            )

    def _providers(self) -> Iterator[Provider]:
        for name, entry in self._each("provider", self.file.provider):
            yield Provider(
                name=name,
                kinds=frozenset(entry.kinds),
                aliases=tuple(entry.aliases),
                starts=tuple(entry.starts),
                domains=tuple(entry.domains),
                **self._claim(entry, name, *entry.aliases),
            )

    def _each(self, kind: str, entries: Iterable[E]) -> Iterator[tuple[str, E]]:
        """Yield (name, entry) with lists of names taken apart."""
        for entry in entries:
            names = [entry.name] if isinstance(entry.name, str) else entry.name
            if not names or not all(normalise(name) for name in names):
                raise KnowledgeError(self.where, f"[[{kind}]]", "needs a name")
            if len(names) > 1 and (getattr(entry, "aliases", None) or getattr(entry, "numbers", None)):
                raise KnowledgeError(self.where, names[0], "aliases and numbers need an entry with a single name")
            for name in names:
                self._check_distinctive(entry, name)
                yield name, entry

    def _check_distinctive(self, entry: Entry, name: str) -> None:
        forms = (name, *getattr(entry, "aliases", ()))
        if getattr(entry, "distinctive", False) and any(len(normalise(form)) <= SHORT for form in forms):
            raise KnowledgeError(self.where, name, f"a name of at most {SHORT} letters is never distinctive")

    def _claim(self, entry: Entry, *names: str) -> dict[str, Any]:
        """Return the fields of Claim; raises KnowledgeError unless it is cited in words that name it, or uncited."""
        source, quote, read = entry.source, entry.quote, entry.read
        if source in self.file.sources:
            table = self.file.sources[source]
            source, quote, read = table.url, quote or table.quote, table.read
        if source and entry.uncited:
            raise KnowledgeError(self.where, names[0], "names a source and says uncited = true")
        if not source and not (entry.uncited or self.file.uncited):
            raise KnowledgeError(self.where, names[0], "needs a source, or uncited = true")
        numbers = getattr(entry, "numbers", {}).values()
        if (source or quote or read or numbers) and not (source and quote and read):
            raise KnowledgeError(
                self.where, names[0], "source, reading day and quote belong together, numbers need them"
            )
        if source and not any(named(name, quote) for name in names):
            raise KnowledgeError(self.where, names[0], "is not named in the words quoted for it")
        if not all(contains_number(number, quote) for number in numbers):
            raise KnowledgeError(self.where, names[0], "has a number that the words quoted for it do not contain")
        return {
            "source": source,
            "quote": quote,
            "read": read.isoformat() if read else "",
            "valid_from": entry.valid_from,
            "valid_to": entry.valid_to,
        }
