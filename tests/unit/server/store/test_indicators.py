"""The index of indicators: listed readings only, weighed by how few other sites share a value."""

from __future__ import annotations

import msgspec

from detectors.rarity import faded
from detectors.sighting import Sighting
from server.store import new_id
from tests.unit.server.making import capture, verdict


def reading(store, host, *values, listed=True, kind="account"):
    url = f"https://{host}/"
    core = msgspec.structs.replace(verdict(url=url), site=host)
    stored = store.verdicts.save(new_id(), core, capture(url=url), owner="local", private=False, listed=listed)
    seen = tuple(Sighting(host, host, kind, value, "account") for value in values)
    store.indicators.save(stored.capture, seen)
    store.indicators.save(stored.capture, seen)  # twice is once
    return stored, seen


def test_a_shared_value_names_the_other_sites_and_counts_them(store):
    _, own = reading(store, "a.example", "UA-1", "UA-2")
    reading(store, "b.example", "UA-1")
    reading(store, "c.example", "UA-1")
    reading(store, "c.example", "UA-1")  # read again: still one site
    (shared,) = store.indicators.shared(own)
    assert (shared.value, shared.sites, shared.others) == ("UA-1", ("b.example", "c.example"), 2)
    assert store.indicators.shared(()) == ()


def test_unlisted_and_withdrawn_readings_are_not_seen(store):
    _, own = reading(store, "a.example", "UA-1")
    hidden, _ = reading(store, "b.example", "UA-1", listed=False)
    withdrawn, _ = reading(store, "c.example", "UA-1")
    store.reviews.withdraw(withdrawn.id, "mistaken")
    assert store.indicators.shared(own) == ()
    assert store.indicators.of_domain("b.example") == ()
    store.reviews.uphold(hidden.id, "read again by a person")
    assert store.indicators.shared(own)[0].sites == ("b.example",)
    assert [seen.value for seen in store.indicators.of_domain("b.example")] == ["UA-1"]


def test_a_value_of_many_sites_is_counted_and_ties_nobody(store):
    _, own = reading(store, "a.example", "UA-1")
    for number in range(faded() + 1):
        reading(store, f"n{number}.example", "UA-1")
    (shared,) = store.indicators.shared(own)
    assert (shared.others, shared.sites) == (faded() + 1, ())
    assert store.indicators.neighbours("a.example") == ()


def test_neighbours_are_ranked_by_what_few_share(store):
    reading(store, "a.example", "UA-1", "UA-2", "UA-3")
    reading(store, "rare.example", "UA-1")
    for number in range(4):
        reading(store, f"common{number}.example", "UA-2")
    reading(store, "stranger.example", "UA-9")
    found = store.indicators.neighbours("a.example")
    assert [n.site for n in found] == ["rare.example", *(f"common{n}.example" for n in range(4))]
    assert [n.weight for n in found] == [1.0, 0.25, 0.25, 0.25, 0.25]
    assert [(s.value, s.others) for s in found[0].shared] == [("UA-1", 1)]
    assert store.indicators.neighbours("nowhere.example") == ()


def test_sites_of_the_same_domain_are_no_neighbours(store):
    url = "https://a.example/"
    stored = store.verdicts.save(new_id(), verdict(url=url), capture(url=url), owner="", private=False, listed=True)
    seen = [Sighting(site, "a.example", "account", "UA-1", "account") for site in ("a.example/one", "a.example/two")]
    store.indicators.save(stored.capture, seen)
    assert store.indicators.shared(seen[:1]) == ()


def test_more_values_than_a_query_takes(store):
    values = [f"UA-{number}" for number in range(450)]
    _, own = reading(store, "a.example", *values)
    reading(store, "b.example", *values[::3])
    assert len(store.indicators.shared(own)) == 150
