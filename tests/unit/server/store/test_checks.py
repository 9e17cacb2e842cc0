"""Checks: their state survives the process."""

from __future__ import annotations

from server.store import Check, Store, new_id
from tests.unit.server.making import URL


def test_a_check_is_kept_and_moves_on(store):
    check = Check(new_id(), URL, bare=True, owner="local", private=True)
    store.checks.add(check)
    assert store.checks.get(check.id) == check
    assert store.checks.waiting() == 1
    store.checks.set_state(check.id, "failed", "ChildError")
    failed = store.checks.get(check.id)
    assert (failed.state, failed.error) == ("failed", "ChildError")
    assert store.checks.waiting() == 0
    assert store.checks.get("nobody") is None


def test_what_ran_when_the_process_was_killed_is_queued_again(url):
    store = Store(url)
    states = {state: Check(new_id(), URL, state=state) for state in ("queued", "running", "done", "failed")}
    for check in states.values():
        store.checks.add(check)
    store.close()
    store = Store(url)
    assert {check.id for check in store.checks.requeue()} == {states["queued"].id, states["running"].id}
    assert store.checks.get(states["running"].id).state == "queued"
    assert store.checks.get(states["done"].id).state == "done"
    store.close()
