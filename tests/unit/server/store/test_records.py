"""Records: what goes in comes out, nothing is kept twice, and texts stand apart from the rest."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from detectors.model import Capture, Page, Read, Seen, Want
from server.errors import StoreError
from server.store.engine import writing
from server.store.records import pack, save_capture
from server.store.schema import bodies, metadata, records
from tests.unit.server.making import URL, WHEN, capture, page


def save(store, taken: Capture) -> int:
    with writing(store.engine) as connection:
        return save_capture(connection, taken, pack(taken.reads, taken.taken_at))


def count(store, table) -> int:
    with store.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def test_a_capture_comes_back_as_it_was(store):
    taken = capture("<p>Zoë \x00 \ud800 words</p>")
    assert store.records.capture(save(store, taken)) == taken


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(html=st.text(), url=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40))
def test_any_text_comes_back(store, html, url):
    read = Read(Want("page", url, "checked"), Page(Seen(url, "2026-11-23T10:00:00Z", ""), url, url, 200, html))
    taken = Capture(url, "2026-11-23T10:00:00Z").with_reads((read,))
    assert store.records.capture(save(store, taken)) == taken


def test_the_same_is_kept_once(store):
    taken = capture()
    first = save(store, taken)
    counts = count(store, records), count(store, bodies)
    second = save(store, taken)
    assert first != second
    assert (count(store, records), count(store, bodies)) == counts


def test_texts_of_pages_stand_in_bodies_only(store):
    save(store, capture("<p>SECRET-OF-THE-PAGE</p>"))
    with store.engine.connect() as connection:
        for table in metadata.tables.values():
            if table is not bodies:
                assert "SECRET-OF-THE-PAGE" not in str(connection.execute(select(table)).all())


def test_bodies_as_fetched_are_kept_beside_their_text(store):
    body = "<p>été</p>".encode("latin-1")
    digest = sha256(body).hexdigest()
    seen = Page(Seen(URL, "2026-11-23T10:00:00Z", digest), URL, URL, 200, "<p>été</p>")
    taken = Capture(URL, "2026-11-23T10:00:00Z").with_reads((Read(Want("page", URL, "checked"), seen),))
    with writing(store.engine) as connection:
        number = save_capture(connection, taken, pack(taken.reads, taken.taken_at, {digest: body}))
    assert store.records.capture(number) == taken
    assert store.records.raw(taken) == {digest: body}
    store.records.empty_bodies("2999-01-01T00:00:00Z")
    assert store.records.raw(taken) == {}


PAGE = ("page", URL)


def test_the_newest_value_since(store):
    save(store, capture().with_reads((Read(Want("page", URL, "home"), page("new", when="2026-11-24T00:00:00Z")),)))
    assert store.records.newest({PAGE: "2026-11-01T00:00:00Z"})[PAGE].html == "new"
    assert store.records.newest({PAGE: "2026-12-01T00:00:00Z"}) == {}
    assert store.records.newest({("page", "https://other.example/"): "2026-11-01T00:00:00Z"}) == {}


def test_emptied_bodies_are_said_to_be_gone(store):
    number = save(store, capture())
    assert store.records.empty_bodies("2000-01-01T00:00:00Z") == 0
    assert store.records.empty_bodies("2999-01-01T00:00:00Z") == 2
    with pytest.raises(StoreError, match="no longer kept"):
        store.records.capture(number)
    with pytest.raises(StoreError, match="no such"):
        store.records.capture(number + 1)


def test_a_body_that_is_read_again_is_kept_for_longer(store, monkeypatch):
    monkeypatch.setattr("server.store.records.now", lambda: "2026-01-01T00:00:00Z")
    save(store, capture())
    monkeypatch.setattr("server.store.records.now", lambda: "2026-02-01T00:00:00Z")
    number = save(store, capture())
    assert store.records.empty_bodies("2026-01-15T00:00:00Z") == 0
    assert store.records.capture(number)


def test_nobody_waits_for_a_body_that_many_sites_have(store):
    """A style sheet or robots.txt is the same on thousands of sites, and they are kept by all workers at once."""
    first, second, third = (
        Capture(url, WHEN).with_reads((Read(Want("page", url, "checked"), page("<p>the same on every site</p>", url)),))
        for url in (f"https://{name}.example/" for name in ("one", "two", "three"))
    )
    save(store, first)
    if store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer")
    with writing(store.engine) as one, writing(store.engine) as other:
        save_capture(one, second, pack(second.reads, second.taken_at))
        other.execute(text("SET LOCAL lock_timeout = '2s'"))
        assert save_capture(other, third, pack(third.reads, third.taken_at))
