"""Reused, killable children that parse and examine what strangers wrote.

Hostile pages can hang or swell any parser, so nothing that was fetched is parsed in the serving process. A child that
runs over its processor time or memory is killed and replaced; the caller gets a `ChildError` and reports the source as
unparsable. Data passes as JSON bytes; the knowledge is loaded once a child.
"""

from __future__ import annotations

import contextlib
import gc
import json
import multiprocessing
import os
import re
import resource
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, TimeoutError  # noqa: A004 - pebble raises this one
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import msgspec
import structlog
from pebble import ProcessExpired, ProcessPool

from detectors.authored import AuthorText
from detectors.examination import Judgement
from detectors.knowledge import Extract
from detectors.knowledge.table import FILE
from detectors.model import Capture, Missing, MissingReason, Registration, Verdict, Want
from detectors.sighting import Sightings
from detectors.style import Comparison
from detectors.surrogates import without_halves
from server.errors import MastheadError
from server.memory import held_memory, limit_memory, trim_memory

MEMORY = 1_536 * 1024 * 1024  # bytes of address space a child may have while it loads
# Bytes that a loaded child may grow by. Eight real pages of 1 MB take 83 million; a hostile page takes what it gets.
HEADROOM = 112 * 1024 * 1024
_KEPT = 32 * 1024 * 1024  # bytes grown by, after a task, that are worth giving back
TASKS_PER_CHILD = 500  # then it is replaced, so that nothing that leaks can grow
# of processor time, on any machine
PLAN_SECONDS, REGISTRATION_SECONDS, EXAMINE_SECONDS, COMPARE_SECONDS = 6.0, 4.0, 10.0, 10.0
CLOCK_FACTOR = 3  # a task that sleeps, or waits for a processor, is killed after so many times that by the clock

RegistrationKind = Literal["whois", "rdap"]
log = structlog.get_logger(__name__)


class StartError(MastheadError):
    """A child cannot be set up: the knowledge cannot be read, or the installation is damaged."""


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
            initializer=_start,
            initargs=(thinker, knowledge, MEMORY),
            context=multiprocessing.get_context("spawn"),
        )
        self._pool = self._made()

    def begin(self) -> None:
        """Start the children, which load for a second or two; nobody need wait for it."""
        self._pool.schedule(_knowledge_version)

    def plan(self, capture: Capture) -> tuple[Want, ...]:
        """Return what to read next for this capture; raises `ChildError`, or `StartError` when no child can work."""
        return msgspec.json.decode(self._on(_plan, PLAN_SECONDS, capture), type=tuple[Want, ...])

    def sightings(self, capture: Capture) -> Sightings:
        """Return what the sites of this capture carry that others may carry too; raises `ChildError`."""
        return msgspec.json.decode(self._on(_sightings, PLAN_SECONDS, capture), type=Sightings)

    def judge(self, capture: Capture) -> Judgement:
        """Return the verdict on this capture with the claims it rests on; raises `ChildError`."""
        return msgspec.json.decode(self._on(_judge, EXAMINE_SECONDS, capture), type=Judgement)

    def replay(self, capture: Capture, extract: Extract | None) -> Verdict:
        """Return the verdict from those claims alone, or without an `extract` from today's; raises `ChildError`."""
        claims = msgspec.json.encode(extract)
        return msgspec.json.decode(self._on(_replay, EXAMINE_SECONDS, capture, claims), type=Verdict)

    def compare(self, a: Sequence[str], b: Sequence[str], lang: str | None) -> Comparison:
        """Return how alike the styles of two sides are (`detectors.style.compare`); raises `ChildError`."""
        return msgspec.json.decode(self._run(_compare, COMPARE_SECONDS, tuple(a), tuple(b), lang), type=Comparison)

    def author_texts(self, capture: Capture) -> tuple[AuthorText, ...]:
        """Return what the author of the checked site wrote, page by page; raises `ChildError`."""
        data = self._run(_author_texts, PLAN_SECONDS, capture.to_json())
        return msgspec.json.decode(data, type=tuple[AuthorText, ...])

    def parse_registration(self, kind: RegistrationKind, body: bytes, domain: str) -> Registration | Missing:
        """Parse a registry's answer and redact persons from it, before anything else sees it."""
        try:
            data = self._run(_parse_registration, REGISTRATION_SECONDS, kind, body, domain)
        except ChildError as error:
            return Missing(MissingReason.UNPARSABLE, error.reason)
        return msgspec.json.decode(data, type=Registration)

    def knowledge_version(self) -> str:
        """Return the version of the knowledge that the children hold; raises `ChildError` when it cannot be read."""
        return self._run(_knowledge_version, REGISTRATION_SECONDS).decode()

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
        raise ChildError(task.__name__.removeprefix("_"), "killed")

    def _renew(self, broken: ProcessPool) -> None:
        """Put a new pool in the place of a broken one: pebble's refuses every task from then on."""
        with self._lock:
            if self._pool is broken:
                log.warning("children renewed")
                self._pool = self._made()
                broken.stop()  # type: ignore[no-untyped-call]

    def _done(self, pool: ProcessPool, task: Any, seconds: float, *args: Any) -> bytes:
        name, where = task.__name__.removeprefix("_"), ""
        try:
            work = pool.schedule(_timed, args=(seconds, task, *args), timeout=CLOCK_FACTOR * seconds)
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


