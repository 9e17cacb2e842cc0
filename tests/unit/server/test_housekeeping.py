"""Keeping house: old things are forgotten, and what is due is read again."""

from __future__ import annotations

import sqlite3

import msgspec
import pytest
from sqlalchemy import insert, update

from detectors.model import Level
from server.clock import ago
from server.housekeeping import Housekeeper, forget
from server.store import SERVICE, Check, new_id
from server.store.schema import audits, bodies, checks, disputes, replies
from tests.unit.server.making import capture, page, registration, verdict
from tests.unit.server.store.test_records import count

HERE = "http://127.0.0.1/post"
RED = Level.UNDISCLOSED_CONTROL
ENDED = {
    "owner": "local",
    "private": False,
    "runner": "service",
    "source": "f" * 64,
    "state": "done",
    "made_at": "2026-01-01T00:00:00Z",
}


def keep(service, at="2026-11-01T10:00:00Z", owner="", level=RED, **more):
    core = msgspec.structs.replace(verdict(level, HERE), checked_at=at)
    more.setdefault("private", False)
    return service.store.verdicts.save(new_id(), core, capture(url=HERE), owner=owner, **more)


def keeper(service, *, read_again=True):
    return Housekeeper(service.store, service.jobs, read_again=read_again)


def finish(service):
    while service.store.checks.waiting():
        for identifier in list(service.jobs._futures):
            service.jobs.wait(identifier, 5)


def test_a_second_reading_by_the_service_lists_what_it_confirms(service):
    first = keep(service)
    keeper(service).round()
    finish(service)
    newest = service.store.verdicts.listed(before=None, limit=9, url=HERE)
    assert [(stored.owner, stored.core.verdict) for stored in newest] == [(SERVICE, RED)]
    assert not service.store.verdicts.get(first.id).listed
    keeper(service).round()
    assert service.store.checks.waiting() == 0  # once


def test_a_second_reading_that_says_something_else_lists_nothing_and_is_the_last(serve):
    from tests.unit.server.making import Shelf

    service = serve(shelf=Shelf(page=page("disclosed", HERE), registration=registration()))
    keep(service)
    keeper(service).round()
    finish(service)
    assert service.store.verdicts.listed(before=None, limit=9, url=HERE) == ()
    assert service.store.checks.due_again(9) == ()


@pytest.mark.parametrize(
    "kept", [{"private": True}, {"level": Level.CANNOT_SAY}, {"owner": SERVICE}, {"at": "2099-01-01T00:00:00Z"}]
)
def test_what_is_not_read_again(service, kept):
    keep(service, **kept)
    assert service.store.checks.due_again(9) == ()


def test_a_withdrawn_verdict_is_not_read_again(service):
    service.store.reviews.withdraw(keep(service).id, "misread")
    assert service.store.checks.due_again(9) == ()


def test_a_service_for_one_person_reads_nothing_by_itself(service):
    keep(service)
    keeper(service, read_again=False).round()
    assert service.store.checks.waiting() == 0


def test_what_people_ask_comes_first(service, monkeypatch):
    monkeypatch.setattr("server.jobs.FEW_WAITING", 1)
    keep(service)
    service.store.checks.add(Check(new_id(), HERE))
    assert service.jobs.read_again(9) == 0


def test_old_things_are_forgotten(service, monkeypatch):
    kept = keep(service)
    service.store.checks.add(Check(kept.id, HERE, state="done"))
    waiting = Check(new_id(), HERE)
    service.store.checks.add(waiting)
    service.store.replies.add("blog.example", "text", "x")
    keeper(service, read_again=False).round()
    assert [count(service.store, table) for table in (bodies, checks, replies)] == [2, 2, 1]
    monkeypatch.setattr("server.housekeeping.ago", lambda **_: "2999-01-01T00:00:00Z")
    keeper(service, read_again=False).round()
    assert [count(service.store, table) for table in (bodies, checks, replies)] == [0, 1, 0]
    assert service.store.checks.get(waiting.id)
    assert service.store.verdicts.get(kept.id)


def test_it_goes_on_when_a_round_fails(service, monkeypatch):
    rounds = []
    monkeypatch.setattr("server.housekeeping.EVERY_SECONDS", 0.01)
    here = keeper(service)

    def broken():
        rounds.append(1)
        raise OSError("the store is away")

    monkeypatch.setattr(here, "round", broken)
    here.start()
    while len(rounds) < 2:
        here._stop.wait(0.01)
    here.close()


def test_what_people_wrote_is_forgotten_after_its_span(service):
    kept = keep(service, listed=True)
    store = service.store
    reply = store.replies.add(kept.core.site, "ours", "press@acme.example")
    store.replies.verify(reply.id, "dns")
    store.reviews.dispute(kept.id, "my name is Jane")
    store.reviews.uphold(kept.id, "read by hand")
    store.rates.count("caller", -1)
    done = forget(store)
    assert (done["contacts"], done["reasons"], done["audits"], done["rates"]) == (0, 0, 0, 1)
    with store.engine.begin() as connection:
        connection.execute(update(disputes).values(closed_at=ago(days=366)))
        connection.execute(update(replies).values(verified_at=ago(days=366)))
        connection.execute(insert(audits).values(**ENDED, id="old", ended_at=ago(days=181)))
        connection.execute(insert(audits).values(**ENDED, id="new", ended_at=ago(days=179)))
    done = forget(store)
    assert (done["contacts"], done["reasons"], done["audits"]) == (1, 1, 1)
    assert store.audits.get("new")
    assert store.verdicts.get(kept.id).reply.text == "ours"
    for text in ("Jane", "press@acme.example"):
        assert text not in "\n".join(sqlite3.connect(store.engine.url.database).iterdump())
