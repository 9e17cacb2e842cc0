"""Reused, killable children that parse and examine what strangers wrote.

Hostile pages can hang or swell any parser, so nothing that was fetched is parsed in the serving process. A child that
runs over its processor time or memory is killed and replaced; the caller gets a `ChildError` and reports the source as
unparsable. Data passes as JSON bytes; a child loads the knowledge once, and again when it was changed on disk.
"""

from __future__ import annotations

import multiprocessing
import re
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, TimeoutError  # noqa: A004 - pebble raises this one
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
import structlog
from pebble import ProcessExpired, ProcessPool

from detectors.authored import AuthorText
from detectors.copying import Other, Shared
from detectors.examination import Judgement
from detectors.knowledge import Extract
from detectors.model import (
    Capture,
    HandPrint,
    HandsCompared,
    Missing,
    MissingReason,
    OtherHand,
    Registration,
    Verdict,
    Viewing,
    Want,
)
from detectors.style.in_full import InFull
from detectors.surveying import Survey
from server import child
from server.child import RegistrationKind, StartError
from server.editions import edition_of
from server.errors import MastheadError
from server.settings import Settings

MEMORY = 1_536 * 1024 * 1024  # bytes of address space a child may have while it loads
TASKS_PER_CHILD = 5_000  # then it is replaced, so that nothing that leaks can grow; a new one loads for seconds
# of processor time, on any machine
PLAN_SECONDS, REGISTRATION_SECONDS, EXAMINE_SECONDS, COMPARE_SECONDS = 6.0, 4.0, 10.0, 10.0
CLOCK_FACTOR = 3  # a task that sleeps, or waits for a processor, is killed after so many times that by the clock

log = structlog.get_logger(__name__)


class ChildError(MastheadError):
    """A child could not do its work; `reason` is "timeout", "memory", "killed", or the name of what it raised."""

    def __init__(self, task: str, reason: str) -> None:
        super().__init__(f"{task}: {reason}")
        self.task = task
        self.reason = reason


class Mind:
    """What children do, by the knowledge of one edition."""

    def __init__(self, pool: Pool, folder: Path | None, edition: str | None = None) -> None:
        """Think by that edition of the folder's knowledge, or without one always by the present."""
        self._pool, self._folder, self._pinned = pool, folder, edition

    def today(self) -> Mind:
        """Return the same, held to the present edition: what is imported later changes nothing for it."""
        return Mind(self._pool, self._folder, self._edition)

    @property
    def _edition(self) -> str:
        return edition_of(self._folder) if self._pinned is None else self._pinned

    def plan(self, capture: Capture) -> tuple[Want, ...]:
        """Return what to read next for this capture; raises `ChildError`, or `StartError` when no child can work."""
        return msgspec.json.decode(self._on(child.plan, PLAN_SECONDS, capture), type=tuple[Want, ...])

    def passages_shared(self, text: str, others: Sequence[Other], most: int) -> tuple[Shared, ...]:
        """Return what each of `others` shares with a text (`detectors.passages_shared`); raises `ChildError`."""
        with self._pool.turns:
            given = msgspec.json.encode((text, others, most))
            found = self._pool.run(child.passages_shared, EXAMINE_SECONDS, self._edition, given)
        return msgspec.json.decode(found, type=tuple[Shared, ...])

    def survey(self, capture: Capture, *, last: bool) -> Survey:
        """Return what to read next or, of a complete capture, what its sites carry and say; raises `ChildError`."""
        return msgspec.json.decode(self._on(child.survey, EXAMINE_SECONDS, capture, last), type=Survey)

    def judge(self, capture: Capture) -> Judgement:
        """Return the verdict on this capture with the claims it rests on; raises `ChildError`."""
        return msgspec.json.decode(self._on(child.judge, EXAMINE_SECONDS, capture), type=Judgement)

    def replay(self, capture: Capture, extract: Extract | None, viewing: Viewing | None = None) -> Verdict:
        """Return the verdict from those claims alone, or without an `extract` from today's; raises `ChildError`.

        With a `viewing`, as one window shows the checked page.
        """
        given = msgspec.json.encode((extract, viewing))
        return msgspec.json.decode(self._on(child.replay, EXAMINE_SECONDS, capture, given), type=Verdict)

    def compare_in_full(
        self, a: Sequence[str], b: Sequence[str], lang: str | None, cohort: Sequence[Sequence[str]] = ()
    ) -> InFull:
        """Compare two sides among other hands, with the reasons and the passages of both; raises `ChildError`."""
        given = tuple(a), tuple(b), lang, tuple(map(tuple, cohort))
        data = self._pool.run(child.compare_in_full, COMPARE_SECONDS, None, *given)
        return msgspec.json.decode(data, type=InFull)

    def hand_print(self, posts: Sequence[str], lang: str) -> HandPrint:
        """Return the print of the posts of one hand (`detectors.style.prints`); raises `ChildError`."""
        data = self._pool.run(child.hand_print, COMPARE_SECONDS, None, tuple(posts), lang)
        return msgspec.json.decode(data, type=HandPrint)

    def hands_compared(
        self, own: HandPrint, others: Sequence[tuple[OtherHand, HandPrint]], cohort: Sequence[HandPrint]
    ) -> tuple[HandsCompared, ...]:
        """Return the comparison of a hand with others, among a cohort (`detectors.style.hands`); raises `ChildError`.

        The matrices of a cohort are dozens of megabytes, which the children hold anyway when they judge.
        """
        with self._pool.turns:
            given = msgspec.json.encode((own, others, cohort))
            data = self._pool.run(child.hands_compared, COMPARE_SECONDS, None, given)
        return msgspec.json.decode(data, type=tuple[HandsCompared, ...])

    def author_texts(self, capture: Capture) -> tuple[AuthorText, ...]:
        """Return what the author of the checked site wrote, page by page; raises `ChildError`."""
        return msgspec.json.decode(self._on(child.author_texts, PLAN_SECONDS, capture), type=tuple[AuthorText, ...])

    def parse_registration(self, kind: RegistrationKind, body: bytes, domain: str) -> Registration | Missing:
        """Parse a registry's answer and redact persons from it, before anything else sees it."""
        try:
            data = self._pool.run(child.parse_registration, REGISTRATION_SECONDS, self._edition, kind, body, domain)
        except ChildError as error:
            return Missing(MissingReason.UNPARSABLE, error.reason)
        return msgspec.json.decode(data, type=Registration)

    def knowledge_version(self) -> str:
        """Return the version of the knowledge; raises `StartError` when it cannot be read, `ChildError`."""
        return self._pool.run(child.knowledge_version, REGISTRATION_SECONDS, self._edition).decode()

    def _on(self, task: Any, seconds: float, capture: Capture, *more: Any) -> bytes:
        """Do a task on a capture. Captures are megabytes: who waits for a child waits before encoding one for it."""
        with self._pool.turns:
            return self._pool.run(task, seconds, self._edition, capture.to_json(), *more)


