"""The hands of a store: of listed readings and of an audit's own, the best of each site, prints kept once."""

from __future__ import annotations

import msgspec
from sqlalchemy import func, select

from detectors.model import HandPrint, Read, Want
from server.store import Audit, Hand, Line, new_id
from server.store.schema import records
from tests.unit.server.making import capture, verdict


def hand(site: str, key: str, words: int = 900, lang: str = "en", made: str = "m") -> Hand:
    return Hand(site, site, lang, words, key, made, "s", b"\0" * 8)


def kept(store, site: str, key: str, *, words: int = 900, listed: bool = True, **more) -> int:
    url = f"https://{site}/"
    core = msgspec.structs.replace(verdict(url=url), site=site)
    stored = store.verdicts.save(new_id(), core, capture(url=url), owner="local", private=False, listed=listed)
    print_ = HandPrint("en", words, 4, "m", key)
    for _ in range(2):  # twice is once
        store.hands.save(stored.capture, hand(site, key, words, **more), print_)
    return stored.capture


def test_the_capture_with_most_words_tells_of_a_site(store):
    kept(store, "a.example", "k1", words=900)
    number = kept(store, "a.example", "k2", words=1200)
    kept(store, "b.example", "k3", listed=False)
    found = store.hands.of_sites(["a.example", "b.example", "none.example"])
    assert {site: one.key for site, one in found.items()} == {"a.example": "k2"}
    assert found["a.example"].capture == number
    assert store.hands.of_sites([]) == {}


def test_what_is_withdrawn_is_not_known(store):
    number = kept(store, "a.example", "k1")
    (row,) = [each for each in store.verdicts.listed(before=None, limit=9) if each.capture == number]
    store.reviews.withdraw(row.id, "mistaken")
    assert store.hands.of_sites(["a.example"]) == {}
    assert store.hands.strangers("en", "m", 9) == ()


def test_an_audit_knows_what_it_has_read(store):
    number = kept(store, "a.example", "k1", listed=False)
    kept(store, "b.example", "k2", listed=True)
    audit = Audit(new_id(), "local", False, "command", "0" * 64)
    url = "https://a.example/"
    line = Line(1, url, {}, url, False, "a.example", "collected", capture=number, site="a.example")
    store.audits.add(audit, [line])
    assert [one.site for one in store.hands.of_audit(audit.id)] == ["a.example"]
    assert store.hands.of_audit(audit.id, "fr") == ()
    assert set(store.hands.of_sites(["a.example", "b.example"], audit.id)) == {"a.example", "b.example"}
    assert store.hands.of_sites(["a.example"]) == {}


def test_strangers_are_one_a_domain_in_the_order_of_their_keys(store):
    for site, key in (("c.example", "k1"), ("a.example", "k2"), ("c.example", "k3"), ("b.example", "k4")):
        kept(store, site, key)
    kept(store, "d.example", "k5", made="other")
    kept(store, "e.example", "k6", lang="fr")
    assert [one.site for one in store.hands.strangers("en", "m", 9)] == ["c.example", "a.example", "b.example"]
    assert [one.site for one in store.hands.strangers("en", "m", 1, ["c.example"])] == ["a.example"]


def test_a_print_is_kept_once_for_all_who_freeze_it(store):
    number = kept(store, "a.example", "k1")
    kept(store, "b.example", "k1")
    prints = store.hands.prints(["k1", "none"])
    assert prints == {"k1": HandPrint("en", 900, 4, "m", "k1")}
    store.records.extend(number, Read(Want("hand", "k1"), prints["k1"]), Read(Want("hand", "k1"), prints["k1"]))
    assert store.records.capture(number).get("hand", "k1") == prints["k1"]
    with store.engine.connect() as connection:
        assert connection.scalar(select(func.count()).where(records.c.source == "hand")) == 1
