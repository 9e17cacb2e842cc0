"""Judge stored captures again, without reading anything, after the knowledge, the weights or the detectors changed.

What comes out the same keeps its verdict. What changed gets a new verdict on the same capture, which supersedes the old
one; a milder one is listed where the old one was, a harsher one waits for a second reading or a person, as always.
A run is chunks of verdicts in the store. A chunk may be done twice: a new verdict's identifier is decided by the run
and the old one, and unknown to whoever does not know the run.
"""

from __future__ import annotations

import json
import threading
from base64 import urlsafe_b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

import msgspec

from detectors.model import Capture, FindingState, Verdict, Versions
from detectors.verdict import AMBER_OR_RED
from server.check import Thinks
from server.children import ChildError
from server.errors import StoreError
from server.store import Store, Stored

LOOKED, PASSED, CHANGED, GONE = "looked", "passed", "changed", "gone"


@dataclass
class Rejudger:
    """Judges chunks of a run; `stop` ends a chunk after the capture at hand, and leaves it to be done again."""

    store: Store
    thinker: Thinks
    stop: threading.Event = field(default_factory=threading.Event)

    @cached_property
    def held(self) -> Thinks:
        """The thinker, held to the knowledge of when it was first asked: a run judges by one."""
        return self.thinker.today()

    @cached_property
    def versions(self) -> Versions:
        """The versions that judge today, as any verdict of today says them."""
        return self.held.judge(Capture("https://masthead.invalid/", "2000-01-01T00:00:00Z")).verdict.versions

    @property
    def mark(self) -> str:
        """The same as text, by which a run is recognised."""
        return json.dumps(msgspec.to_builtins(self.versions))

    def chunk(self, run: str, number: int) -> bool:
        """Judge the captures of one chunk and keep what became of it.

        Return whether it is done: False when this process was told to stop, or judges by other versions than the run.
        """
        identifiers = self.store.rejudgings.chunk(run, number)
        if identifiers is None:
            return True
        made = self.store.rejudgings.get(run)
        if made is None or made.versions != self.mark:
            return False
        counts = dict.fromkeys((LOOKED, PASSED, CHANGED, GONE), 0)
        changes: list[dict[str, Any]] = []
        kept = self.store.verdicts.many(identifiers)
        for identifier in identifiers:
            if self.stop.is_set():
                return False
            outcome = self._again(run, kept[identifier])
            if outcome is None:  # superseded or withdrawn since
                continue
            counts[LOOKED] += 1
            if isinstance(outcome, str):
                counts[outcome] += 1
            elif outcome:
                counts[CHANGED] += 1
                changes.append(outcome)
        self.store.rejudgings.done(run, number, {**counts, "changes": changes})
        return True

    def run(self, run: str, workers: int, on_chunk: Callable[[], None] | None = None) -> bool:
        """Do the chunks of a run that are left, `workers` at a time; return whether all are done.

        Raises what a chunk raises that is no capture's fault (the store is gone, the children cannot start).
        """

        waiting, turn = iter(self.store.rejudgings.waiting(run)), threading.Lock()

        def work() -> None:
            while not self.stop.is_set():
                with turn:
                    number = next(waiting, None)
                if number is None:
                    return
                try:
                    self.chunk(run, number)
                except BaseException:
                    self.stop.set()
                    raise
                if on_chunk is not None:
                    on_chunk()

        with ThreadPoolExecutor(workers, "rejudge") as pool:
            done = [pool.submit(work) for _ in range(workers)]
        for each in done:
            each.result()
        return not self.store.rejudgings.waiting(run)

    def _again(self, run: str, old: Stored) -> dict[str, Any] | str | None:
        """Return the change of a verdict ({} for none), what it is counted as instead, or None: it no longer stands."""
        new = _derived(run, old.id)
        if old.withdrawn_at is not None or old.superseded_by not in (None, new):
            return None
        if done := self.store.verdicts.get(new):  # in a try that was killed before its chunk was kept
            return change(old, done)
        if self.versions in (old.core.versions, *self.store.verdicts.versions_of(old.capture)):
            return PASSED
        try:
            judged = self.held.judge(self.store.records.capture(old.capture))
        except (ChildError, StoreError):
            return GONE
        if not _differences(old.core, judged.verdict):
            return {}
        mild = judged.verdict.verdict not in AMBER_OR_RED or judged.verdict.verdict is old.core.verdict
        kept = self.store.verdicts.save(
            new,
            judged.verdict,
            old.capture,
            consulted=judged.consulted,
            owner=old.owner,
            private=old.private,
            listed=old.listed and mild,
        )
        return change(old, kept)


def change(before: Stored, after: Stored) -> dict[str, Any]:
    """Return what changed and why: both verdicts, the parts of the core that differ, and what was found of each."""
    return {
        "url": before.core.url,
        "before": {"id": before.id, "verdict": before.core.verdict.value, "versions": _versions(before)},
        "after": {
            "id": after.id,
            "verdict": after.core.verdict.value,
            "versions": _versions(after),
            "listed": after.listed,
        },
        "changed": list(_differences(before.core, after.core)),
        "found": {"before": _found(before), "after": _found(after)},
    }


def _derived(run: str, identifier: str) -> str:
    """Return the identifier of the verdict that takes another's place in a run, as random as the run's own."""
    return "r" + urlsafe_b64encode(sha256(f"{run} {identifier}".encode()).digest()[:16]).decode().rstrip("=")


def _versions(stored: Stored) -> dict[str, str]:
    found: dict[str, str] = msgspec.to_builtins(stored.core.versions)
    return found


def _found(stored: Stored) -> list[str]:
    return sorted(finding.detector for finding in stored.core.findings if finding.state is FindingState.FOUND)


def _differences(before: Verdict, after: Verdict) -> tuple[str, ...]:
    """Return the parts of the core that differ, but for the versions."""
    old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
    return tuple(name for name in new if name != "versions" and old.get(name) != new[name])
