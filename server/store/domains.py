"""What the store has of a domain: registrations, readings and verdicts that the one who asks may see."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy import ColumnElement, Engine, func, or_, select

from detectors.model import Registration, Source
from server.store.schema import capture_records, captures, records, verdicts
from server.store.verdicts import Stored, stored_of


@dataclass(frozen=True, slots=True)
class Readings:
    """How often pages of a domain were read, and when first and last (UTC)."""

    count: int
    first: str | None
    last: str | None


class Domains:
    """The domains of a store. `owner` also sees what was read for him; everybody else what is listed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def readings(self, domain: str, owner: str = "") -> Readings:
        """Return how often and when pages of a domain were read."""
        query = select(func.count(), func.min(captures.c.taken_at), func.max(captures.c.taken_at))
        query = query.select_from(captures.join(verdicts, verdicts.c.capture == captures.c.id))
        with self._engine.connect() as connection:
            count, first, last = connection.execute(query.where(verdicts.c.domain == domain, visible(owner))).one()
        return Readings(count, first, last)

    def registration(self, domain: str, owner: str = "") -> Registration | None:
        """Return the newest registration that was read of a domain, also for another site's reading."""
        query = (
            select(records.c.value)
            .join(capture_records, capture_records.c.record == records.c.id)
            .join(verdicts, verdicts.c.capture == capture_records.c.capture)
            .where(records.c.source == "registration", records.c.key == domain, records.c.kind == "registration")
            .where(visible(owner))
            .order_by(records.c.seen_at.desc(), records.c.id.desc())
            .limit(1)
        )
        with self._engine.connect() as connection:
            value = connection.scalar(query)
        found: Source | None = None if value is None else msgspec.json.decode(value, type=Source)
        return found if isinstance(found, Registration) else None

    def verdicts(self, domain: str, limit: int, owner: str = "") -> tuple[Stored, ...]:
        """Return the newest verdicts on pages of a domain that none supersedes."""
        query = select(verdicts).where(verdicts.c.domain == domain, verdicts.c.superseded_by.is_(None), visible(owner))
        query = query.order_by(verdicts.c.checked_at.desc(), verdicts.c.id.desc()).limit(limit)
        with self._engine.connect() as connection:
            return tuple(stored_of(row) for row in connection.execute(query))

    def of_group(self, group: str, after: str, limit: int) -> tuple[Stored, ...]:
        """Return a listed, standing verdict for each site that a group is behind, by site; `after` ends a page."""
        newest = (
            select(func.max(verdicts.c.checked_at + verdicts.c.id))
            .where(verdicts.c.group == group, verdicts.c.listed, verdicts.c.withdrawn_at.is_(None))
            .where(verdicts.c.superseded_by.is_(None), verdicts.c.site > after)
            .group_by(verdicts.c.site)
        )
        query = select(verdicts).where((verdicts.c.checked_at + verdicts.c.id).in_(newest), verdicts.c.group == group)
        with self._engine.connect() as connection:
            return tuple(stored_of(row) for row in connection.execute(query.order_by(verdicts.c.site).limit(limit)))


def visible(owner: str) -> ColumnElement[bool]:
    """Return the condition that a verdict is listed and stands, or was made for `owner`."""
    standing = verdicts.c.listed & verdicts.c.withdrawn_at.is_(None)
    return or_(standing, verdicts.c.owner == owner) if owner else standing
