"""Judge stored captures again, without reading anything, after the knowledge, the weights or the detectors changed.

What comes out the same keeps its verdict. What changed gets a new verdict on the same capture, which supersedes the old
one; a milder one is listed where the old one was, a harsher one waits for a second reading or a person, as always.
Stopped and begun again it goes on where it was: verdicts of today's versions are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import msgspec

from detectors.model import Capture, Verdict, Versions
from detectors.verdict import AMBER_OR_RED
from server.check import Thinks
from server.children import ChildError
from server.errors import StoreError
from server.store import Store, Stored, new_id

_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One verdict that changed: the new one, what it was, and the parts of the core that differ."""

    before: Stored
    after: Stored
    fields: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """How a run went: looked at, passed over (judged by today's versions before), changed, not to be judged again."""

    looked: int = 0
    passed: int = 0
    changed: int = 0
    gone: int = 0  # their pages are no longer kept, or no child survives them
    transitions: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejudger:
    """Judges what a store holds; `workers` captures at a time."""

    store: Store
    thinker: Thinks
    workers: int = 2

    def run(self, tally: Tally) -> Iterator[Change]:
        """Yield each change as it is stored, and count in `tally`; one chunk of captures is in memory at a time."""
        thinker, after = self.thinker.today(), ""
        today = _versions(thinker)
        with ThreadPoolExecutor(self.workers, "rejudge") as pool:
            while chunk := self.store.verdicts.standing(after, _CHUNK):
                after = chunk[-1].id
                old = [stored for stored in chunk if stored.core.versions != today]
                tally.looked += len(chunk)
                tally.passed += len(chunk) - len(old)
                for change in pool.map(partial(self._again, thinker), old):
                    if change is None:
                        tally.gone += 1
                    elif change.fields:
                        tally.changed += 1
                        step = (change.before.core.verdict.value, change.after.core.verdict.value)
                        tally.transitions[step] = tally.transitions.get(step, 0) + 1
                        yield change

    def _again(self, thinker: Thinks, stored: Stored) -> Change | None:
        try:
            judged = thinker.judge(self.store.records.capture(stored.capture))
        except (ChildError, StoreError):
            return None
        fields = _differences(stored.core, judged.verdict)
        if not fields:
            return Change(stored, stored, ())
        mild = judged.verdict.verdict not in AMBER_OR_RED or judged.verdict.verdict is stored.core.verdict
        kept = self.store.verdicts.save(
            new_id(),
            judged.verdict,
            stored.capture,
            consulted=judged.consulted,
            owner=stored.owner,
            private=stored.private,
            listed=stored.listed and mild,
        )
        return Change(stored, kept, fields)


def _versions(thinker: Thinks) -> Versions:
    """Return the versions that judge today, as any verdict of today says them."""
    return thinker.judge(Capture("https://masthead.invalid/", "2000-01-01T00:00:00Z")).verdict.versions


def _differences(before: Verdict, after: Verdict) -> tuple[str, ...]:
    """Return the parts of the core that differ, but for the versions."""
    old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
    return tuple(name for name in new if name != "versions" and old.get(name) != new[name])
