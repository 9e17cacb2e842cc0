"""The line of events around a verdict."""

from __future__ import annotations

import msgspec

from detectors.model import Archive, ArchivedCapture, Level, Missing, MissingReason, Read, Want
from server.report.messages import messages
from server.store import new_id
from server.web.history import Looked, history, kept_capture, looked_at
from tests.unit.server.making import SEEN, URL, WHEN, capture, page, verdict

EN = messages("en")


def save(store, at="2026-11-23T10:00:00Z", owner="local", *, listed=False):
    taken = msgspec.structs.replace(capture(Level.NO_FINDING.value), taken_at=at)
    reads = tuple(
        Read(read.want, msgspec.structs.replace(read.value, created="2005-04-11T08:00:00Z"))
        if read.want.source == "registration"
        else read
        for read in taken.reads
    )
    taken = msgspec.structs.replace(taken, reads=reads)
    core = verdict(Level.NO_FINDING, taken=taken)
    return store.verdicts.save(new_id(), core, taken, owner=owner, private=False, listed=listed)


def events(store, stored):
    stored = store.verdicts.get(stored.id)
    return history(stored, kept_capture(stored, store), store, EN)


def test_events_stand_in_order(store):
    older, newer = save(store, "2026-11-20T10:00:00Z"), save(store)
    found = events(store, older)
    assert [event.day for event in found] == ["2005-04-11", "2026-11-20", "2026-11-23", "2099-01-01"]
    assert [event.here for event in found] == [False, True, False, False]
    assert [event.link for event in events(store, newer)][1:3] == [older.id, newer.id]


def test_nobody_learns_of_another_s_unlisted_reading(store):
    listed = save(store, "2026-11-23T09:00:00Z", "one", listed=True)
    save(store, owner="two")
    assert [event.link for event in events(store, listed) if event.link] == [listed.id]


def test_without_the_pages_the_rest_is_told(store):
    stored = save(store)
    store.records.empty_bodies("2100-01-01T00:00:00Z")
    assert [event.day for event in events(store, stored)] == ["2026-11-23", "2099-01-01"]


def test_the_pages_of_the_site_that_were_read_are_told_once_each():
    home, other = "https://blog.example/", "https://acme.example/"
    gone = msgspec.structs.replace(page("none", "https://blog.example/about"), status=404)
    taken = capture().with_reads(
        (
            Read(Want("page", home, "home"), page("home", home)),
            Read(Want("page", f"{home}#again", "post"), page("home", home)),
            Read(Want("page", other, "promoted"), page("theirs", other)),
            Read(Want("page", "https://blog.example/about", "about"), gone),
            Read(Want("page", "https://blog.example/legal", "legal"), Missing(MissingReason.TIMEOUT)),
        )
    )
    assert looked_at(taken) == (Looked("page:checked", URL, WHEN), Looked("page:home", home, WHEN))
    assert looked_at(None) == ()


def test_the_first_capture_of_the_site_by_an_archive_is_an_event(store):
    def kept(host, *days):
        captures = tuple(ArchivedCapture(f"{day}T10:00:00Z", f"https://{host}/", "") for day in days)
        return Read(Want("archive", host, "history"), Archive(SEEN, host, "2005-04-11", captures))

    reads = (kept("blog.example", "2006-02-01", "2005-09-30"), kept("acme.example", "2001-01-01"))
    taken = capture(Level.NO_FINDING.value).with_reads(reads)
    stored = store.verdicts.save(new_id(), verdict(taken=taken), taken, owner="local", private=False)
    assert [event.day for event in events(store, stored) if event.words == EN("ui", "event_captured")] == ["2005-09-30"]
