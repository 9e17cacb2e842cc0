"""Audits: every step once, however often it is done; the store alone says how far they are."""

from __future__ import annotations

import pytest

from server.store import Audit, Counts, Line, new_id
from server.store.audits import UNFINISHED
from tests.unit.server.making import URL, capture

DOMAIN = "blog.example"


def line(number: int, url: str | None = URL, **more) -> Line:
    return Line(number, url or "word", {"note": f"n{number}"}, url, False, DOMAIN if url else "", **more)


def begun(store, *lines: Line, **more) -> Audit:
    audit = Audit(new_id(), "local", False, "command", "f" * 64, **more)
    store.audits.add(audit, lines)
    return audit


def test_an_audit_and_its_lines_are_kept_as_given(store):
    lines = [line(1, verdict="v1"), line(3, None, state="failed", error="malformed-url"), line(4, verdict="v1")]
    audit = begun(store, *lines)
    assert store.audits.get(audit.id) == audit
    assert list(store.audits.all_lines(audit.id)) == lines
    assert store.audits.counts(audit.id) == Counts({"waiting": 2, "failed": 1}, {})
    assert store.audits.get("nobody") is None


def test_lines_with_one_url_are_worked_on_once_and_move_together(store):
    audit = begun(store, line(1, verdict="v"), line(2, verdict="v"), line(3, f"{URL}/other", verdict="w"))
    assert list(store.audits.domains(audit.id, "waiting")) == [DOMAIN]
    assert [row.line for row in store.audits.lines(audit.id, DOMAIN, "waiting")] == [1, 3]
    store.audits.collected(audit.id, URL, capture())
    assert [row.state for row in store.audits.all_lines(audit.id)] == ["collected", "collected", "waiting"]
    (kept, again, _) = store.audits.all_lines(audit.id)
    assert kept.capture == again.capture
    store.audits.judged(audit.id, URL, "no_finding")
    assert store.audits.counts(audit.id) == Counts({"judged": 2, "waiting": 1}, {"no_finding": 2})


def test_collecting_twice_keeps_the_first_capture(store):
    audit = begun(store, line(1))
    store.audits.collected(audit.id, URL, capture("<p>first</p>"))
    (first,) = store.audits.all_lines(audit.id)
    store.audits.collected(audit.id, URL, capture("<p>second</p>"))
    assert list(store.audits.all_lines(audit.id)) == [first]
    assert "first" in store.records.capture(first.capture).get("page", URL).html


def test_judging_what_was_not_collected_moves_nothing(store):
    audit = begun(store, line(1))
    store.audits.judged(audit.id, URL, "no_finding")
    assert store.audits.counts(audit.id).states == {"waiting": 1}


def test_a_failure_drops_the_verdict_and_says_why(store):
    audit = begun(store, line(1, verdict="v"))
    store.audits.failed(audit.id, URL, "no-such-name", "the name does not exist")
    (row,) = store.audits.all_lines(audit.id)
    assert (row.state, row.error, row.detail, row.verdict) == (
        "failed",
        "no-such-name",
        "the name does not exist",
        None,
    )


def test_what_was_put_off_keeps_what_was_read(store):
    audit = begun(store, line(1))
    store.audits.postponed(audit.id, URL, capture("<p>kept</p>"))
    (row,) = store.audits.all_lines(audit.id)
    assert (row.state, row.tries) == ("waiting", 1)
    assert "kept" in store.records.newest({("page", URL): "2026"})["page", URL].html


def test_the_newest_audit_of_a_list_is_found_again(store):
    begun(store, line(1), made_at="2026-01-01T00:00:00Z")
    newer = begun(store, line(1), made_at="2026-01-02T00:00:00Z")
    gone = begun(store, line(1), made_at="2026-01-03T00:00:00Z")
    assert store.audits.cancel(gone.id)
    assert store.audits.newest("f" * 64, "local", "command") == newer
    assert store.audits.newest("f" * 64, "somebody else", "command") is None
    assert store.audits.newest("f" * 64, "local", "queue") is None


def test_an_audit_moves_on_once_when_its_phase_has_no_more_work(store):
    audit = begun(store, line(1, verdict="v"))
    seen = []
    assert store.audits.unfinished("command") == (audit,)
    assert store.audits.advance(audit.id, seen.append) is None
    store.audits.collected(audit.id, URL, capture())
    assert store.audits.advance(audit.id, seen.append) == "judging"
    assert store.audits.advance(audit.id, seen.append) is None
    store.audits.judged(audit.id, URL, "no_finding")
    assert store.audits.advance(audit.id) == "done"
    assert len(seen) == 1
    ended = store.audits.get(audit.id)
    assert ended.state == "done" not in UNFINISHED
    assert ended.ended_at is not None
    assert store.audits.unfinished("command") == ()
    assert not store.audits.cancel(audit.id)
    assert store.audits.get(audit.id) == ended


def test_what_follows_happens_with_the_move_or_not_at_all(store):
    audit = begun(store, line(1, None, state="failed", error="malformed-url"))

    def fail(_connection):
        raise RuntimeError("cannot be queued")

    with pytest.raises(RuntimeError, match="queued"):
        store.audits.advance(audit.id, fail)
    assert store.audits.get(audit.id) == audit
    lost = Audit(new_id(), "local", False, "command", "e" * 64)
    with pytest.raises(RuntimeError, match="queued"):
        store.audits.add(lost, [line(1)], fail)
    assert store.audits.get(lost.id) is None


def test_domains_and_lines_come_in_batches_without_a_gap(store, monkeypatch):
    monkeypatch.setattr("server.store.audits._BATCH", 2)
    rows = [
        Line(n, f"https://s{n}.example/", {}, f"https://s{n}.example/", False, f"s{n}.example") for n in range(1, 8)
    ]
    audit = begun(store, *rows)
    assert list(store.audits.domains(audit.id, "waiting")) == [row.domain for row in rows]
    assert list(store.audits.all_lines(audit.id)) == rows


def test_lists_are_forgotten_some_time_after_their_end(store):
    running, cancelled = begun(store, line(1)), begun(store, line(1))
    assert store.audits.cancel(cancelled.id)
    assert store.audits.forget("2000-01-01T00:00:00Z") == 0
    assert store.audits.forget("2999-01-01T00:00:00Z") == 1
    assert store.audits.get(cancelled.id) is None
    assert list(store.audits.all_lines(cancelled.id)) == []
    assert len(list(store.audits.all_lines(running.id))) == 1
