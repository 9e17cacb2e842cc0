"""Domains: what is listed is for everybody, the rest for who asked for it."""

from __future__ import annotations

from server.store import new_id
from tests.unit.server.making import URL, capture, verdict


def save(store, **more):
    more.setdefault("private", False)
    more.setdefault("owner", "local")
    return store.verdicts.save(new_id(), verdict(), capture(), **more)


def test_readings_registration_and_verdicts_of_a_domain(store):
    stored = save(store, listed=True)
    assert store.domains.readings("blog.example").count == 1
    assert store.domains.readings("blog.example").first == "2026-11-23T10:00:00Z"
    assert store.domains.registration("blog.example").organization == "Acme SA"
    assert [v.id for v in store.domains.verdicts("blog.example", 5)] == [stored.id]
    assert store.domains.verdicts("other.example", 5) == ()
    assert store.domains.registration("other.example") is None


def test_what_is_unlisted_is_for_its_owner(store):
    stored = save(store)
    assert store.domains.readings("blog.example").count == 0
    assert store.domains.registration("blog.example") is None
    assert store.domains.verdicts("blog.example", 5) == ()
    assert store.domains.readings("blog.example", "local").count == 1
    assert store.domains.registration("blog.example", "local") is not None
    assert [v.id for v in store.domains.verdicts("blog.example", 5, "local")] == [stored.id]
    assert store.domains.verdicts("blog.example", 5, "key:1") == ()


def test_withdrawn_readings_are_gone(store):
    stored = save(store, listed=True)
    store.reviews.withdraw(stored.id, "mistaken")
    assert store.domains.readings("blog.example").count == 0
    assert store.domains.of_group("acme", "", 5) == ()
    assert URL
