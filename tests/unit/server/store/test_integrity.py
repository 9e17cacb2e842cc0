"""A whole store has no problem; each kind of damage is named. A copy is whole while others write."""

from __future__ import annotations

import sqlite3
import threading
import zlib
from contextlib import closing

import pytest
from sqlalchemy import delete, text, update

from server.errors import StoreError
from server.store import Check, Store, new_id
from server.store.engine import writing
from server.store.schema import bodies, capture_records, checks, verdicts
from tests.unit.server.store.test_verdicts import save


def write(store, query) -> None:
    with writing(store.engine) as connection:
        connection.execute(query)


def test_a_store_that_is_used_is_whole(store):
    assert store.problems() == ()
    stored = save(store, listed=True)
    save(store, at="2026-11-24T10:00:00Z")
    store.reviews.dispute(stored.id, "no")
    store.reviews.withdraw(stored.id, "misread")
    assert store.problems() == ()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda stored: update(bodies).values(data=zlib.compress(b"another")), "damaged"),
        (lambda stored: update(bodies).values(data=b"no zlib"), "damaged"),
        (lambda stored: update(bodies).values(kept_at="2999-01-01T00:00:00Z"), "clock went back"),
        (lambda stored: delete(capture_records), "without records"),
        (lambda stored: update(checks).values(state="done"), "no verdict"),
        (lambda stored: text("UPDATE alembic_version SET version_num = '0001'"), "version is 0001"),
        (lambda stored: update(verdicts).values(superseded_by=stored.id), "another address"),
    ],
)
def test_damage_is_named(store, damage, said):
    save(store, url="https://blog.example/other")
    stored = save(store)
    store.checks.add(Check(new_id(), "https://blog.example/"))
    write(store, damage(stored))
    assert any(said in problem for problem in store.problems())


def test_a_reference_to_nothing_is_named(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/store.sqlite")
    save(store)
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as other, other:  # which keeps no references
        other.execute("UPDATE verdicts SET capture = 77")
    assert any("names one of captures" in problem for problem in store.problems())
    store.close()


def test_a_copy_made_while_others_write_is_whole(tmp_path):
    store, stop = Store(f"sqlite:///{tmp_path}/store.sqlite"), threading.Event()
    first = [save(store, url=f"https://blog.example/{n}").id for n in range(20)]

    def keep_writing():
        while not stop.is_set():
            save(store, url=f"https://blog.example/{new_id()}")

    writers = [threading.Thread(target=keep_writing) for _ in range(4)]
    for writer in writers:
        writer.start()
    try:
        store.back_up(tmp_path / "copy.sqlite")
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    copy = Store(f"sqlite:///{tmp_path}/copy.sqlite")
    assert copy.problems() == ()
    assert all(copy.verdicts.get(identifier) for identifier in first)
    for opened in (store, copy):
        opened.close()


def test_what_cannot_be_copied_is_said(tmp_path, postgresql):
    store = Store(f"sqlite:///{tmp_path}/store.sqlite")
    with pytest.raises(StoreError, match="exists"):
        store.back_up(tmp_path / "store.sqlite")
    with pytest.raises(StoreError, match="cannot be written"):
        store.back_up(tmp_path / "nowhere" / "copy.sqlite")
    store.close()
    other = Store(postgresql.database())
    with pytest.raises(StoreError, match="pg_dump"):
        other.back_up(tmp_path / "copy.sqlite")
    other.close()
