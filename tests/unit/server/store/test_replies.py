"""Replies: kept at once, shown when verified, forgotten when they never are."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from server.store.replies import answering
from server.store.schema import replies
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


@pytest.mark.parametrize(
    ("url", "site", "hosts"),
    [
        ("https://acme.com/", "acme.com", ["acme.com"]),
        ("https://www.acme.com/", "acme.com", ["acme.com"]),
        ("https://a.blog.acme.com/x", "acme.com", ["a.blog.acme.com", "blog.acme.com", "acme.com"]),
        ("https://www.blog.acme.com/x", "acme.com", ["blog.acme.com", "acme.com"]),
        ("https://notacme.com/", "acme.com", ["acme.com"]),
        ("https://jane.platform.example/", "jane.platform.example", ["jane.platform.example"]),
        ("https://platform.example/@jane/post", "platform.example/@jane", ["platform.example/@jane"]),
    ],
)
def test_whose_owner_answers_for_a_page(url, site, hosts):
    assert list(answering(url, site)) == hosts


def proven(store, host, text="ours"):
    made = store.replies.add(host, text, "x")
    store.replies.verify(made.id, "dns")
    return made


def test_the_owner_of_a_domain_answers_for_all_hosts_below_it(store):
    below = save(store, url="https://news.acme.example/post", site="acme.example")
    apex = save(store, url="https://acme.example/", site="acme.example")
    proven(store, "acme.example", "of the domain")
    for stored in (below, apex):
        shown = store.verdicts.get(stored.id)
        assert (shown.reply.text, shown.revision) == ("of the domain", stored.revision + 1)
    proven(store, "news.acme.example", "of the desk")
    assert store.verdicts.get(below.id).reply.text == "of the desk", "who is nearest to the page"
    assert store.verdicts.get(apex.id).reply.text == "of the domain"
    assert store.replies.listed_pages("news.acme.example", 5) == ()


def test_nobody_answers_for_his_neighbours_on_a_shared_platform(store):
    host = save(store, url="https://jane.platform.example/", site="jane.platform.example")
    path = save(store, url="https://platform.example/@jane/post", site="platform.example/@jane")
    for other in ("platform.example", "joe.platform.example", "example"):
        proven(store, other)
    assert [store.verdicts.get(stored.id).reply for stored in (host, path)] == [None, None]
    proven(store, "jane.platform.example")
    assert store.verdicts.get(host.id).reply.text == "ours"


def test_contacts_of_proven_replies_are_forgotten_and_the_replies_stay(store):
    stored = save(store)
    proven(store, "blog.example")
    waiting = store.replies.add("blog.example", "later", "y")
    assert store.replies.forget_contacts("2000-01-01T00:00:00Z") == 0
    assert store.replies.forget_contacts("2999-01-01T00:00:00Z") == 1
    with store.engine.connect() as connection:
        contacts = dict(connection.execute(select(replies.c.text, replies.c.contact)).all())
    assert contacts == {"ours": "", "later": "y"}
    assert store.replies.get(waiting.id)
    assert store.verdicts.get(stored.id).reply.text == "ours"


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


def test_listed_pages_of_a_host_below_a_domain(store):
    for url in ("https://blog.example/", "https://news.blog.example/one", "https://a.news.blog.example/two"):
        save(store, url=url, site="blog.example", listed=True)
    assert set(store.replies.listed_pages("news.blog.example", 5)) == {
        "https://news.blog.example/one",
        "https://a.news.blog.example/two",
    }
