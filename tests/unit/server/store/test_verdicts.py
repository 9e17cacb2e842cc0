"""Verdicts: superseded and not changed, listed only when said, and nobody learns what others look at."""

from __future__ import annotations

import msgspec
from sqlalchemy import func, select

from detectors.knowledge import Contents, Extract, Group
from detectors.model import Level
from server.clock import now
from server.store import new_id
from server.store.schema import extracts
from tests.unit.server.making import URL, capture, verdict


def save(store, owner="local", url=URL, level=Level.NO_FINDING, at="2026-11-23T10:00:00Z", site=None, **more):
    core = verdict(level, url)
    core = msgspec.structs.replace(core, checked_at=at, site=site or core.site)
    more.setdefault("private", False)
    return store.verdicts.save(new_id(), core, capture(url=url), owner=owner, **more)


def test_a_newer_verdict_supersedes_and_history_stays(store):
    first, second = save(store), save(store, at="2026-11-24T10:00:00Z", level=Level.DISCLOSED)
    old, new = store.verdicts.get(first.id), store.verdicts.get(second.id)
    assert (old.superseded_by, new.supersedes) == (new.id, old.id)
    assert old.status(now()) == "superseded"
    assert new.status(now()) == "current"
    assert old.core.verdict is Level.NO_FINDING
    third = save(store, at="2026-11-25T10:00:00Z")
    assert store.verdicts.get(third.id).supersedes == second.id


def test_saving_twice_is_saving_once(store):
    stored = save(store)
    again = store.verdicts.save(stored.id, verdict(Level.DISCLOSED), capture(), owner="x", private=False)
    assert again == stored
    assert again.supersedes is None


def test_strangers_do_not_learn_of_each_other(store):
    first, second = save(store, owner=""), save(store, owner="", at="2026-11-23T11:00:00Z")
    third = save(store, owner="key:1", at="2026-11-23T12:00:00Z")
    for stored in (first, second, third):
        now_stored = store.verdicts.get(stored.id)
        assert (now_stored.supersedes, now_stored.superseded_by) == (None, None)
    assert store.verdicts.valid(URL, "") is None
    assert store.verdicts.valid(URL, "key:2") is None
    assert store.verdicts.valid(URL, "key:1").id == third.id


def test_listed_verdicts_are_for_everybody(store):
    stored = save(store, owner="", listed=True)
    assert store.verdicts.valid(URL, "key:2").id == stored.id
    newer = save(store, owner="", at="2026-11-23T11:00:00Z")
    assert newer.supersedes == stored.id
    assert store.verdicts.get(stored.id).superseded_by is None  # nobody learns that somebody looked again
    relisted = save(store, owner="", at="2026-11-23T12:00:00Z", listed=True)
    assert store.verdicts.get(stored.id).superseded_by == relisted.id


def test_private_verdicts_are_never_listed(store):
    stored = save(store, private=True, listed=True)
    assert not stored.listed
    assert store.verdicts.listed(before=None, limit=10, url=URL) == ()


def test_what_could_not_be_said_is_asked_again(store):
    save(store, level=Level.CANNOT_SAY)
    assert store.verdicts.valid(URL, "local") is None


def test_expired_and_withdrawn_verdicts_are_no_answer(store):
    core = msgspec.structs.replace(verdict(), expires_at="2026-01-01T00:00:00Z")
    old = store.verdicts.save(new_id(), core, capture(), owner="local", private=False)
    assert old.status(now()) == "expired"
    assert store.verdicts.valid(URL, "local") is None
    stored = save(store)
    store.reviews.withdraw(stored.id, "the registration was misread")
    withdrawn = store.verdicts.get(stored.id)
    assert withdrawn.status(now()) == "withdrawn"
    assert withdrawn.withdrawn_reason == "the registration was misread"
    assert store.verdicts.valid(URL, "local") is None


def test_lists_by_url_domain_and_group_page_by_page(store):
    urls = [f"https://blog.example/{number}" for number in range(5)]
    for day, url in enumerate(urls):
        level = Level.UNDISCLOSED_CONTROL if day % 2 else Level.NO_FINDING
        save(store, url=url, listed=True, level=level, at=f"2026-11-0{day + 1}T10:00:00Z")
    save(store, url="https://blog.example/unlisted")
    found, cursor = [], None
    while page := store.verdicts.listed(before=cursor, limit=2, domain="blog.example"):
        found += [stored.core.url for stored in page]
        cursor = f"{page[-1].core.checked_at}~{page[-1].id}"
    assert found == urls[::-1]
    assert [s.core.url for s in store.verdicts.listed(before=None, limit=9, group="acme")] == [urls[3], urls[1]]
    assert [s.core.url for s in store.verdicts.listed(before=None, limit=9, url=urls[2])] == [urls[2]]


def test_the_claims_that_a_verdict_rests_on_are_kept_once(store):
    claims = Extract(version="1", contents=Contents(groups=(Group(id="acme", name="Acme"),)))
    first, second, without = save(store, consulted=claims), save(store, consulted=claims), save(store)
    assert store.verdicts.consulted(first) == store.verdicts.consulted(second) == claims
    assert store.verdicts.consulted(without) is None
    with store.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(extracts)) == 1
