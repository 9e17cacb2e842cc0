"""The signed lists of sites as they were given out, and what the next one is made of."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Row, and_, delete, insert, or_, select

from detectors.model import Verdict
from server.clock import ago, now
from server.store.engine import serialize, writing
from server.store.listing import changes
from server.store.schema import snapshots, verdicts

RETRACTED_DAYS = 30  # so long a retraction stays on the list, unless the site is read again before
_AT_ONCE = 500  # cores read in one query
_KEPT = 30  # lists; a client that fetched a list asks for its signature by the serial


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One list: `body` is what the signature (base64, Ed25519) is over."""

    serial: int
    made_at: str
    due_at: str
    body: str
    signature: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What may change of a listed verdict that is on the list, and what it is found by."""

    id: str
    site: str
    expires_at: str
    disputed: bool
    withdrawn_at: str | None


Cores = Callable[[Sequence[str]], dict[str, Verdict]]
Make = Callable[[int, tuple[Standing, ...], Cores], Snapshot]


class Snapshots:
    """The lists of a store. `kept` is for the maker: what it needs of a verdict's core, which never changes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._making = threading.Lock()
        self._last: Snapshot | None = None
        self.kept: dict[str, dict[str, Any]] = {}

    def current(self, make: Make) -> Snapshot:
        """Return the list of now: the newest one, or, when it is out of date, the one that `make` makes.

        `make` is given the serial of the last list (0 for none), the listed verdicts, newest first, and what reads
        their cores. It works beside those who write; when another process was faster, its list is taken or one made
        anew.
        """
        while True:
            found = self._fresh()
            if found is not None:
                return found
            with self._making:
                made = self._made(make)
            if made is not None:
                return made

    def _fresh(self) -> Snapshot | None:
        """Return the newest list unless it is out of date; its body is read once by each process."""
        with self._engine.connect() as connection:
            serial = _fresh(connection)
            if serial is not None and (self._last is None or self._last.serial != serial):
                columns = (snapshots.c[name] for name in Snapshot.__slots__)
                self._last = Snapshot(*connection.execute(select(*columns).where(snapshots.c.serial == serial)).one())
        return None if serial is None else self._last

    def _made(self, make: Make) -> Snapshot | None:
        """Make a list and keep it; None when another was kept meanwhile."""
        with self._engine.connect() as connection:
            if _fresh(connection) is not None:
                return None
            change = changes(connection)  # read first: a change in between makes the next reader make a new list
            newest = _newest(connection)
            last = newest.serial if newest else 0
            made = make(last, _live(connection), lambda identifiers: _cores(connection, identifiers))
        with writing(self._engine) as connection:
            serialize(connection, "snapshot")
            newest = _newest(connection)
            if newest is not None and newest.serial != last:
                return None
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


def _newest(connection: Connection) -> Row[*tuple[Any, ...]] | None:
    columns = (snapshots.c.serial, snapshots.c.change, snapshots.c.due_at)
    return connection.execute(select(*columns).order_by(snapshots.c.serial.desc()).limit(1)).one_or_none()


def _fresh(connection: Connection) -> int | None:
    """Return the serial of the newest list, unless something has changed since or it is due."""
    row = _newest(connection)
    if row is None or row.change != changes(connection) or row.due_at <= now():
        return None
    return int(row.serial)


def _live(connection: Connection) -> tuple[Standing, ...]:
    standing = and_(verdicts.c.withdrawn_at.is_(None), verdicts.c.expires_at > now())
    wanted = or_(standing, verdicts.c.withdrawn_at > ago(days=RETRACTED_DAYS))
    query = select(*(verdicts.c[name] for name in Standing.__slots__)).where(verdicts.c.listed, wanted)
    query = query.order_by(verdicts.c.checked_at.desc(), verdicts.c.id.desc())
    return tuple(Standing(*row) for row in connection.execute(query))


def _cores(connection: Connection, identifiers: Sequence[str]) -> dict[str, Verdict]:
    found = {}
    for start in range(0, len(identifiers), _AT_ONCE):
        some = identifiers[start : start + _AT_ONCE]
        for row in connection.execute(select(verdicts.c.id, verdicts.c.core).where(verdicts.c.id.in_(some))):
            found[row.id] = msgspec.json.decode(row.core, type=Verdict)
    return found
