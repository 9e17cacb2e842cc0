"""The signed lists of sites as they were given out, and what the next one is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, delete, insert, or_, select

from server.clock import ago, now
from server.store.engine import serialize
from server.store.listing import changes
from server.store.schema import snapshots, verdicts
from server.store.verdicts import Stored, stored_of

RETRACTED_DAYS = 30  # so long a retraction stays on the list, unless the site is read again before
_KEPT = 30  # lists; a client that fetched a list asks for its signature by the serial


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One list: `body` is what the signature (base64, Ed25519) is over."""

    serial: int
    made_at: str
    due_at: str
    body: str
    signature: str


Make = Callable[[int, tuple[Stored, ...]], Snapshot]


class Snapshots:
    """The lists of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def current(self, make: Make) -> Snapshot:
        """Return the list of now: the newest one, or, when it is out of date, the one that `make` makes.

        `make` is given the serial of the last list (0 for none) and the listed verdicts, newest first.
        """
        with self._engine.connect() as connection:
            if (found := _fresh(connection)) is not None:
                return found
        with self._engine.execution_options(writes=True).begin() as connection:
            serialize(connection, "snapshot")
            if (found := _fresh(connection)) is not None:
                return found
            change = changes(connection)  # read first: a change in between makes the next reader make a new list
            newest = _newest(connection)
            made = make(newest.serial if newest else 0, _live(connection))
            row = {name: getattr(made, name) for name in Snapshot.__slots__}
            connection.execute(insert(snapshots).values(**row, change=change))
            kept = select(snapshots.c.serial).order_by(snapshots.c.serial.desc()).limit(_KEPT)
            connection.execute(delete(snapshots).where(snapshots.c.serial.not_in(kept.scalar_subquery())))
        return made

    def signature(self, serial: int) -> str | None:
        """Return the signature of an earlier list, while it is kept."""
        with self._engine.connect() as connection:
            found: str | None = connection.scalar(select(snapshots.c.signature).where(snapshots.c.serial == serial))
        return found


def _newest(connection: Connection) -> Row[Any] | None:
    return connection.execute(select(snapshots).order_by(snapshots.c.serial.desc()).limit(1)).one_or_none()


def _fresh(connection: Connection) -> Snapshot | None:
    row = _newest(connection)
    if row is None or row.change != changes(connection) or row.due_at <= now():
        return None
    return Snapshot(row.serial, row.made_at, row.due_at, row.body, row.signature)


def _live(connection: Connection) -> tuple[Stored, ...]:
    standing = and_(verdicts.c.withdrawn_at.is_(None), verdicts.c.expires_at > now())
    wanted = or_(standing, verdicts.c.withdrawn_at > ago(days=RETRACTED_DAYS))
    query = select(verdicts).where(verdicts.c.listed, wanted)
    query = query.order_by(verdicts.c.checked_at.desc(), verdicts.c.id.desc())
    return tuple(stored_of(row) for row in connection.execute(query))
