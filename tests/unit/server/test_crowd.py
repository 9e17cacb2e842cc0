"""The hands of an audit together: the nearest, the strangers, and a cohort filled up from the store."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from detectors.style.hands import MIN_HANDS, MOST_HANDS
from detectors.style.nearest import signed
from server.crowd import Crowd, Crowds, cohort
from server.store import Hand


def hand(number: int, domain: str = "", lang: str = "en", version: str = "") -> Hand:
    signs = np.zeros(64, "<f4")
    signs[number % 64] = 1 + number / 1000
    site = f"s{number}.example"
    return Hand(site, domain or site, lang, 900, f"{number:04}", "m", version or signed(lang), signs.tobytes())


def test_the_nearest_are_of_other_domains_and_say_among_how_many():
    crowd = Crowd([hand(n) for n in range(50)], "en")
    near, among = crowd.nearest(hand(3), 2, frozenset({"s3.example", "unknown.example"}))
    assert len(near) == 2
    assert among == 49
    assert all(found.domain != "s3.example" for found in near)
    assert crowd.nearest(hand(3), 2, frozenset())[0][0].site == "s3.example"


def test_signatures_of_another_version_are_not_searched():
    assert Crowd([hand(1, version="old")], "en").nearest(hand(2), 2, frozenset()) == ((), 0)
    assert Crowd([hand(1)], "en").nearest(hand(2, version="old"), 2, frozenset()) == ((), 0)
    assert Crowd([hand(1)], "en").nearest(hand(2), 2, frozenset({"s1.example"})) == ((), 0)


def test_a_domain_is_one_stranger():
    crowd = Crowd([hand(1, "a.example"), hand(2, "a.example"), hand(3)], "en")
    assert [found.key for found in crowd.strangers(frozenset())] == ["0001", "0003"]
    assert list(crowd.strangers(frozenset({"a.example", "s3.example"}))) == []


def test_a_small_audit_takes_strangers_from_the_store_and_a_large_one_does_not():
    asked = []

    def listed(lang, made, count, beside):
        asked.append((count, beside))
        return tuple(hand(900 + n) for n in range(count))

    store = SimpleNamespace(hands=SimpleNamespace(strangers=listed))
    large = Crowd([hand(n) for n in range(200)], "en")
    assert len(cohort(store, hand(0), frozenset({"s0.example"}), large)) == MOST_HANDS
    assert not asked
    small = Crowd([hand(n) for n in range(MIN_HANDS - 5)], "en")
    found = cohort(store, hand(0), frozenset({"s0.example"}), small)
    assert len(found) == MOST_HANDS
    assert asked[0][0] == MOST_HANDS - (MIN_HANDS - 6)
    assert {"s0.example", "s1.example"} <= asked[0][1]
    assert len(cohort(store, hand(0), frozenset(), None)) == MOST_HANDS


def test_a_crowd_is_read_once_and_few_are_kept():
    read = []

    def of_audit(audit, lang):
        read.append((audit, lang))
        return ()

    store, crowds = SimpleNamespace(hands=SimpleNamespace(of_audit=of_audit)), Crowds()
    assert crowds.of(store, "a", "en") is crowds.of(store, "a", "en")
    for audit in "bcdef":
        crowds.of(store, audit, "en")
    crowds.of(store, "a", "en")
    assert read.count(("a", "en")) == 2
