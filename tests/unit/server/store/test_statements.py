"""Rows are kept and looked up alike in both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import DataError

from server.store.engine import writing
from server.store.schema import bodies, counters, turns
from server.store.statements import among_numbers, given_numbers, is_pair, numbers, upsert

AT = "2026-11-29T10:00:00Z"


def counted(store) -> dict[str, int]:
    with store.engine.connect() as connection:
        return {row.name: row.value for row in connection.execute(select(counters))}


def test_rows_are_kept_once_and_renewed_where_that_is_asked(store):
    with writing(store.engine) as connection:
        upsert(connection, counters, [], ["name"])
        upsert(connection, counters, [{"name": "a", "value": 1}, {"name": "b", "value": 2}], ["name"])
        upsert(connection, counters, [{"name": "b", "value": 3}, {"name": "c", "value": 3}], ["name"])
    assert counted(store) == {"a": 1, "b": 2, "c": 3}
    with writing(store.engine) as connection:
        upsert(connection, counters, {"name": "a", "value": 9}, ["name"], ["value"])
        upsert(connection, counters, [{"name": "b", "value": 8}, {"name": "d", "value": 7}], ["name"], ["value"])
    assert counted(store) == {"a": 9, "b": 8, "c": 3, "d": 7}


def test_bytes_and_what_quotes_them_come_back_as_they_were(store):
    datas = [b"", b"\x00\xff\\x", b'{"a",NULL}\n', bytes(range(256))]
    rows = [{"sha256": str(n), "size": len(data), "data": data, "kept_at": AT} for n, data in enumerate(datas)]
    with writing(store.engine) as connection:
        upsert(connection, bodies, rows, ["sha256"])
        assert list(connection.scalars(select(bodies.c.data).order_by(bodies.c.sha256))) == datas


def test_however_many_rows_are_one_statement(store):
    if store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite is in this process")
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with writing(store.engine) as connection:
        for many in (2, 30, 500):
            upsert(connection, counters, [{"name": f"{many} {n}", "value": n} for n in range(many)], ["name"])
    assert len(asked) == 3
    assert len(set(asked)) == 1
    assert len(counted(store)) == 532


def test_what_is_too_long_is_refused(store):
    if store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite does not look at lengths")
    row = {"sha256": "a" * 65, "size": 0, "data": b"", "kept_at": AT}
    with pytest.raises(DataError), writing(store.engine) as connection:
        upsert(connection, bodies, [row, row | {"sha256": "b"}], ["sha256"])


def test_pairs_and_numbers_are_looked_up(store):
    rows = [{"key": f"k{n}", "next_at": n, "held_until": n % 2} for n in range(6)]
    with writing(store.engine) as connection:
        upsert(connection, turns, rows, ["key"])
        wanted = is_pair(turns.c.key, turns.c.next_at, [("k1", 1), ("k2", 3), ("k4", 4), ("k4", 5)])
        assert sorted(connection.scalars(select(turns.c.key).where(wanted))) == ["k1", "k4"]
        among = f"SELECT next_at FROM turns WHERE {among_numbers(connection, 'next_at')} ORDER BY next_at"
        assert list(connection.scalars(text(among), {"numbers": numbers([5, 3, 99])})) == [3, 5]
        given = text(given_numbers(connection))
        assert sorted(connection.scalars(given, {"numbers": numbers([2**62, 0])})) == [0, 2**62]