class Children(Mind):
    """A pool of children that think by what is in the folder `knowledge`, as it is when each task begins.

    `thinker` names a module with the functions of `detectors`. A task may take `patience` times as long as usual by the
    clock (`Settings.patience`); its processor time stays what it is.
    """

    def __init__(
        self, knowledge: Path | None = None, *, workers: int = 2, thinker: str = "detectors", patience: float = 1.0
    ) -> None:
        super().__init__(Pool(workers, thinker, knowledge, patience), knowledge)

    @classmethod
    def by(cls, settings: Settings, workers: int = 1) -> Children:
        """Return so many children that think by the knowledge, and with the patience, of the settings."""
        return cls(settings.knowledge, workers=workers, patience=settings.patience)

    def begin(self) -> None:
        """Start the children, which load for a second or two; nobody need wait for it."""
        self._pool.begin()

    def close(self) -> None:
        """End the children."""
        self._pool.close()

    def __enter__(self) -> Children:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Pool:
    """The processes; pebble's pool is renewed when it breaks."""

    def __init__(self, workers: int, thinker: str, knowledge: Path | None, patience: float) -> None:
        self._clock = CLOCK_FACTOR * patience
        self.turns = threading.BoundedSemaphore(workers)
        self._lock = threading.Lock()
        self._made: Callable[[], ProcessPool] = partial(
            ProcessPool,
            max_workers=workers,
            max_tasks=TASKS_PER_CHILD,
            initializer=child.start,
            initargs=(thinker, knowledge, MEMORY),
            context=multiprocessing.get_context("spawn"),
        )
        self._pool = self._made()

    def begin(self) -> None:
        """Start the children."""
        self._pool.schedule(child.knowledge_version)

    def close(self) -> None:
        """End the children."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def run(self, task: Any, seconds: float, edition: str | None, *args: Any) -> bytes:
        """Return what a task of `server.child` gives; raises `ChildError`, or `StartError` when no child can work."""
        for _ in range(2):
            pool = self._pool
            try:
                return self._done(pool, task, seconds, edition, *args)
            except BrokenProcessPool:  # a child died between tasks, maybe by another's: a new pool, and once more
                self._renew(pool)
        raise ChildError(task.__name__, "killed")

    def _renew(self, broken: ProcessPool) -> None:
        """Put a new pool in the place of a broken one: pebble's refuses every task from then on."""
        with self._lock:
            if self._pool is broken:
                log.warning("children renewed")
                self._pool = self._made()
                broken.stop()  # type: ignore[no-untyped-call]

    def _done(self, pool: ProcessPool, task: Any, seconds: float, edition: str | None, *args: Any) -> bytes:
        name, where = task.__name__, ""
        try:
            # Not by a name: a future that failed holds its trace, which would hold it, and what was given to the task.
            result: bytes = self._scheduled(pool, task, seconds, edition, *args).result()
        except TimeoutError:
            reason = "timeout"
        except ProcessExpired as error:
            reason = {-signal.SIGPROF: "timeout", child.SPENT: "memory"}.get(error.exitcode, "killed")
        except CancelledError:
            reason = "killed"
        except (StartError, BrokenProcessPool):
            raise
        except Exception as error:  # whatever a parser raises about a stranger's page; its message may quote the page
            reason, where = type(error).__name__, _place(error)
        else:
            return result
        log.warning("child failed", task=name, reason=reason, where=where)
        raise ChildError(name, reason)

    def _scheduled(
        self, pool: ProcessPool, task: Any, seconds: float, edition: str | None, *args: Any
    ) -> Future[bytes]:
        try:
            return pool.schedule(child.timed, args=(seconds, edition, task, *args), timeout=self._clock * seconds)
        except RuntimeError as error:  # it broke before
            raise BrokenProcessPool from error


def _place(error: Exception) -> str:
    """Return where in a child an error was raised; pebble carries the trace as text."""
    frames = re.findall(r'File "[^"]*?([^"/]+)", line (\d+)', getattr(error, "traceback", ""))
    return ":".join(frames[-1]) if frames else ""
