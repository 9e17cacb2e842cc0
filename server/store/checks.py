"""Checks that were asked for, and how far they are. The state is here, so that a killed process loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, func, insert, select, update

from server.clock import now
from server.store.schema import checks

State = Literal["queued", "running", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Check:
    """One asked check; its `id` becomes the verdict's. `url` is a key; `bare` says that no scheme was given."""

    id: str
    url: str
    bare: bool = False
    owner: str = ""
    fresh: bool = False
    private: bool = False
    state: State = "queued"
    error: str = ""


class Checks:
    """The checks of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, check: Check, then: Callable[[Connection], None] | None = None) -> None:
        """Keep a check that is to be done and do what follows from it, in one transaction."""
        row = {
            "id": check.id,
            "url": check.url,
            "bare": check.bare,
            "owner": check.owner,
            "fresh": check.fresh,
            "private": check.private,
            "state": check.state,
            "made_at": now(),
        }
        with self._engine.execution_options(writes=True).begin() as connection:
            connection.execute(insert(checks).values(**row))
            if then is not None:
                then(connection)

    def get(self, identifier: str) -> Check | None:
        """Return the check of that identifier, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(select(checks).where(checks.c.id == identifier)).one_or_none()
        return None if row is None else _check(row)

    def waiting(self) -> int:
        """Return how many checks are queued or running."""
        query = select(func.count()).select_from(checks).where(checks.c.state.in_(("queued", "running")))
        with self._engine.connect() as connection:
            return int(connection.scalar(query) or 0)

    def set_state(self, identifier: str, state: State, error: str = "") -> None:
        """Move a check on."""
        with self._engine.execution_options(writes=True).begin() as connection:
            connection.execute(update(checks).where(checks.c.id == identifier).values(state=state, error=error))

    def requeue(self) -> tuple[Check, ...]:
        """Queue again what was running when the process ended; returns all that is queued, oldest first."""
        with self._engine.execution_options(writes=True).begin() as connection:
            connection.execute(update(checks).where(checks.c.state == "running").values(state="queued"))
            rows = connection.execute(select(checks).where(checks.c.state == "queued").order_by(checks.c.made_at))
            return tuple(map(_check, rows))


def _check(row: Row[Any]) -> Check:
    return Check(row.id, row.url, row.bare, row.owner, row.fresh, row.private, row.state, row.error)
