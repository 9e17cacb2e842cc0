"""Counters of callers: one for all who share a store, by its clock, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from server.store import Store


@pytest.fixture
def two(url):
    stores = Store(url), Store(url)
    yield tuple(store.rates for store in stores)
    for store in stores:
        store.close()


def test_whoever_counts_it_is_one_counter(two):
    mine, other = two
    assert [one.count("a", 3600) for one in (mine, other, mine)] == [1, 2, 3]
    assert mine.count("b", 3600, 5) == 5
    counted, left = other.read("a")
    assert counted == 3
    assert 3000 < left <= 3600
    assert other.read("nobody") == (0, 0.0)


def test_nothing_is_lost_when_all_count_at_once(two):
    with ThreadPoolExecutor(16) as many:
        counts = list(many.map(lambda number: two[number % 2].count("a", 3600), range(64)))
    assert sorted(counts) == list(range(1, 65))


def test_a_window_that_is_over_begins_again_and_is_forgotten(two):
    mine, other = two
    mine.count("over", -1)
    mine.count("present", 3600)
    assert other.read("over") == (0, 0.0)
    assert other.count("over", -1) == 1
    assert mine.forget() == 1
    assert mine.read("present")[0] == 1
