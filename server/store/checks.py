"""Checks that were asked for, and how far they are. The state is here, so that a killed process loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update

from server.clock import now
from server.store.engine import serialize, writing
from server.store.identifiers import new_id
from server.store.schema import checks, verdicts

SERVICE = "service"  # the owner of readings that the service makes by itself
LOCAL = "local"  # of what is asked at the command, or of a service that serves one person
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
        with writing(self._engine) as connection:
            _insert(connection, check)
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
        with writing(self._engine) as connection:
            connection.execute(update(checks).where(checks.c.id == identifier).values(state=state, error=error))

    def due_again(self, limit: int, then: Callable[[Check, Connection], None] | None = None) -> tuple[Check, ...]:
        """Queue checks, by the service itself, of pages whose verdicts are due to be read again; returns them.

        Each is claimed and queued, and what follows is done, in one transaction: whatever is killed, it is read again
        once.
        """
        due = select(verdicts.c.id, verdicts.c.url).where(
            verdicts.c.recapture_at <= now(), verdicts.c.withdrawn_at.is_(None), verdicts.c.superseded_by.is_(None)
        )
        with writing(self._engine) as connection:
            serialize(connection, "due again")
            rows = connection.execute(due.order_by(verdicts.c.recapture_at).limit(limit)).all()
            claimed = update(verdicts).where(verdicts.c.id.in_([row.id for row in rows])).values(recapture_at=None)
            connection.execute(claimed)
            queued = tuple(Check(new_id(), url, owner=SERVICE, fresh=True) for url in {row.url: row for row in rows})
            for check in queued:
                _insert(connection, check)
                if then is not None:
                    then(check, connection)
        return queued

    def forget(self, before: str) -> int:
        """Delete checks that ended and were asked before that time; their verdicts stay. Returns how many."""
        query = delete(checks).where(checks.c.state.in_(("done", "failed")), checks.c.made_at < before)
        with writing(self._engine) as connection:
            return connection.execute(query).rowcount

    def requeue(self) -> tuple[Check, ...]:
        """Queue again what was running when the process ended; returns all that is queued, oldest first."""
        with writing(self._engine) as connection:
            connection.execute(update(checks).where(checks.c.state == "running").values(state="queued"))
            rows = connection.execute(select(checks).where(checks.c.state == "queued").order_by(checks.c.made_at))
            return tuple(map(_check, rows))


def _insert(connection: Connection, check: Check) -> None:
    row = {field: getattr(check, field) for field in ("id", "url", "bare", "owner", "fresh", "private", "state")}
    connection.execute(insert(checks).values(**row, made_at=now()))


def _check(row: Row[Any]) -> Check:
    return Check(row.id, row.url, row.bare, row.owner, row.fresh, row.private, row.state, row.error)
