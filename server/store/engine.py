"""Open the database: SQLite with a write-ahead log, or PostgreSQL.

What the two do differently is here and nowhere else: how a transaction that will write begins, how two that must not
meet wait for each other (`serialize`), what an upsert is called, and how many values are looked up at once.
"""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Engine, Table, and_, create_engine, event, inspect, or_, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from server.errors import StoreError
from server.setting_values import without_password
from server.store.schema import HEAD

BUSY_SECONDS = 60  # SQLite has one writer at a time; the others wait so long for their turn
CONNECTIONS, MORE_CONNECTIONS = 8, 24  # of PostgreSQL, for each process
GLANCES = 16  # connections of PostgreSQL for what is read most, for each process
_WRITING = "writing"  # kept with a connection while it has the turn
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
    with engine.execution_options(writes=True).begin() as connection:
        serialize(connection, _MIGRATING)
        config.attributes["connection"] = connection
        current = _version(connection)
        down = target == "base" or (current is not None and target != "head" and target < current)
        (command.downgrade if down else command.upgrade)(config, target)


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
        except _errors(self._engine):
            self._engine.dispose()  # its connections may be of a server that has been started again since
        try:
            return self._row(asked, values)
        except _errors(self._engine) as error:
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


def _errors(engine: Engine) -> type[Exception]:
    """Return what the driver raises, past SQLAlchemy."""
    error: type[Exception] = engine.dialect.loaded_dbapi.Error
    return error


def upsert(
    connection: Connection,
    table: Table,
    rows: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    key: Sequence[str],
    renewed: Sequence[str] = (),
) -> None:
    """Insert rows, or leave those that have the same `key`, but for the `renewed` columns: twice is once."""
    insert: Callable[[Table], Any] = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    query = insert(table)
    if renewed:
        query = query.on_conflict_do_update(
            index_elements=list(key), set_={name: query.excluded[name] for name in renewed}
        )
    else:
        query = query.on_conflict_do_nothing(index_elements=list(key))
    if rows:
        connection.execute(query, [rows] if isinstance(rows, Mapping) else rows)


def is_pair(first: Column[str], second: Column[str], pairs: Iterable[tuple[str, str]]) -> ColumnElement[bool]:
    """Return the condition that two columns are together one of some pairs; there must be one.

    It is written so that SQLite looks each up: for a list of row values it reads a whole index from end to end.
    """
    grouped: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        grouped[one].add(other)
    return or_(*(and_(first == one, second.in_(sorted(grouped[one]))) for one in sorted(grouped)))


def among_numbers(connection: Connection, column: str) -> str:
    """Return in SQL that a column is one of the parameter ``:numbers``, which is their list as JSON (`numbers`).

    So the statement is always the same: a database, a driver and SQLAlchemy keep hundreds of statements each, for every
    connection, and those with some hundred numbers in them took more memory than all else that an audit holds.
    """
    given = given_numbers(connection)
    # as an array it is worked out once, and then each is looked up
    return f"{column} = ANY(ARRAY({given}))" if connection.dialect.name == "postgresql" else f"{column} IN ({given})"


def given_numbers(connection: Connection) -> str:
    """Return in SQL a query for the numbers in the parameter ``:numbers``, in a column `value`."""
    if connection.dialect.name == "postgresql":
        return "SELECT CAST(json_array_elements_text(CAST(:numbers AS json)) AS bigint) AS value"
    return "SELECT value FROM json_each(:numbers)"


def numbers(found: Iterable[int]) -> str:
    """Return numbers as `among_numbers` and `given_numbers` take them."""
    return json.dumps(list(found))


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _postgresql(url: str) -> Engine:
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=CONNECTIONS,
        max_overflow=MORE_CONNECTIONS,
        pool_pre_ping=True,  # the server may have been started again since
    )


def _sqlite(url: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    turns = _Turns()
    event.listen(engine, "connect", _tune)
    event.listen(engine, "begin", turns.begin)
    event.listen(engine, "commit", turns.end)
    event.listen(engine, "rollback", turns.end)
    return engine


def _tune(connection: Any, _: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves: `_begin`
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


class _Turns:
    """The writers of this process, one after the other. SQLite would let them ask again and again, ever more seldom."""

    def __init__(self) -> None:
        self._turn = threading.Lock()

    def begin(self, connection: Connection) -> None:
        """Begin writing at once where a write will follow, so that a later upgrade of the lock cannot fail as busy."""
        if not connection.get_execution_options().get("writes"):
            connection.exec_driver_sql("BEGIN DEFERRED")
            return
        connection.info[_WRITING] = self._turn.acquire(timeout=BUSY_SECONDS)  # late, SQLite says that it is busy
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            self.end(connection)
            raise

    def end(self, connection: Connection) -> None:
        """Let the next one write."""
        if connection.info.pop(_WRITING, False):
            self._turn.release()
