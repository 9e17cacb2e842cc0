"""THE PATH: a URL becomes a capture, the capture a verdict, the verdict is stored.

    Capture(url) -> up to three rounds of (survey -> read) -> hand, neighbours -> judge -> store

A round waits for what the next one hangs on, which are pages. Registries, name servers and certificates are read beside
the rounds, and what a host shows to telephones and machines when its pages are read.
Nothing here judges. A child that fails on what was read takes the pages it failed on out of the capture, as
unparsable, so that the verdict says what could not be looked at.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Protocol, TypeGuard

import msgspec

from detectors.authored import AuthorText
from detectors.examination import Judgement
from detectors.history import PAST
from detectors.knowledge import Extract
from detectors.model import (
    Capture,
    Missing,
    MissingReason,
    Neighbours,
    Page,
    Read,
    Registration,
    RegistrationState,
    Seen,
    SharedValue,
    Source,
    TextFile,
    Verdict,
    Viewing,
    Want,
)
from detectors.sighting import Sightings
from detectors.style.in_full import InFull
from detectors.subject import RELATED_SETS, TRUST_TXT
from detectors.surveying import Survey
from server.children import ChildError, Children
from server.clock import ago, now
from server.crowd import Crowds
from server.hands import HandIndex, Reader
from server.settings import Settings
from server.store import Check, Store, Stored
from server.store.records import Asked
from server.words import keep_words, words_shared

ROUNDS = 3
HISTORY_ROUNDS = 2  # an archive's list, which begins at the registration, then the pages of it
BESIDE = frozenset({"registration", "dns", "certificate", "certificate_log"})
# Hours for which an answer serves every page of a domain; `fresh` asks again. An archived page never changes.
KEPT_HOURS = {"registration": 24, "certificate_log": 7 * 24, "archive": 30 * 24}
BODIES_KEPT_DAYS = 30  # pages as fetched; records and verdicts stay
RESERVE_SECONDS = 10.0  # of the deadline, left for examining
LASTING = (MissingReason.NOT_FOUND, MissingReason.NO_SERVICE, MissingReason.OFF, MissingReason.NO_SUCH_NAME)
Progress = Callable[[Read], None]


class Thinks(Reader, Protocol):
    """The thinking half, in a child (server.children.Children) or in process.

    `today` returns one that is held to the knowledge of this moment.
    """

    def today(self) -> Thinks: ...  # noqa: D102

    def plan(self, capture: Capture) -> tuple[Want, ...]: ...  # noqa: D102

    def survey(self, capture: Capture, *, last: bool) -> Survey: ...  # noqa: D102

    def judge(self, capture: Capture) -> Judgement: ...  # noqa: D102

    def compare_in_full(  # noqa: D102
        self, a: Sequence[str], b: Sequence[str], lang: str | None, cohort: Sequence[Sequence[str]] = ()
    ) -> InFull: ...

    def replay(  # noqa: D102
        self, capture: Capture, extract: Extract | None, viewing: Viewing | None = None
    ) -> Verdict: ...


class Reads(Protocol):
    """The reading half for one check (server.collect.Visit).

    `raw` holds bodies as fetched, by their SHA-256, where the text that was read of them does not give them back.
    """

    raw: dict[str, bytes]

    def read(self, wants: Sequence[Want], deadline: float, on_read: Progress | None = None) -> tuple[Read, ...]:
        """Return one read for each want; nothing is read after the `time.monotonic` instant `deadline`."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read for one URL; what its sites carry (None: no child survives the pages) and its author wrote.

    `raw` holds bodies as fetched, by their SHA-256 (`Reads.raw`).
    """

    capture: Capture
    raw: Mapping[str, bytes]
    seen: Sightings | None
    texts: tuple[AuthorText, ...]


Begin = Callable[[], AbstractContextManager[Reads]]


@dataclass(frozen=True, slots=True)
class Checker:
    """Does checks: `seconds` is the time for a whole one; `resolve_links`: see where opaque links lead."""

    store: Store
    thinker: Thinks
    begin: Begin
    seconds: float = 60.0
    resolve_links: bool = False
    crowds: Crowds = field(default_factory=Crowds)

    @property
    def hands(self) -> HandIndex:
        """The hands of blogs that were read."""
        return HandIndex(self.store, self.thinker, self.crowds)

    def today(self) -> Checker:
        """Return the same, held to the knowledge of this moment: a check keeps what it began with."""
        return replace(self, thinker=self.thinker.today())

    def check(self, asked: Check, progress: Progress | None = None) -> Stored:
        """Do one check and return its stored verdict; raises `ChildError` when the examination cannot be done."""
        return self.today()._check(asked, progress)

    def _check(self, asked: Check, progress: Progress | None) -> Stored:
        read = self.collect(asked, progress)
        capture, seen = read.capture, read.seen
        hand = self.hands.read(seen, read.texts)
        if seen is not None:
            shared = self.store.indicators.shared(seen.own) + words_shared(self.store, self.thinker, read.texts)
            hands = self.hands.compared(hand, shared, lambda: read.texts)
            capture = capture.with_reads((neighbours_of(seen.site, shared), *hands))
        judged, capture = self.judge(capture)
        self.store.records.empty_bodies(ago(days=BODIES_KEPT_DAYS))
        stored = self.store.verdicts.save(
            asked.id,
            judged.verdict,
            capture,
            consulted=judged.consulted,
            raw=read.raw,
            owner=asked.owner,
            private=asked.private,
        )
        if seen is not None and not asked.private:
            self.store.indicators.save(stored.capture, seen.values)
            keep_words(self.store, stored.capture, read.texts)
            if hand is not None:
                self.store.hands.save(stored.capture, hand.hand, hand.kept)
        return stored

    def collect(self, asked: Check, progress: Progress | None = None, *, shared_since: str | None = None) -> Reading:
        """Read everything for one URL; what was read at or after the time `shared_since` is not read again."""
        deadline = time.monotonic() + self.seconds - min(RESERVE_SECONDS, self.seconds / 4)
        capture = Capture(asked.url, now(), asked.bare, resolve_links=self.resolve_links)
        with self.begin() as visit, ThreadPoolExecutor(ROUNDS, "beside") as pool:
            beside: dict[Want, Future[tuple[Read, ...]]] = {}
            looked = self.thinker.survey(capture, last=False)
            for number in range(ROUNDS + HISTORY_ROUNDS):
                turn = _of_round(looked.wants, beside, number)
                kept = () if asked.fresh else self._kept(turn, shared_since)
                known = {old.want for old in kept}
                asking = tuple(want for want in turn if want not in known)
                if aside := tuple(want for want in asking if want.source in BESIDE):
                    beside |= dict.fromkeys(aside, pool.submit(visit.read, aside, deadline, progress))
                pages = tuple(want for want in asking if want not in beside)
                reads = kept + (visit.read(pages, deadline, progress) if pages else ())
                if number == ROUNDS - 1:
                    reads += tuple(read for done in dict.fromkeys(beside.values()) for read in done.result())
                if number >= ROUNDS and all(map(_is_off, reads)):  # nobody looks into the past here
                    capture = capture.with_reads(reads)
                    break
                if reads:
                    capture, looked = self._grown(capture, reads, last=False)
            if looked.wants and looked.seen is None:  # no round is left for what is wanted still
                looked = self._surveyed(capture, last=True)
            return Reading(capture, visit.raw, looked.seen, looked.texts)

    def judge(self, capture: Capture) -> tuple[Judgement, Capture]:
        """Return the verdict on a capture, and the capture without what could not be examined."""
        try:
            return self.thinker.judge(capture), capture
        except ChildError as error:
            reason = error.reason
        # Only now: while an error is handled, its trace holds all that the child was given, which is megabytes.
        capture = msgspec.structs.replace(capture, reads=_without_texts(capture.reads, reason))
        return self.thinker.judge(capture), capture

    def _kept(self, wants: Sequence[Want], shared_since: str | None) -> tuple[Read, ...]:
        """Return what among `wants` was read lately: by registries, archives and logs, and all that is shared."""
        since: dict[Asked, str] = {}
        for want in wants:
            times = [shared_since] if shared_since else []
            times += [ago(hours=KEPT_HOURS[want.source])] if want.source in KEPT_HOURS else []
            if times:
                since[want.source, want.key] = min(times)
        newest = self.store.records.newest(since)
        found = ((want, newest.get((want.source, want.key))) for want in wants)
        return tuple(Read(want, value) for want, value in found if _answered(value))

    def _grown(self, capture: Capture, reads: tuple[Read, ...], *, last: bool) -> tuple[Capture, Survey]:
        """Return the capture with what was read of it that a child survives, and a look at it."""
        grown = capture.with_reads(reads)
        try:
            return grown, self._surveyed(grown, last=last)
        except ChildError as error:
            reason = error.reason
        grown = capture.with_reads(_without_texts(reads, reason))
        return grown, self._surveyed(grown, last=last)

    def _surveyed(self, capture: Capture, *, last: bool) -> Survey:
        """Look at a capture; only to plan, when no child survives more. Raises `ChildError` when none survives that."""
        with suppress(ChildError):
            return self.thinker.survey(capture, last=last)
        return Survey(self.thinker.plan(capture))


def _of_round(wants: Sequence[Want], begun: Collection[Want], number: int) -> tuple[Want, ...]:
    """Return what to read in a round: first what others hang on, at last the past, which hangs on the registration."""
    past = number >= ROUNDS
    fresh = [w for w in wants if w not in begun and (w.why in PAST and w.source not in BESIDE) == past]
    urgent = [w for w in fresh if not _may_wait(w)]
    return tuple(urgent if urgent and number < ROUNDS - 1 else fresh)


def _is_off(read: Read) -> bool:
    return isinstance(read.value, Missing) and read.value.reason is MissingReason.OFF


def _may_wait(want: Want) -> bool:
    """Tell whether nothing else is wanted because of what it says: only claims of other sites lead on."""
    claims = want.key.endswith((TRUST_TXT, RELATED_SETS))
    return want.source in ("mobile", "icon") or (want.source == "file" and want.why == "well-known" and not claims)


def neighbours_of(site: str, shared: tuple[SharedValue, ...]) -> Read:
    """Return what a site shares now with other sites, as a read of our own index."""
    where = Seen(f"index://indicators/{site}", now(), sha256(msgspec.json.encode(shared)).hexdigest())
    return Read(Want("neighbours", site), Neighbours(where, site, shared))


def _answered(value: Source | None) -> TypeGuard[Source]:
    """Tell whether a kept value is an answer: what could not be read is worth another try."""
    if isinstance(value, Registration):
        return value.state not in (RegistrationState.THROTTLED, RegistrationState.UNKNOWN)
    return value is not None and (not isinstance(value, Missing) or value.reason in LASTING)


def _without_texts(reads: tuple[Read, ...], reason: str) -> tuple[Read, ...]:
    return tuple(Read(read.want, _unparsable(read.value, reason)) for read in reads)


def _unparsable(value: Source, reason: str) -> Source:
    return Missing(MissingReason.UNPARSABLE, reason) if isinstance(value, Page | TextFile) else value


@contextmanager
def open_checker(settings: Settings, store: Store, *, workers: int = 2, loaded: bool = False) -> Iterator[Checker]:
    """Yield the checker that the settings describe; its children end with it.

    With `loaded`, wait until they have loaded what they need; raises `StartError` when they cannot.
    """
    with Children.by(settings, workers) as children:
        children.begin()
        if loaded:
            children.knowledge_version()
        yield checker_with(settings, store, children)


def checker_with(settings: Settings, store: Store, children: Children) -> Checker:
    """Return the checker that the settings describe, with children that somebody else keeps."""
    from server.collect import Collector  # noqa: PLC0415 - the replayed and the stored need no network

    turns = store.turns if settings.queue == "store" else None  # a cluster asks a registry in one queue
    collector = Collector(settings, children.parse_registration, turns)
    return Checker(store, children, collector.begin, settings.check_deadline, settings.resolve_links == "on")
