"""What the list of sites looks like, for the API's description and validation."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field


class Site(BaseModel):
    """What the list says of a site; `owner` is null where nobody is said to be behind it."""

    host: str
    level: str
    owner: str | None
    codes: list[str]
    checked_on: str
    expires: str
    status: Literal["current", "disputed", "withdrawn", "expired"]
    id: str


class Snapshot(BaseModel):
    """The list of sites."""

    serial: int
    made_at: str
    sites: list[Site]


class SiteList(BaseModel):
    """Entries of the list; there is no second page."""

    items: list[Site]
    next: None


class SnapshotQuery(BaseModel):
    """Which list."""

    serial: int | None = Field(None, ge=0, le=2**62)
