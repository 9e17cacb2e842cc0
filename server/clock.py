"""The clock, and how times are written: ISO 8601 UTC with a trailing ``Z``, so that text sorts as time does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now() -> str:
    """Return the present second."""
    return stamp(datetime.now(UTC))


def ago(*, hours: float = 0, days: float = 0) -> str:
    """Return the second so long before now."""
    return stamp(datetime.now(UTC) - timedelta(hours=hours, days=days))


def stamp(moment: datetime) -> str:
    """Write an aware time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def shifted(when: str, *, hours: float) -> str:
    """Return the second so long after `when` (a time as written here), or before it when `hours` is negative."""
    return stamp(datetime.fromisoformat(when) + timedelta(hours=hours))
