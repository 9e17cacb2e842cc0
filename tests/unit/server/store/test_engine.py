"""Opening and migrating."""

from __future__ import annotations

from importlib import resources

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from psycopg.pq import TransactionStatus
from sqlalchemy import inspect, select
from sqlalchemy.exc import OperationalError

from server.errors import StoreError
from server.store import Store
from server.store import engine as engine_module
from server.store.engine import Glance, migrate, open_engine, version, writing
from server.store.schema import HEAD, counters, metadata
from server.store.statements import upsert
from tests.conftest import postgres


def test_migrations_give_the_tables_and_take_them_away(url):
    engine = open_engine(url)
    assert version(engine) == HEAD
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    migrate(engine, "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    migrate(engine)
    assert set(metadata.tables) <= set(inspect(engine).get_table_names())
    engine.dispose()


def test_sqlite_keeps_a_log_and_its_references(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/new/folder/store.sqlite")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_head_is_the_newest_migration():
    names = [path.name for path in (resources.files("server.store") / "migrations" / "versions").iterdir()]
    assert max(name for name in names if name[0].isdigit()).startswith(HEAD)


def test_a_store_that_cannot_be_opened_is_said(tmp_path):
    (tmp_path / "store.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError):
        open_engine(f"sqlite:///{tmp_path}/store.sqlite")
    with pytest.raises(StoreError):
        open_engine("sqlite:////proc/nowhere/store.sqlite")
    for url in ("postgresql://me:secret@/store?host=/nowhere", "postgresql://me:secret@db:port/store"):
        with pytest.raises(StoreError) as raised:
            open_engine(url)
        assert "secret" not in str(raised.value)


def test_two_processes_may_open_a_new_store_at_once(url):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        engines = list(pool.map(open_engine, [url] * 4))
    assert [version(engine) for engine in engines] == [HEAD] * 4
    for engine in engines:
        engine.dispose()


def test_a_new_store_may_be_opened_by_several_at_once_however_often(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        for number in range(30):
            for engine in pool.map(open_engine, [f"sqlite:///{tmp_path}/{number}.sqlite"] * 4):
                engine.dispose()


def test_a_glance_sees_what_was_written_just_now(store):
    glance = Glance(store.engine)
    assert glance.row("SELECT value FROM counters WHERE name = ?", "a") is None
    for value in (1, 2):
        with writing(store.engine) as connection:
            upsert(connection, counters, {"name": "a", "value": value}, ["name"], ["value"])
        assert glance.row("SELECT value FROM counters WHERE name = ?", "a") == (value,)
    with pytest.raises(OperationalError):
        glance.row("SELECT nothing FROM nowhere WHERE name = ?", "a")
    glance.close()


def test_a_glance_outlives_its_database():
    with postgres(durable=True) as cluster:
        store = Store(cluster.database())
        glance = Glance(store.engine)
        assert glance.row("SELECT count(*) FROM verdicts WHERE id = ?", "a") == (0,)
        cluster.kill()
        with pytest.raises(OperationalError):
            glance.row("SELECT count(*) FROM verdicts WHERE id = ?", "a")
        cluster.start()
        assert glance.row("SELECT count(*) FROM verdicts WHERE id = ?", "a") == (0,)
        glance.close()
        store.close()


def test_what_reads_begins_no_transaction_and_what_writes_is_kept_whole_or_not_at_all(store):
    def write(name: str, size: int) -> None:
        with writing(store.engine) as connection:
            upsert(connection, counters, {"name": name, "value": 1}, ["name"])
            assert 1 / size

    write("a", 1)
    with pytest.raises(ZeroDivisionError):
        write("b", 0)
    with store.engine.connect() as connection:
        assert list(connection.scalars(select(counters.c.name))) == ["a"]
        if store.engine.dialect.name == "postgresql":
            assert connection.connection.driver_connection.info.transaction_status is TransactionStatus.IDLE


def test_a_connection_that_has_rested_is_asked_before_it_is_used(monkeypatch):
    with postgres(durable=True) as cluster:
        store = Store(cluster.database())
        store.ping()
        cluster.kill()
        cluster.start()
        monkeypatch.setattr(engine_module, "_RESTED_SECONDS", 0.0)
        store.ping()  # by another connection
        store.close()
