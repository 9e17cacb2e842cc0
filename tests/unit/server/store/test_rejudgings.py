"""Runs that judge again: what stands is in one chunk each, and a chunk that is done stays done."""

from __future__ import annotations

from detectors.model import Level
from server.store import new_id
from tests.unit.server.making import capture, verdict


def keep(store, number: int):
    taken = capture(url=f"https://blog.example/{number}")
    return store.verdicts.save(
        new_id(), verdict(Level.NO_FINDING, taken.url, taken), taken, owner="local", private=False
    )


def test_everything_that_stands_is_in_a_chunk_once(store, monkeypatch):
    monkeypatch.setattr("server.store.rejudgings.CHUNK", 2)
    keep(store, 0)  # the next one takes its place
    standing = {keep(store, number).id for number in range(5)}
    seen = []
    made = store.rejudgings.begin("{}", "command", lambda run, connection: seen.append(run))
    assert seen == [made.id]
    assert store.rejudgings.waiting(made.id) == (0, 1, 2)
    chunks = [store.rejudgings.chunk(made.id, number) for number in range(3)]
    assert sorted(one for chunk in chunks for one in chunk) == sorted(standing)


def test_a_run_ends_with_its_last_chunk_and_is_gone_on_with_until_then(store, monkeypatch):
    monkeypatch.setattr("server.store.rejudgings.CHUNK", 1)
    for number in range(2):
        keep(store, number)
    made = store.rejudgings.begin("{}", "command")
    store.rejudgings.done(made.id, 1, {"looked": 1})
    store.rejudgings.done(made.id, 1, {"looked": 7})  # a chunk that was done twice
    assert store.rejudgings.chunk(made.id, 1) is None
    assert store.rejudgings.unfinished("{}", "command") == made
    assert store.rejudgings.unfinished("{}", "queue") is None
    assert store.rejudgings.unfinished('{"knowledge": "newer"}', "command") is None
    progress = store.rejudgings.progress(made.id)
    assert (progress.done, progress.chunks) == (1, 2)
    store.rejudgings.done(made.id, 0, {"looked": 1})
    assert store.rejudgings.unfinished("{}", "command") is None
    assert [result["looked"] for result in store.rejudgings.results(made.id)] == [1, 1]