@dataclass
class _Mind:
    """What a child holds between its tasks; `failure` is why it could not be set up."""

    loaded: int = 0  # bytes of address space once loaded
    thinker: Any = None
    knowledge: Any = None
    failure: str = ""


_mind = _Mind()


def _start(thinker: str, knowledge: Path | None, memory: int) -> None:
    """Set up a child. Pebble restarts a child whose initializer fails for ever, so a failure is kept for the tasks."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads would eat the address space
    with contextlib.suppress(OSError, ValueError):  # macOS refuses; the time limits still hold
        limit = memory + _mapped(knowledge)
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        _mind.thinker = import_module(thinker)
        _mind.thinker.warm()
        _mind.knowledge = _mind.thinker.load_knowledge((knowledge,) if knowledge else ())
        spare_the_collector()
        _mind.loaded = held_memory()
    except Exception as error:
        _mind.failure = f"{type(error).__name__}: {error}"


def spare_the_collector() -> None:
    """Keep what is loaded by now out of the garbage collector's sight, and let it look at the rest less often.

    Words and knowledge live as long as the process, and an examination leaves no circles behind: looking for some cost
    a sixth of the time of reading a page (`bench/examination.py`).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


def _mapped(knowledge: Path | None) -> int:
    """Return the bytes of address space that imported registers take: all children share one copy of them."""
    file = knowledge / FILE if knowledge else None
    return file.stat().st_size if file and file.is_file() else 0


def _ready() -> _Mind:
    if _mind.failure:
        raise StartError(f"examining cannot start: {_mind.failure}")
    return _mind


def _timed(seconds: float, task: Callable[..., bytes], *args: Any) -> bytes:
    """Do a task; the kernel ends this process when the task has used so many seconds of processor time."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    # Only during a task: who runs out of memory while pebble passes a message breaks the whole pool.
    limit_memory(_mind.loaded + HEADROOM if _mind.loaded else None)
    try:
        return task(*args)
    finally:
        limit_memory(None)
        signal.setitimer(signal.ITIMER_PROF, 0)
        if held_memory() > _mind.loaded + _KEPT:
            _give_back()


def _give_back() -> None:
    """Drop what was parsed, and return what is free to the system: its allocator keeps it otherwise."""
    if forget := getattr(_mind.thinker, "forget", None):
        forget()
    gc.collect()
    trim_memory()


def _plan(capture: bytes) -> bytes:
    mind = _ready()
    return msgspec.json.encode(mind.thinker.plan(Capture.from_json(capture), mind.knowledge))


def _sightings(capture: bytes) -> bytes:
    mind = _ready()
    return msgspec.json.encode(mind.thinker.sightings(Capture.from_json(capture), mind.knowledge))


def _judge(capture: bytes) -> bytes:
    mind = _ready()
    return msgspec.json.encode(mind.thinker.judge(Capture.from_json(capture), mind.knowledge))


def _replay(capture: bytes, claims: bytes) -> bytes:
    mind = _ready()
    taken, extract = Capture.from_json(capture), msgspec.json.decode(claims, type=Extract | None)
    if extract is None:
        return msgspec.json.encode(mind.thinker.examine(taken, mind.knowledge))
    return msgspec.json.encode(mind.thinker.replay(taken, extract))


def _compare(a: tuple[str, ...], b: tuple[str, ...], lang: str | None) -> bytes:
    return msgspec.json.encode(import_module("detectors.style").compare(a, b, lang))


def _author_texts(capture: bytes) -> bytes:
    mind = _ready()
    return msgspec.json.encode(mind.thinker.author_texts(Capture.from_json(capture), mind.knowledge))


def _parse_registration(kind: RegistrationKind, body: bytes, domain: str) -> bytes:
    registration = import_module("detectors.registration")
    if kind == "rdap":
        parsed = registration.parse_rdap(json.loads(without_halves(body.decode("utf-8", "replace"))), domain)
    else:
        text = registration.decode_whois(body)
        second = import_module("server.collect.second_reading")
        parsed = second.compared(registration.parse_whois(text, domain), text)
    return msgspec.json.encode(registration.redact(parsed))


def _knowledge_version() -> bytes:
    return str(_ready().knowledge.version).encode()
