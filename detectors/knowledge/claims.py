"""What is known, as values: claims about groups, agencies, providers and platforms, and the answers to look-ups.

Dates are ISO 8601, to the day, month or year that is known; an empty one means unbounded. A claim without a `source`
is uncited: written by people who know the field but not read anywhere for this file, so that it supports at most a
`supported` verdict.
"""

from __future__ import annotations

from typing import Literal

from detectors.knowledge.records import Record, holds
from detectors.knowledge.sellers import Seller
from detectors.model.noun import Noun

NameKind = Literal["entity", "brand", "agency", "front", "mascot"]
Use = Literal["own", "service"]
RelationType = Literal["owns", "controls", "front_for", "funds", "franchise", "agency_of", "mascot_of"]
ProviderKind = Literal[
    "registrar",
    "privacy",
    "agent",
    "brand_protection",
    "hosting",
    "dns",
    "mail",
    "cdn",
    "certificate",
    "analytics",
    "ads",
    "talent_network",
]
PlatformKind = Literal["host", "path", "custom"]


class Claim(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """One sourced statement: `source` is an address or a named document, `quote` its words, `read` the day of reading.

    It holds from `valid_from` to `valid_to`, both included.
    """

    source: str = ""
    quote: str = ""
    read: str = ""
    valid_from: str = ""
    valid_to: str = ""

    @property
    def cited(self) -> bool:
        """Whether a source was read for it."""
        return bool(self.source)

    def holds(self, day: str = "") -> bool:
        """Whether it holds on `day` (ISO); without a day, whether it still holds."""
        return holds(self.valid_from, self.valid_to, day)


class Name(Claim, frozen=True, kw_only=True, omit_defaults=True):
    """A legal entity, brand, front group or mascot; `distinctive` when nobody else would bear the name.

    `of` holds the ids of the groups behind a front group or mascot; entities and brands stand in their group.
    """

    name: str
    kind: NameKind
    aliases: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    distinctive: bool = False
    of: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way of writing it: the name, then its aliases."""
        return (self.name, *self.aliases)


class Domain(Claim, frozen=True, kw_only=True, omit_defaults=True):
    """A domain of a group: for its own use, or as a service for others (mail, hosting, CDN, platforms)."""

    name: str
    use: Use = "own"


class Relation(Claim, frozen=True, kw_only=True, omit_defaults=True):
    """A directed edge between two group ids or names: `subject` owns, controls, is a front for, ... `object`."""

    type: RelationType
    subject: str
    object: str


class Group(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """A corporate group: what it is called, what it owns and the domains it uses."""

    id: str
    name: str
    country: str = ""
    entities: tuple[Name, ...] = ()
    brands: tuple[Name, ...] = ()
    domains: tuple[Domain, ...] = ()

    @property
    def own_domains(self) -> tuple[str, ...]:
        """Its domains for its own use, in the file's order."""
        return tuple(domain.name for domain in self.domains if domain.use == "own")


class Agency(Claim, frozen=True, kw_only=True, omit_defaults=True):
    """An advertising, public relations or digital agency; `group` is the id of its own group, or empty."""

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    group: str = ""
    distinctive: bool = False


class Provider(Claim, frozen=True, kw_only=True, omit_defaults=True):
    """A firm that serves sites of others, and so is never their owner by that service.

    `starts` are beginnings of names that continue with a customer's number.
    """

    name: str
    kinds: frozenset[ProviderKind]
    aliases: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


class Platform(Claim, frozen=True, kw_only=True, omit_defaults=True):
    """A place where strangers publish: a host suffix, a host whose first path segment is a site, or a DNS target.

    Kind "custom" names what a customer's own domain points to (CNAME, name server) when the platform serves it.
    """

    name: str
    kind: PlatformKind
    domains: tuple[str, ...]


class NameMatch(Noun, frozen=True):
    """A name found in the knowledge; `exact_legal` when it is a listed legal name of an entity, form included.

    `group` is empty for an agency of no listed group.
    """

    group: str
    name: str
    kind: NameKind
    distinctive: bool
    cited: bool
    exact_legal: bool = False


class DomainMatch(Noun, frozen=True):
    """The listed domain that a host lies in."""

    group: str
    domain: str
    use: Use
    cited: bool


class BrandHit(Noun, frozen=True):
    """A name of a group at ``[start, end)`` of the text searched."""

    group: str
    name: str
    start: int
    end: int
    distinctive: bool


class Contents(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """Everything that knowledge files say, citations resolved; the compiled index is this value as JSON.

    `records` and `sellers` are the imported ones that an extract holds; knowledge files have none.
    """

    groups: tuple[Group, ...] = ()
    fronts: tuple[Name, ...] = ()
    relations: tuple[Relation, ...] = ()
    agencies: tuple[Agency, ...] = ()
    providers: tuple[Provider, ...] = ()
    platforms: tuple[Platform, ...] = ()
    records: tuple[Record, ...] = ()
    sellers: tuple[Seller, ...] = ()


class Extract(Noun, frozen=True, kw_only=True):
    """The claims that one examination consulted, and the version of the knowledge that they were taken from.

    `Knowledge.of_extract` makes of it a knowledge that gives the same examination the same answers.
    """

    version: str
    contents: Contents
