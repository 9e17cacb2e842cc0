"""What answers about domains and groups look like."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from server.api.schemas import Status, Summary


class ReadingsOf(BaseModel):
    """How often pages of a domain were read, and on which days first and last."""

    count: int
    first: str | None
    last: str | None


class RegistrationOf(BaseModel):
    """The newest registration read; a natural person's is without a name."""

    state: Literal["found", "hidden", "available", "throttled", "unknown"]
    organization: str | None
    privacy: bool
    registrar: str | None
    created: str | None
    updated: str | None
    expires: str | None
    name_servers: list[str]
    source: str | None
    seen_at: str | None


class GroupOf(BaseModel):
    """The listed group that a domain lies in."""

    id: str
    name: str
    domain: str
    use: Literal["own", "service"]
    cited: bool


class OwnerRef(BaseModel):
    """Who stands at the end of a line of holders."""

    id: str
    name: str


class RegisterEntry(BaseModel):
    """What an imported register says of a domain; "associated" is affiliated, and says nothing of an owner."""

    name: str
    use: Literal["own", "service", "associated"] | None
    owner: OwnerRef
    source: str
    read: str


class IndicatorOf(BaseModel):
    """A value that a site carries, by how many other sites it is shared, and what that weighs."""

    site: str
    kind: str
    label: str
    value: str
    others: int
    weight: float


class Shared(BaseModel):
    """A value that two sites share, with how many others."""

    kind: str
    label: str
    value: str
    others: int


class NeighbourOf(BaseModel):
    """A site that shares values, and how much they weigh together. It says nothing about an owner."""

    site: str
    weight: float
    shared: list[Shared]


class NeighbourPage(BaseModel):
    """One page of neighbours; `next` is the cursor of the page after it."""

    items: list[NeighbourOf]
    next: str | None


class DomainKnown(BaseModel):
    """Everything that listed readings and the knowledge say of a domain."""

    domain: str
    readings: ReadingsOf
    registration: RegistrationOf | None
    group: GroupOf | None
    registers: list[RegisterEntry]
    verdicts: list[Summary]
    indicators: list[IndicatorOf]
    neighbours: list[NeighbourOf]


class GroupRow(BaseModel):
    """A listed group, with counts of what is known and how many of those claims are cited."""

    id: str
    name: str
    country: str
    entities: int
    brands: int
    domains: int
    cited: int
    claims: int


class GroupPage(BaseModel):
    """One page of groups."""

    items: list[GroupRow]
    next: str | None


class GroupKnown(BaseModel):
    """A group with its claims (docs/reference/knowledge.md), or an imported owner with its records."""

    id: str
    name: str
    country: str | None = None
    entities: list[dict[str, Any]] = []
    brands: list[dict[str, Any]] = []
    domains: list[dict[str, Any]] = []
    fronts: list[dict[str, Any]] = []
    relations: list[dict[str, Any]] = []
    records: list[dict[str, Any]] = []


class GroupSite(BaseModel):
    """A domain that the knowledge lists for a group, or a site that a listed verdict finds it behind."""

    site: str
    use: Literal["own", "service"] | None
    cited: bool | None
    source: str | None
    verdict: str | None
    status: Status | None
    id: str | None


class GroupSitePage(BaseModel):
    """One page of a group's domains."""

    items: list[GroupSite]
    next: str | None


class NumberQuery(BaseModel):
    """Which page of a ranked list."""

    cursor: str | None = Field(None, pattern=r"^[0-9]{1,6}$")
    limit: int = Field(20, ge=1, le=100)


class IdQuery(BaseModel):
    """Which page of a list by id."""

    cursor: str | None = Field(None, max_length=64)
    limit: int = Field(20, ge=1, le=100)


class SiteQuery(BaseModel):
    """Which page of a list of sites."""

    cursor: str | None = Field(None, max_length=300)
    limit: int = Field(20, ge=1, le=100)
