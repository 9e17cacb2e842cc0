"""Judging again: what is the same stays, what changed supersedes, a harsher verdict is not listed by itself."""

from __future__ import annotations

import msgspec

from detectors.examination import Judgement
from detectors.model import Level, Versions
from server.clock import now
from server.rejudge import CHANGED, GONE, LOOKED, PASSED, Rejudger
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


def kept(store: Store, level: Level, **more):
    taken = capture(level.value, f"https://blog.example/{level.value}")
    core = msgspec.structs.replace(verdict(level, taken.url, taken), expires_at="2999-01-01T00:00:00Z")
    return store.verdicts.save(new_id(), core, taken, owner="local", private=False, **more)


def run(store: Store, thinker: Updated):
    """Judge everything again; return the changes and the sums."""
    rejudger = Rejudger(store, thinker)
    made = store.rejudgings.unfinished(rejudger.mark, "command") or store.rejudgings.begin(rejudger.mark, "command")
    assert rejudger.run(made.id, workers=2)
    results = list(store.rejudgings.results(made.id))
    sums = {name: sum(result[name] for result in results) for name in (LOOKED, PASSED, CHANGED, GONE)}
    return [change for result in results for change in result["changes"]], sums


def test_what_comes_out_the_same_keeps_its_verdict(store):
    taken = capture(Level.DISCLOSED.value)
    store.verdicts.save("v", verdict(Level.DISCLOSED, taken.url, taken), taken, owner="local", private=False)
    changes, sums = run(store, Updated())
    assert changes == []
    assert sums == {LOOKED: 1, PASSED: 0, CHANGED: 0, GONE: 0}


def test_a_change_supersedes_and_is_told(store):
    old = kept(store, Level.NO_FINDING)
    (change,), sums = run(store, Updated(Level.DISCLOSED))
    assert (change["before"]["id"], change["after"]["verdict"]) == (old.id, Level.DISCLOSED)
    assert "verdict" in change["changed"]
    assert change["after"]["versions"]["knowledge"] == "newer"
    assert store.verdicts.get(old.id).superseded_by == change["after"]["id"]
    assert store.verdicts.get(change["after"]["id"]).capture == old.capture
    assert sums == {LOOKED: 1, PASSED: 0, CHANGED: 1, GONE: 0}
    again, sums = run(store, Updated(Level.DISCLOSED))
    assert (again, sums[PASSED]) == ([], 1)


def test_a_milder_verdict_takes_the_place_of_a_listed_one(store):
    old = kept(store, Level.UNDISCLOSED_CONTROL, listed=True)
    (change,), _ = run(store, Updated(Level.NO_FINDING))
    assert change["after"]["listed"]
    assert store.verdicts.get(old.id).status(now()) == "superseded"


def test_a_harsher_one_waits_for_a_second_reading_or_a_person(store):
    old = kept(store, Level.NO_FINDING, listed=True)
    (change,), _ = run(store, Updated(Level.UNDISCLOSED_CONTROL))
    assert not change["after"]["listed"]
    assert store.verdicts.get(old.id).status(now()) == "current"
    again, sums = run(store, Updated(Level.UNDISCLOSED_CONTROL))
    assert (again, sums[PASSED]) == ([], 2)  # the listed one still stands, and is not judged ever again


def test_a_stopped_run_is_gone_on_with_and_tells_every_change_once(store, monkeypatch):
    monkeypatch.setattr("server.store.rejudgings.CHUNK", 2)
    for level in (Level.NO_FINDING, Level.AGENCY_RUN, Level.WEAKLY_DISCLOSED, Level.CANNOT_SAY, Level.DISCLOSED):
        kept(store, level)

    class Stopping(Updated):
        judged = 0

        def judge(self, taken) -> Judgement:
            self.judged += bool(taken.reads)
            if self.judged == 3:
                rejudger.stop.set()
            return super().judge(taken)

    rejudger = Rejudger(store, Stopping(Level.DISCLOSED))
    made = store.rejudgings.begin(rejudger.mark, "command")
    assert not rejudger.run(made.id, workers=1)
    assert store.rejudgings.get(made.id).ended_at is None
    changes, sums = run(store, Updated(Level.DISCLOSED))
    assert len({change["before"]["id"] for change in changes}) == len(changes) == 5
    assert sums[CHANGED] == 5
    assert store.rejudgings.get(made.id).ended_at


def test_other_versions_leave_a_run_to_those_that_began_it(store):
    kept(store, Level.NO_FINDING)
    made = store.rejudgings.begin("{}", "queue")
    assert not Rejudger(store, Updated()).chunk(made.id, 0)
    assert store.rejudgings.waiting(made.id) == (0,)


def test_nothing_to_judge_is_a_run_that_has_ended(store):
    assert store.rejudgings.begin("{}", "command").ended_at


def test_what_is_no_longer_kept_is_counted(store):
    kept(store, Level.NO_FINDING)
    store.records.empty_bodies("9999")
    changes, sums = run(store, Updated(Level.DISCLOSED))
    assert (changes, sums[GONE]) == ([], 1)
