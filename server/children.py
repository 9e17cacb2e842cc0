"""Reused, killable children that parse and examine what strangers wrote.

Hostile pages can hang or swell any parser, so nothing that was fetched is parsed in the serving process. A child that
runs over its processor time or memory is killed and replaced; the caller gets a `ChildError` and reports the source as
unparsable. Data passes as JSON bytes; the knowledge is loaded once a child.
"""

from __future__ import annotations

import multiprocessing
import re
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, TimeoutError  # noqa: A004 - pebble raises this one
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
import structlog
from pebble import ProcessExpired, ProcessPool

from detectors.authored import AuthorText
from detectors.examination import Judgement
from detectors.knowledge import Extract
from detectors.model import Capture, HandPrint, Missing, MissingReason, Registration, Verdict, Viewing, Want
from detectors.sighting import Sightings
from detectors.style import Comparison
from server import child
from server.child import RegistrationKind, StartError
from server.errors import MastheadError

MEMORY = 1_536 * 1024 * 1024  # bytes of address space a child may have while it loads
TASKS_PER_CHILD = 500  # then it is replaced, so that nothing that leaks can grow
# of processor time, on any machine
PLAN_SECONDS, REGISTRATION_SECONDS, EXAMINE_SECONDS, COMPARE_SECONDS = 6.0, 4.0, 10.0, 10.0
CLOCK_FACTOR = 3  # a task that sleeps, or waits for a processor, is killed after so many times that by the clock

log = structlog.get_logger(__name__)


class ChildError(MastheadError):
    """A child could not do its work; `reason` is "timeout", "killed" or the name of the exception it raised."""

    def __init__(self, task: str, reason: str) -> None:
        super().__init__(f"{task}: {reason}")
        self.task = task
        self.reason = reason


class Children:
    """A pool of children. `thinker` names a module with the functions of `detectors`."""

    def __init__(self, knowledge: Path | None = None, *, workers: int = 2, thinker: str = "detectors") -> None:
        self._turns = threading.BoundedSemaphore(workers)
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
        """Start the children, which load for a second or two; nobody need wait for it."""
        self._pool.schedule(child.knowledge_version)

    def plan(self, capture: Capture) -> tuple[Want, ...]:
        """Return what to read next for this capture; raises `ChildError`, or `StartError` when no child can work."""
        return msgspec.json.decode(self._on(child.plan, PLAN_SECONDS, capture), type=tuple[Want, ...])

    def sightings(self, capture: Capture) -> Sightings:
        """Return what the sites of this capture carry that others may carry too; raises `ChildError`."""
        return msgspec.json.decode(self._on(child.sightings, PLAN_SECONDS, capture), type=Sightings)

    def judge(self, capture: Capture) -> Judgement:
        """Return the verdict on this capture with the claims it rests on; raises `ChildError`."""
        return msgspec.json.decode(self._on(child.judge, EXAMINE_SECONDS, capture), type=Judgement)

    def replay(self, capture: Capture, extract: Extract | None, viewing: Viewing | None = None) -> Verdict:
        """Return the verdict from those claims alone, or without an `extract` from today's; raises `ChildError`.

        With a `viewing`, as one window shows the checked page.
        """
        given = msgspec.json.encode((extract, viewing))
        return msgspec.json.decode(self._on(child.replay, EXAMINE_SECONDS, capture, given), type=Verdict)

    def compare(self, a: Sequence[str], b: Sequence[str], lang: str | None) -> Comparison:
        """Return how alike the styles of two sides are (`detectors.style.compare`); raises `ChildError`."""
        return msgspec.json.decode(self._run(child.compare, COMPARE_SECONDS, tuple(a), tuple(b), lang), type=Comparison)

    def hand_print(self, posts: Sequence[str], lang: str) -> HandPrint:
        """Return the print of the posts of one hand (`detectors.style.prints`); raises `ChildError`."""
        return msgspec.json.decode(self._run(child.hand_print, COMPARE_SECONDS, tuple(posts), lang), type=HandPrint)

    def author_texts(self, capture: Capture) -> tuple[AuthorText, ...]:
        """Return what the author of the checked site wrote, page by page; raises `ChildError`."""
        return msgspec.json.decode(self._on(child.author_texts, PLAN_SECONDS, capture), type=tuple[AuthorText, ...])

    def parse_registration(self, kind: RegistrationKind, body: bytes, domain: str) -> Registration | Missing:
        """Parse a registry's answer and redact persons from it, before anything else sees it."""
        try:
            data = self._run(child.parse_registration, REGISTRATION_SECONDS, kind, body, domain)
        except ChildError as error:
            return Missing(MissingReason.UNPARSABLE, error.reason)
        return msgspec.json.decode(data, type=Registration)

    def knowledge_version(self) -> str:
        """Return the version of the knowledge that the children hold; raises `ChildError` when it cannot be read."""
        return self._run(child.knowledge_version, REGISTRATION_SECONDS).decode()

    def close(self) -> None:
        """End the children."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def __enter__(self) -> Children:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _on(self, task: Any, seconds: float, capture: Capture, *more: Any) -> bytes:
        """Do a task on a capture. Captures are megabytes: who waits for a child waits before encoding one for it."""
        with self._turns:
            return self._run(task, seconds, capture.to_json(), *more)

    def _run(self, task: Any, seconds: float, *args: Any) -> bytes:
        for _ in range(2):
            pool = self._pool
            try:
                return self._done(pool, task, seconds, *args)
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

    def _done(self, pool: ProcessPool, task: Any, seconds: float, *args: Any) -> bytes:
        name, where = task.__name__, ""
        try:
            work = pool.schedule(child.timed, args=(seconds, task, *args), timeout=CLOCK_FACTOR * seconds)
        except RuntimeError as error:  # it broke before
            raise BrokenProcessPool from error
        try:
            result: bytes = work.result()
        except TimeoutError:
            reason = "timeout"
        except ProcessExpired as error:
            reason = "timeout" if error.exitcode == -signal.SIGPROF else "killed"
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


def _place(error: Exception) -> str:
    """Return where in a child an error was raised; pebble carries the trace as text."""
    frames = re.findall(r'File "[^"]*?([^"/]+)", line (\d+)', getattr(error, "traceback", ""))
    return ":".join(frames[-1]) if frames else ""
