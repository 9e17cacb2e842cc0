"""Replies: kept at once, shown when verified, forgotten when they never are."""

from __future__ import annotations

from tests.unit.server.store.test_verdicts import save


def test_a_verified_reply_stands_beside_the_verdicts_of_its_site(store):
    stored = save(store)
    reply = store.replies.add("blog.example", "We own this blog and say so since May.", "press@acme.example")
    other = store.replies.add("other.example", "Not ours.", "x")
    assert store.verdicts.get(stored.id).reply is None
    for made in (reply, other):
        store.replies.verify(made.id, "dns")
    shown = store.verdicts.get(stored.id)
    assert (shown.reply.text, shown.reply.method) == ("We own this blog and say so since May.", "dns")
    assert shown.revision == stored.revision + 1
    assert "press@acme.example" not in repr(shown)


def test_the_newest_verified_reply_is_shown(store):
    stored = save(store)
    for text in ("first", "second"):
        made = store.replies.add("blog.example", text, "x")
        store.replies.verify(made.id, "file")
    assert store.verdicts.get(stored.id).reply.text in ("first", "second")
    store.replies.add("blog.example", "of a stranger", "x")
    assert store.verdicts.get(stored.id).reply.text != "of a stranger"


def test_what_is_never_verified_is_forgotten(store):
    kept, forgotten = (store.replies.add("blog.example", "text", "x") for _ in range(2))
    store.replies.verify(kept.id, "dns")
    assert store.replies.forget_unverified("2000-01-01T00:00:00Z") == 0
    assert store.replies.forget_unverified("2999-01-01T00:00:00Z") == 1
    assert store.replies.get(kept.id)
    assert store.replies.get(forgotten.id) is None


def test_listed_pages_that_stand(store):
    for page, listed in (("one", True), ("two", True), ("three", False)):
        save(store, url=f"https://blog.example/{page}", listed=listed, at=f"2026-11-2{len(page)}T10:00:00Z")
    assert store.replies.listed_pages("blog.example", 5) == ("https://blog.example/two", "https://blog.example/one")
    assert store.replies.listed_pages("blog.example", 1) == ("https://blog.example/two",)
    assert store.replies.listed_pages("other.example", 5) == ()
