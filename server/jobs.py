"""What a service does in the background: checks and audits that were asked for. Their state is in the store.

`OwnJobs` does them in this process, where a restart takes them up again; `server.queue.QueuedJobs` leaves them to the
workers.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Protocol

import structlog
from sqlalchemy.exc import OperationalError

from detectors.model import Read
from server import metrics
from server.audit import Auditor, begin
from server.check import Checker, Progress
from server.listing import Row
from server.logs import place
from server.memory import trim_memory
from server.places import Busy
from server.settings import Settings
from server.store import Audit, Check, Store, Stored
from server.store.audits import Runner
from server.tasks import Tools

FEW_WAITING = 20  # below this, the service reads again what is due
AWAY_SECONDS = (1.0, 2.0, 4.0, 8.0, *(15.0,) * 40)  # between tries of a check while the store is away: ten minutes
MAX_WAITING = 500  # beyond this, asking is refused until some are done
log = structlog.get_logger(__name__)


class Jobs(Protocol):
    """Where a service leaves its work."""

    def ask(self, check: Check) -> None:
        """Keep a check and see that it is done; raises `Busy` when too many wait."""
        ...

    def read_again(self, most: int) -> int:
        """Take up to `most` checks that are due again, when few wait; returns how many were taken."""
        ...

    def wait(self, identifier: str, seconds: float) -> None:
        """Return when that check has ended, or after so many seconds."""
        ...

    def reads(self, identifier: str, after: int = 0) -> tuple[Read, ...]:
        """Return what is known to have been read for a running check, but for the first `after` reads."""
        ...

    def audit(self, rows: Iterable[Row], *, source: str, owner: str, private: bool) -> Audit:
        """Keep an audit of these rows and see that it is done."""
        ...

    def close(self) -> None:
        """Let what runs end."""
        ...


def run_check(store: Store, checker: Checker, check: Check, on_read: Progress | None = None) -> None:
    """Do a check and keep how it ended; whatever happened, the asker must learn that it ended.

    Raises OperationalError when the store is away: nothing is said of the check then, and it may be done again.
    """
    store.checks.set_state(check.id, "running")
    try:
        with metrics.check_seconds.time():
            stored = checker.check(check, on_read)
    except OperationalError:
        raise
    except Exception as error:
        log.error("check failed", reason=type(error).__name__, where=place(error))
        store.checks.set_state(check.id, "failed", type(error).__name__)
        metrics.checks.labels("failed").inc()
    else:
        store.checks.set_state(check.id, "done")
        metrics.checks.labels("done").inc()
        _count(stored)
    finally:
        trim_memory()


def _count(stored: Stored) -> None:
    metrics.verdicts.labels(stored.core.verdict.value).inc()
    for missing in stored.core.coverage.missing:
        metrics.unread.labels(missing.source.partition(":")[0], missing.reason).inc()


class OwnJobs:
    """Threads that do checks, and one that does audits one after the other; most of the time they wait for servers."""

    runner: Runner = "service"

    def __init__(self, settings: Settings, store: Store, checker: Checker, workers: int = 8) -> None:
        self._store = store
        self._checker = checker
        self._tools = Tools(settings, store, checker)
        self._pool = ThreadPoolExecutor(workers, "check")
        self._audits = ThreadPoolExecutor(1, "audits")
        self._futures: dict[str, Future[None]] = {}
        self._reads: dict[str, list[Read]] = {}
        self._lock = threading.Lock()

    def resume(self) -> None:
        """Take up what an earlier process left."""
        for check in self._store.checks.requeue():
            self._submit(check)
        for audit in self._store.audits.unfinished(self.runner):
            self._audits.submit(self._run_audit, audit)

    def ask(self, check: Check) -> None:
        """Keep a check and queue it; raises `Busy` when too many wait."""
        with self._lock:
            if len(self._futures) >= MAX_WAITING:
                raise Busy("too many checks are waiting; ask again in a minute")
        self._store.checks.add(check)
        self._submit(check)

    def read_again(self, most: int) -> int:
        """Take up to `most` checks that are due again, when few wait; returns how many were taken."""
        if self._store.checks.waiting() >= FEW_WAITING:
            return 0
        due = self._store.checks.due_again(most)
        for check in due:
            self._submit(check)
        return len(due)

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

    def audit(self, rows: Iterable[Row], *, source: str, owner: str, private: bool) -> Audit:
        """Keep an audit and queue it behind those that run."""
        audit = begin(self._store, rows, source=source, owner=owner, private=private, runner=self.runner)
        self._audits.submit(self._run_audit, audit)
        return audit

    def close(self) -> None:
        """Let what runs end; what is queued waits in the store for the next process."""
        self._tools.stop.set()
        for pool in (self._audits, self._pool):
            pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, check: Check) -> None:
        with self._lock:
            future = self._futures[check.id] = self._pool.submit(self._run, check)
        future.add_done_callback(lambda _: self._forget(check.id))

    def _forget(self, identifier: str) -> None:
        with self._lock:
            self._futures.pop(identifier, None)
            self._reads.pop(identifier, None)

    def _run(self, check: Check) -> None:
        """Do a check, again when the store was away meanwhile; one that is stopped is taken up by the next process."""
        for pause in AWAY_SECONDS:
            try:
                run_check(self._store, self._checker, check, self._reads.setdefault(check.id, []).append)
            except OperationalError as error:
                log.warning("the store is away", reason=type(error).__name__)
                if self._tools.stop.wait(pause):
                    return
            else:
                return

    def _run_audit(self, audit: Audit) -> None:
        try:
            Auditor(self._tools).run(audit)
        except Exception as error:  # it stays unfinished: the next process takes it up
            log.error("audit stopped", reason=type(error).__name__, where=place(error))
