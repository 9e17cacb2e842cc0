"""Which verdicts everybody may see, and the counter by which readers of the list notice that it changed.

A verdict is unlisted until a second reading at least a day later says the same, or a person has reviewed it: one slip
of a site or of ours accuses nobody in public, and nobody learns what a journalist looks at. For the same reason a
verdict that names sites of an audit which no listed reading has read is never listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from detectors.domain import host_of, registrable
from detectors.model import Hands, Level, Neighbours, Source
from server.clock import shifted
from server.store.schema import capture_records, counters, indicators, records, verdicts
from server.store.statements import upsert

CONFIRMED_AFTER_HOURS = 24
_LIST = "list"


def confirmed(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Tell whether an earlier reading of the page, at least a day before this one, came to the same verdict.

    What has been withdrawn once is confirmed by nobody but a person.
    """
    if row["private"] or row["level"] == Level.CANNOT_SAY.value:
        return False
    day_before = shifted(row["checked_at"], hours=-CONFIRMED_AFTER_HOURS)
    earlier = (verdicts.c.private.is_(False), verdicts.c.checked_at <= day_before, verdicts.c.id != row["id"])
    return _any(connection, same(row, "url", "level", "site_level", "group"), *earlier) and not _any(
        connection, same(row, "site", "level", "site_level", "group"), verdicts.c.withdrawn_at.is_not(None)
    )


def unlisted_names(connection: Connection, capture: int) -> tuple[str, ...]:
    """Return the sites that a capture was compared with and that no listed reading has ever read, sorted.

    A check is compared with listed readings alone, an audit with all that it has read: to list such a verdict, or its
    bundle, would tell everybody what else was on the list.
    """
    query = select(records.c.value).join(capture_records, capture_records.c.record == records.c.id)
    query = query.where(capture_records.c.capture == capture, records.c.source.in_(("neighbours", "hands")))
    named: set[str] = set()
    for value in connection.scalars(query):
        found: Source = msgspec.json.decode(value, type=Source)
        if isinstance(found, Neighbours):
            named.update(site for shared in found.shared for site in shared.sites)
        elif isinstance(found, Hands):
            named.update(other.site for other in found.others)
    return tuple(sorted(site for site in named if not _was_listed(connection, site)))


def _was_listed(connection: Connection, site: str) -> bool:
    domain = registrable(host_of(f"https://{site}/"))
    read = select(indicators.c.capture).where(indicators.c.domain == domain, indicators.c.site == site)
    return _any(connection, verdicts.c.listed, or_(verdicts.c.site == site, verdicts.c.capture.in_(read)))


def same(row: Mapping[str, Any], *names: str) -> ColumnElement[bool]:
    """Return the condition that a verdict has the values of `row` in these columns."""
    return and_(*(verdicts.c[name].is_not_distinct_from(row[name]) for name in names))


def _any(connection: Connection, *wanted: ColumnElement[bool]) -> bool:
    return connection.scalar(select(verdicts.c.id).where(*wanted).limit(1)) is not None


def supersede(connection: Connection, identifier: str, older: str | None, *, listed: bool) -> None:
    """Mark the older verdict; a listed one is marked by a listed one only, so nobody learns that somebody looked."""
    if older is not None:
        mark = update(verdicts).where(verdicts.c.id == older, verdicts.c.superseded_by.is_(None))
        mark = mark.values(superseded_by=identifier, revision=verdicts.c.revision + 1)
        connection.execute(mark if listed else mark.where(verdicts.c.listed.is_(False)))


def changed(connection: Connection) -> None:
    """Count a change of the list."""
    upsert(connection, counters, {"name": _LIST, "value": 0}, ["name"])
    connection.execute(update(counters).where(counters.c.name == _LIST).values(value=counters.c.value + 1))


def changes(connection: Connection) -> int:
    """Return how often the list has changed."""
    return connection.scalar(select(counters.c.value).where(counters.c.name == _LIST)) or 0
