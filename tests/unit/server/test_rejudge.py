"""Judging again: what is the same stays, what changed supersedes, a harsher verdict is not listed by itself."""

from __future__ import annotations

import msgspec
import pytest

from detectors.examination import Judgement
from detectors.model import Level, Versions
from server.clock import now
from server.rejudge import Rejudger, Tally
from server.store import Store, new_id
from tests.unit.server.making import Here, capture, verdict

NEW = Versions(masthead="x", knowledge="newer", weights="w")


class Updated(Here):
    """Judges as before, but for pages that say that it has learnt something; it says newer versions."""

    def __init__(self, level: Level | None = None) -> None:
        self.level = level

    def judge(self, taken) -> Judgement:
        judged = super().judge(taken)
        core = msgspec.structs.replace(judged.verdict, versions=NEW)
        if self.level is not None and taken.reads:
            core = msgspec.structs.replace(core, verdict=self.level, site_verdict=self.level)
        return Judgement(core, judged.consulted)


@pytest.fixture
def store(tmp_path):
    made = Store(f"sqlite:///{tmp_path}/store.sqlite")
    yield made
    made.close()


def kept(store: Store, level: Level, **more):
    taken = capture(level.value, f"https://blog.example/{level.value}")
    core = msgspec.structs.replace(verdict(level, taken.url, taken), expires_at="2999-01-01T00:00:00Z")
    return store.verdicts.save(new_id(), core, taken, owner="local", private=False, **more)


def run(store: Store, thinker: Updated):
    tally = Tally()
    return list(Rejudger(store, thinker).run(tally)), tally


def test_what_comes_out_the_same_keeps_its_verdict(store):
    taken = capture(Level.DISCLOSED.value)
    store.verdicts.save("v", verdict(Level.DISCLOSED, taken.url, taken), taken, owner="local", private=False)
    changes, tally = run(store, Updated())
    assert changes == []
    assert (tally.looked, tally.changed, tally.gone) == (1, 0, 0)


def test_a_change_supersedes_and_is_told(store):
    old = kept(store, Level.NO_FINDING)
    (change,), tally = run(store, Updated(Level.DISCLOSED))
    assert (change.before, change.after.core.verdict) == (old, Level.DISCLOSED)
    assert "verdict" in change.fields
    assert store.verdicts.get(old.id).superseded_by == change.after.id
    assert change.after.capture == old.capture
    assert tally.transitions == {("no_finding", "disclosed"): 1}
    again, tally = run(store, Updated(Level.DISCLOSED))
    assert (again, tally.passed) == ([], 1)


def test_a_milder_verdict_takes_the_place_of_a_listed_one(store):
    old = kept(store, Level.UNDISCLOSED_CONTROL, listed=True)
    (change,), _ = run(store, Updated(Level.NO_FINDING))
    assert change.after.listed
    assert store.verdicts.get(old.id).status(now()) == "superseded"


def test_a_harsher_one_waits_for_a_second_reading_or_a_person(store):
    old = kept(store, Level.NO_FINDING, listed=True)
    (change,), _ = run(store, Updated(Level.UNDISCLOSED_CONTROL))
    assert not change.after.listed
    assert store.verdicts.get(old.id).status(now()) == "current"


def test_what_is_no_longer_kept_is_counted(store):
    kept(store, Level.NO_FINDING)
    store.records.empty_bodies("9999")
    changes, tally = run(store, Updated(Level.DISCLOSED))
    assert (changes, tally.gone) == ([], 1)
