"""Open the database: SQLite with a write-ahead log, or PostgreSQL.

What the two do differently is here: how a transaction that will write begins (`writing`), how two that must not meet
wait for each other (`serialize`); and in `server.store.statements`, how rows are kept and looked up.
"""

from __future__ import annotations

import math
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Dialect, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from server.errors import StoreError
from server.setting_values import without_password
from server.store.schema import HEAD

BUSY_SECONDS = 60  # SQLite has one writer at a time; the others wait so long for their turn
CONNECTIONS, MORE_CONNECTIONS = 8, 24  # of PostgreSQL, for each process
GLANCES = 16  # connections of PostgreSQL for what is read most, for each process
_TRANSACTION = "READ COMMITTED"
_RESTED_SECONDS = 1.0  # after so long a connection is asked whether its server is still the one that it knew
_RESTS = "rests"  # kept with a connection: since when nobody uses it
_turns: WeakKeyDictionary[Dialect, threading.Lock] = WeakKeyDictionary()  # of the writers of each SQLite store
_MIGRATING = "masthead: migrations"


def open_engine(url: str) -> Engine:
    """Return an engine on the store at `url`, migrated to the newest version; raises `StoreError`."""
    try:
        engine = _sqlite(url) if url.startswith("sqlite") else _postgresql(url)
        if version(engine) != HEAD:
            migrate(engine)
    except (SQLAlchemyError, OSError, ImportError, ValueError) as error:
        raise StoreError(without_password(f"the store {url} cannot be opened: {error}")) from error
    return engine


def version(engine: Engine) -> str | None:
    """Return the store's migration, or None for an empty one."""
    with engine.connect() as connection:
        return _version(connection)


def migrate(engine: Engine, target: str = "head") -> None:
    """Bring the store up, or down, to the migration `target` ("base" empties it)."""
    from alembic import command  # noqa: PLC0415 - slow to import, and needed only when a store is new or old
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(resources.files("server.store") / "migrations"))
    with writing(engine) as connection:
        serialize(connection, _MIGRATING)
        config.attributes["connection"] = connection
        current = _version(connection)
        down = target == "base" or (current is not None and target != "head" and target < current)
        (command.downgrade if down else command.upgrade)(config, target)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in a transaction that will write: all of it is kept, or nothing.

    What only reads needs none. On PostgreSQL a transaction is two ways there and back more, and the driver forgets at
    the end of one that kept nothing which statements the server knows already.
    """
    with _turn(engine), engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level=_TRANSACTION)
        with connection.execution_options(writes=True).begin():
            yield connection


def serialize(connection: Connection, key: str) -> None:
    """Let no other transaction that names the same `key` run beside this one; it ends with the transaction."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": key})


class Glance:
    """One short read that is asked so often that SQLAlchemy's own time and every way to the server count.

    On PostgreSQL it has connections of its own, outside of transactions: one way there and back for a query.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        if engine.dialect.name == "postgresql":
            self._engine = create_engine(
                engine.url, pool_size=GLANCES, max_overflow=0, pool_reset_on_return=None, isolation_level="AUTOCOMMIT"
            )

    def row(self, query: str, *values: str) -> tuple[Any, ...] | None:
        """Return the one row of a query with ``?`` places, or None; raises OperationalError when the store is away."""
        dialect = self._engine.dialect
        asked = query if dialect.paramstyle == "qmark" else query.replace("?", "%s")
        try:
            return self._row(asked, values)
        except _errors(self._engine.dialect):
            self._engine.dispose()  # its connections may be of a server that has been started again since
        try:
            return self._row(asked, values)
        except _errors(self._engine.dialect) as error:
            raise OperationalError(query, values, error) from error

    def _row(self, query: str, values: tuple[str, ...]) -> tuple[Any, ...] | None:
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(query, values)
            row: tuple[Any, ...] | None = cursor.fetchone()
            cursor.close()
            return row
        finally:
            connection.close()

    def close(self) -> None:
        """Close its connections."""
        self._engine.dispose()


def _errors(dialect: Dialect) -> type[Exception]:
    """Return what the driver raises, past SQLAlchemy."""
    error: type[Exception] = dialect.loaded_dbapi.Error
    return error


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _postgresql(url: str) -> Engine:
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        isolation_level="AUTOCOMMIT",  # but for `writing`
        pool_size=CONNECTIONS,
        max_overflow=MORE_CONNECTIONS,
        pool_use_lifo=True,  # few connections know most statements, and the others rest
    )
    rests = _Rests(engine.dialect)
    event.listen(engine, "checkin", rests.begin)
    event.listen(engine, "checkout", rests.end)
    return engine


class _Rests:
    """Connections that nobody uses: the server may have been started again meanwhile.

    To ask each of them whenever it is used (`pool_pre_ping`) would be every seventh question of an audit.
    """

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect

    def begin(self, _: object, record: ConnectionPoolEntry) -> None:
        """Note since when one rests."""
        record.info[_RESTS] = time.monotonic()

    def end(self, connection: Any, record: ConnectionPoolEntry, _: object) -> None:
        """Ask one that has rested for long whether it still leads anywhere; else the pool opens another."""
        if time.monotonic() - record.info.get(_RESTS, math.inf) > _RESTED_SECONDS:
            try:
                self._dialect.do_ping(connection)
            except _errors(self._dialect) as error:
                raise DisconnectionError from error


def _sqlite(url: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    _turns[engine.dialect] = threading.Lock()
    event.listen(engine, "connect", _tune)
    event.listen(engine, "begin", _begin)
    return engine


def _tune(connection: Any, _: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves: `_begin`
    cursor = connection.cursor()
    _write_ahead(cursor)
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Turn the log on. While others open the same new store, SQLite says at once that it is busy and does not wait."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    """Begin writing at once where a write will follow, so that a later upgrade of the lock cannot fail as busy."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    """Let the writers of this process into SQLite one after the other; it would let them ask ever more seldom.

    Who waits has no connection yet: each holds some megabytes, and there are not enough for all threads.
    """
    turn = _turns.get(engine.dialect)
    taken = turn is not None and turn.acquire(timeout=BUSY_SECONDS)  # late, SQLite says that it is busy
    try:
        yield
    finally:
        if turn is not None and taken:
            turn.release()
