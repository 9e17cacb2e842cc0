"""Checks done in the background of the serving process. Their state is in the store: a restart queues them again."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait

import structlog

from detectors.model import Read
from server import metrics
from server.check import Checker
from server.errors import MastheadError
from server.logs import place
from server.store import Check, Store, Stored

MAX_WAITING = 500  # beyond this, asking is refused until some are done
log = structlog.get_logger(__name__)


class Busy(MastheadError):  # noqa: N818 - a state, not a fault
    """Too many checks wait already."""


class Jobs:
    """A pool of threads that do checks; most of a check is waiting for others' servers."""

    def __init__(self, store: Store, checker: Checker, workers: int = 8) -> None:
        self._store = store
        self.checker = checker
        self._pool = ThreadPoolExecutor(workers, "check")
        self._futures: dict[str, Future[None]] = {}
        self._reads: dict[str, list[Read]] = {}
        self._lock = threading.Lock()

    def resume(self) -> None:
        """Take up what an earlier process left."""
        for check in self._store.checks.requeue():
            self._submit(check)

    def ask(self, check: Check) -> None:
        """Keep a check and queue it; raises `Busy` when too many wait."""
        with self._lock:
            if len(self._futures) >= MAX_WAITING:
                raise Busy("too many checks are waiting; ask again in a minute")
        self._store.checks.add(check)
        self._submit(check)

    def wait(self, identifier: str, seconds: float) -> None:
        """Return when that check has ended, or after so many seconds."""
        with self._lock:
            future = self._futures.get(identifier)
        if future is not None:
            wait((future,), timeout=seconds)

    def reads(self, identifier: str, after: int = 0) -> tuple[Read, ...]:
        """Return what this process has read for a running check, but for the first `after` reads."""
        with self._lock:
            return tuple(self._reads.get(identifier, ())[after:])

    def close(self) -> None:
        """Let running checks end; queued ones wait in the store for the next process."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, check: Check) -> None:
        with self._lock:
            future = self._futures[check.id] = self._pool.submit(self._run, check)
        future.add_done_callback(lambda _: self._forget(check.id))

    def _forget(self, identifier: str) -> None:
        with self._lock:
            self._futures.pop(identifier, None)
            self._reads.pop(identifier, None)

    def _run(self, check: Check) -> None:
        self._store.checks.set_state(check.id, "running")
        try:
            with metrics.check_seconds.time():
                stored = self.checker.check(check, self._reads.setdefault(check.id, []).append)
        except Exception as error:  # whatever happened, the asker must learn that it ended
            log.error("check failed", reason=type(error).__name__, where=place(error))
            self._store.checks.set_state(check.id, "failed", type(error).__name__)
            metrics.checks.labels("failed").inc()
        else:
            self._store.checks.set_state(check.id, "done")
            metrics.checks.labels("done").inc()
            _count(stored)


def _count(stored: Stored) -> None:
    metrics.verdicts.labels(stored.core.verdict.value).inc()
    for missing in stored.core.coverage.missing:
        metrics.unread.labels(missing.source.partition(":")[0], missing.reason).inc()
