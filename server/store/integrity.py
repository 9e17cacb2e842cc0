"""Is the store whole: what the database says of itself, and what must hold between its rows."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select, text

from server.clock import now
from server.errors import StoreError
from server.store.schema import HEAD, bodies, capture_records, captures, checks, verdicts

BODIES = 2000  # the newest, whose hashes are computed again
_BATCH = 50  # in memory at once


def problems(engine: Engine) -> Iterator[str]:
    """Yield what is wrong with the store, one sentence each; nothing when all is well."""
    with engine.connect() as connection:
        yield from _database(connection)
        yield from _rows(connection)
        yield from _hashes(connection)


def back_up(engine: Engine, to: Path) -> None:
    """Copy a SQLite store into a new file while others write to it; raises `StoreError` for what cannot be copied."""
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path:
        raise StoreError("this copies a SQLite store; use pg_dump for PostgreSQL")
    if to.exists():
        raise StoreError(f"{to} exists already")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
            source.backup(target)  # in one step: others may write meanwhile, and would make it begin again between two
    except sqlite3.Error as error:
        raise StoreError(f"{to} cannot be written: {error}") from error


def _database(connection: Connection) -> Iterator[str]:
    version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if version != HEAD:
        yield f"its version is {version}, this program's is {HEAD}"
    if connection.dialect.name == "sqlite":
        for (said,) in connection.execute(text("PRAGMA integrity_check(5)")):
            if said != "ok":
                yield f"SQLite: {said}"
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"a row of {row[0]} names one of {row[2]} that is not there"


def _rows(connection: Connection) -> Iterator[str]:
    done = select(func.count()).select_from(checks.outerjoin(verdicts, verdicts.c.id == checks.c.id))
    lost = connection.scalar(done.where(checks.c.state == "done", verdicts.c.id.is_(None)))
    if lost:
        yield f"{lost} checks are done and have no verdict"
    linked = select(capture_records.c.capture)
    empty = select(func.count()).select_from(verdicts.join(captures, captures.c.id == verdicts.c.capture))
    if bare := connection.scalar(empty.where(captures.c.id.not_in(linked))):
        yield f"{bare} verdicts rest on a capture without records"
    older = verdicts.alias()
    apart = select(func.count()).select_from(verdicts.join(older, verdicts.c.superseded_by == older.c.id))
    if wrong := connection.scalar(apart.where(older.c.url != verdicts.c.url)):
        yield f"{wrong} verdicts are superseded by one on another address"
    if early := connection.scalar(select(func.count()).select_from(bodies).where(bodies.c.kept_at > now())):
        yield f"{early} pages were kept in the future: the clock went back"


def _hashes(connection: Connection) -> Iterator[str]:
    names = connection.scalars(select(bodies.c.sha256).order_by(bodies.c.kept_at.desc()).limit(BODIES)).all()
    for at in range(0, len(names), _BATCH):
        some = select(bodies.c.sha256, bodies.c.data).where(bodies.c.sha256.in_(names[at : at + _BATCH]))
        yield from (f"the page {name} is damaged" for name, data in connection.execute(some) if not _is(name, data))


def _is(name: str, data: bytes) -> bool:
    try:
        return sha256(zlib.decompress(data)).hexdigest() == name
    except zlib.error:
        return False
