"""How rows are kept and looked up, in SQLite and in PostgreSQL: what an upsert is, how many values are asked for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ARRAY, Column, ColumnElement, Connection, String, Table, and_, bindparam, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeEngine


def upsert(
    connection: Connection,
    table: Table,
    rows: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    key: Sequence[str],
    renewed: Sequence[str] = (),
) -> None:
    """Insert rows, or leave those that have the same `key`, but for the `renewed` columns: twice is once.

    All rows have the same columns, and where some are `renewed`, each its own key. For PostgreSQL they are one array a
    column: one statement instead of one a row, and always the same.
    """
    given = [rows] if isinstance(rows, Mapping) else rows
    if not given:
        return
    query: Any = sqlite.insert(table)
    if connection.dialect.name == "postgresql":
        names = tuple(given[0])
        arrays = (bindparam(name, type_=ARRAY(_whole(table.c[name]))) for name in names)
        query = postgresql.insert(table).from_select(
            names, select(func.unnest(*arrays).table_valued(*names).render_derived())
        )
        given = [{name: [row[name] for row in given] for name in names}]
    if renewed:
        query = query.on_conflict_do_update(
            index_elements=list(key), set_={name: query.excluded[name] for name in renewed}
        )
    else:
        query = query.on_conflict_do_nothing(index_elements=list(key))
    connection.execute(query, given)


def _whole(column: Column[Any]) -> TypeEngine[Any]:
    """Return the type of a column without its length: what is too long is refused, not cut."""
    return String() if isinstance(column.type, String) else column.type


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
