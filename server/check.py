"""THE PATH: a URL becomes a capture, the capture a verdict, the verdict is stored.

    Capture(url) -> up to three rounds of (plan -> read) -> examine -> store

Nothing here judges. A child that fails on what was read takes the pages it failed on out of the capture, as
unparsable, so that the verdict says what could not be looked at.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeGuard

import msgspec

from detectors.model import (
    Archive,
    Capture,
    CertificateLog,
    Missing,
    MissingReason,
    Page,
    Read,
    Registration,
    RegistrationState,
    Source,
    TextFile,
    Verdict,
    Want,
)
from detectors.style import Comparison
from server.children import ChildError, Children
from server.clock import ago, now
from server.settings import Settings
from server.store import Check, Store, Stored

ROUNDS = 3
# Hours for which an answer serves every page of a domain; `fresh` asks again. An archived page never changes.
KEPT_HOURS = {"registration": 24, "certificate_log": 7 * 24, "archive": 30 * 24}
BODIES_KEPT_DAYS = 30  # pages as fetched; records and verdicts stay
RESERVE_SECONDS = 10.0  # of the deadline, left for examining
Progress = Callable[[Read], None]


class Thinks(Protocol):
    """The thinking half, in a child (server.children.Children) or in process."""

    def plan(self, capture: Capture) -> tuple[Want, ...]: ...  # noqa: D102

    def examine(self, capture: Capture) -> Verdict: ...  # noqa: D102

    def compare(self, a: Sequence[str], b: Sequence[str], lang: str | None) -> Comparison: ...  # noqa: D102


class Reads(Protocol):
    """The reading half for one check (server.collect.Visit)."""

    def read(self, wants: Sequence[Want], deadline: float, on_read: Progress | None = None) -> tuple[Read, ...]:
        """Return one read for each want; nothing is read after the `time.monotonic` instant `deadline`."""
        ...


Begin = Callable[[], AbstractContextManager[Reads]]


@dataclass(frozen=True, slots=True)
class Checker:
    """Does checks: `seconds` is the time for a whole one; `resolve_links`: see where opaque links lead."""

    store: Store
    thinker: Thinks
    begin: Begin
    seconds: float = 60.0
    resolve_links: bool = False

    def check(self, asked: Check, progress: Progress | None = None) -> Stored:
        """Do one check and return its stored verdict; raises `ChildError` when the examination cannot be done."""
        deadline = time.monotonic() + self.seconds - min(RESERVE_SECONDS, self.seconds / 4)
        with self.begin() as visit:
            capture = self._collect(asked, lambda wants: visit.read(wants, deadline, progress))
        verdict, capture = self._examine(capture)
        self.store.records.empty_bodies(ago(days=BODIES_KEPT_DAYS))
        return self.store.verdicts.save(asked.id, verdict, capture, owner=asked.owner, private=asked.private)

    def _collect(self, asked: Check, read: Callable[[Sequence[Want]], tuple[Read, ...]]) -> Capture:
        capture = Capture(asked.url, now(), asked.bare, resolve_links=self.resolve_links)
        wants = self.thinker.plan(capture)
        for _ in range(ROUNDS):
            if not wants:
                break
            kept = () if asked.fresh else self._kept(wants)
            known = {old.want for old in kept}
            asking = tuple(want for want in wants if want not in known)
            capture, wants = self._grown(capture, kept + read(asking))
        return capture

    def _kept(self, wants: Sequence[Want]) -> tuple[Read, ...]:
        """Return what registries, archives and logs said lately about those of `wants` that they are asked."""
        found = (
            (want, self.store.records.newest(want.source, want.key, ago(hours=KEPT_HOURS[want.source])))
            for want in wants
            if want.source in KEPT_HOURS
        )
        return tuple(Read(want, value) for want, value in found if _answered(value))

    def _grown(self, capture: Capture, reads: tuple[Read, ...]) -> tuple[Capture, tuple[Want, ...]]:
        grown = capture.with_reads(reads)
        try:
            return grown, self.thinker.plan(grown)
        except ChildError as error:
            grown = capture.with_reads(_without_texts(reads, error.reason))
            return grown, self.thinker.plan(grown)

    def _examine(self, capture: Capture) -> tuple[Verdict, Capture]:
        try:
            return self.thinker.examine(capture), capture
        except ChildError as error:
            capture = msgspec.structs.replace(capture, reads=_without_texts(capture.reads, error.reason))
            return self.thinker.examine(capture), capture


def _answered(value: Source | None) -> TypeGuard[Registration | Archive | CertificateLog]:
    if isinstance(value, Registration):
        return value.state not in (RegistrationState.THROTTLED, RegistrationState.UNKNOWN)
    return isinstance(value, Archive | CertificateLog)


def _without_texts(reads: tuple[Read, ...], reason: str) -> tuple[Read, ...]:
    return tuple(Read(read.want, _unparsable(read.value, reason)) for read in reads)


def _unparsable(value: Source, reason: str) -> Source:
    return Missing(MissingReason.UNPARSABLE, reason) if isinstance(value, Page | TextFile) else value


@contextmanager
def open_checker(settings: Settings, store: Store, *, workers: int = 2, loaded: bool = False) -> Iterator[Checker]:
    """Yield the checker that the settings describe; its children end with it.

    With `loaded`, wait until they have loaded what they need; raises `StartError` when they cannot.
    """
    from server.collect import Collector  # noqa: PLC0415 - the replayed and the stored need no network

    with Children(settings.knowledge, workers=workers) as children:
        children.begin()
        if loaded:
            children.knowledge_version()
        collector = Collector(settings, children.parse_registration)
        yield Checker(store, children, collector.begin, settings.check_deadline, settings.resolve_links == "on")
