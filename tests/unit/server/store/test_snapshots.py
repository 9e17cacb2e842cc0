"""Lists of sites: made once, made again when something changed, kept for those who ask for a signature."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from server.clock import now, shifted
from server.store import Store
from server.store.snapshots import Snapshot
from tests.unit.server.store.test_verdicts import save


class Maker:
    """Makes lists of the identifiers that it is given."""

    def __init__(self, due_hours: float = 24) -> None:
        self.made = 0
        self.due_hours = due_hours

    def __call__(self, last, standing, cores):
        self.made += 1
        body = ",".join(one.id for one in standing)
        assert set(cores([one.id for one in standing])) == {one.id for one in standing}
        return Snapshot(last + 1, now(), shifted(now(), hours=self.due_hours), body, f"signed {last + 1}")


def test_a_list_is_made_once_until_something_changes(store):
    make = Maker()
    unlisted = save(store)
    first = store.snapshots.current(make)
    assert (first.serial, first.body) == (1, "")
    save(store)  # nobody's concern
    assert store.snapshots.current(make) == first
    store.reviews.uphold(unlisted.id, "read by hand")
    second = store.snapshots.current(make)
    assert (second.serial, second.body, make.made) == (2, unlisted.id, 2)
    assert store.snapshots.signature(1) == "signed 1"
    assert store.snapshots.signature(7) is None


def test_a_list_that_is_due_is_made_again(store):
    make = Maker(due_hours=-1)
    assert store.snapshots.current(make).serial == 1
    assert store.snapshots.current(make).serial == 2


def test_old_lists_are_forgotten(store):
    make = Maker(due_hours=-1)
    for _ in range(35):
        store.snapshots.current(make)
    assert store.snapshots.signature(35)
    assert store.snapshots.signature(3) is None


def test_a_retraction_stays_on_the_list(store):
    stored = save(store, listed=True)
    store.snapshots.current(Maker())
    store.reviews.withdraw(stored.id, "misread")
    assert store.snapshots.current(Maker()).body == stored.id


def test_many_readers_make_one_list(store):
    make = Maker()
    save(store, listed=True)
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda _: store.snapshots.current(make), range(64)))
    assert (len(found), make.made) == (1, 1)


def test_a_list_of_another_process_is_not_overtaken(store, url):
    other = Store(url)
    save(store, listed=True)

    def slow(last, standing, cores):
        if not slow.done:
            slow.done = True
            assert other.snapshots.current(Maker()).serial == 1
        return Maker()(last, standing, cores)

    slow.done = False
    assert store.snapshots.current(slow).serial == 1  # the other's
    other.close()
