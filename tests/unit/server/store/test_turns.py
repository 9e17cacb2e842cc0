"""Turns of a cluster: one queue for every worker, by the clock of the PostgreSQL that they share."""

from __future__ import annotations

import pytest

from server.store import Store


@pytest.fixture
def two(postgresql):
    url = postgresql.database()
    stores = Store(url), Store(url)
    yield tuple(store.turns for store in stores)
    for store in stores:
        store.close()


def test_turns_follow_each_other_whoever_takes_them(two):
    mine, other = two
    assert mine.take("whois:a", 1000, 6000) == 0
    assert 500 < other.take("whois:a", 1000, 6000) <= 1000  # less the time since
    assert 1500 < mine.take("whois:a", 1000, 6000) <= 2000
    assert mine.take("whois:b", 1000, 6000) == 0


def test_a_turn_that_comes_too_late_is_not_taken(two):
    mine, other = two
    assert mine.take("k", 1000, 500) == 0
    assert other.take("k", 1000, 500) is None
    assert not other.is_held("k")
    assert 500 < mine.take("k", 1000, 1200) <= 1000


def test_a_held_key_is_refused_to_everybody(two):
    mine, other = two
    mine.hold("k", 3600)
    assert other.is_held("k")
    assert other.take("k", 1, 60_000) is None
    mine.hold("k", -1)
    assert other.take("k", 1, 600) == 0


def test_without_a_gap_nobody_waits(two):
    mine, _ = two
    assert [mine.take("k", 0, 60) for _ in range(3)] == [0, 0, 0]


def test_old_queues_are_forgotten(two):
    mine, _ = two
    mine.hold("old", -4000)
    mine.hold("new", 3600)
    mine.forget()
    assert mine.is_held("new")
    assert mine.take("old", 1, 60) == 0
