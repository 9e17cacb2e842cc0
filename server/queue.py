"""Jobs kept in the PostgreSQL store (procrastinate) and done by ``masthead worker`` on any machine.

A job is enqueued in the transaction that creates or moves what it works on, so neither exists without the other. Its
`lock` is the registrable domain: one domain is read by one worker at a time in the whole cluster. A job may run twice
(its worker died after the work and before the word); the units of `server.tasks` are written for that.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import partial
from itertools import islice
from typing import Any

from procrastinate import SyncPsycopgConnector
from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, Engine, inspect

from detectors.domain import host_of, registrable
from detectors.model import Read
from server.audit import begin
from server.errors import SettingsError
from server.jobs import FEW_WAITING, MAX_WAITING
from server.listing import Row
from server.places import Busy
from server.settings import Settings
from server.store import Audit, Check, Store
from server.store.audits import NEXT, AuditState
from server.store.engine import serialize, writing

QUEUE = "masthead"
# What a job does: one check, one domain of an audit, one audit's next phase, what is done again and again, one chunk of
# captures to be judged again.
CHECK, UNIT, MOVE, HOUSE, CHUNK = "check", "unit", "move", "house", "chunk"
POLL_SECONDS = 0.2  # how often the store is asked whether a worker has done a check
ENDED = ("done", "failed")
_BATCH = 500
_URGENT, _PATIENT = 10, -10  # a check that somebody waits for goes before the units of an audit, judging again after


class Queue:
    """Enqueues jobs within transactions of the store; it has no connection of its own.

    Raises `SettingsError` when the store is not PostgreSQL.
    """

    def __init__(self, settings: Settings, store: Store) -> None:
        if not settings.store.startswith("postgresql"):
            raise SettingsError("MASTHEAD_QUEUE=store needs a PostgreSQL store: set MASTHEAD_STORE=postgresql://...")
        self._store = store
        self._manager = JobManager(SyncPsycopgConnector())
        _prepare(store.engine)

    def add_check(self, check: Check, connection: Connection) -> None:
        """Enqueue a check."""
        self._defer([_job(CHECK, registrable(host_of(check.url)), priority=_URGENT, check=check.id)], connection)

    def add_audit(self, audit: Audit, connection: Connection) -> None:
        """Enqueue the first phase of an audit."""
        self.add_phase(audit.id, "collecting", connection)

    def add_phase(self, audit: str, phase: AuditState, connection: Connection) -> None:
        """Enqueue every unit of a phase, and what moves the audit on when there is none."""
        if phase in NEXT:
            domains = self._store.audits.domains(audit, NEXT[phase][0], connection)
            self._defer((_job(UNIT, d, phase=phase, audit=audit, domain=d) for d in domains), connection)
            self._defer([_job(MOVE, None, audit=audit)], connection)

    def add_rejudging(self, run: str, connection: Connection) -> None:
        """Enqueue the chunks of a run that judges stored captures again, behind what others wait for."""
        numbers = self._store.rejudgings.waiting(run, connection)
        self._defer((_job(CHUNK, None, priority=_PATIENT, run=run, number=number) for number in numbers), connection)

    def _defer(self, jobs: Iterable[Job], connection: Connection) -> None:
        jobs = iter(jobs)
        while batch := list(islice(jobs, _BATCH)):
            self._manager.batch_defer_jobs(batch, connection=connection.connection.driver_connection)


def _job(name: str, lock: str | None, *, priority: int = 0, **arguments: Any) -> Job:
    return Job(
        id=None, queue=QUEUE, task_name=name, lock=lock, queueing_lock=None, priority=priority, task_kwargs=arguments
    )


def _prepare(engine: Engine) -> None:
    """Make the engine's tables when they are not there."""
    with writing(engine) as connection:
        serialize(connection, "masthead: queue")
        if not inspect(connection).has_table("procrastinate_jobs"):
            driver: Any = connection.connection.driver_connection
            driver.execute(SchemaManager.get_schema())  # whole, without parameters: it holds per cent signs


class QueuedJobs:
    """Leaves everything to ``masthead worker``, wherever it runs."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._store = store
        self.queue = Queue(settings, store)

    def ask(self, check: Check) -> None:
        """Keep a check and enqueue it; raises `Busy` when too many wait."""
        if self._store.checks.waiting() >= MAX_WAITING:
            raise Busy("too many checks are waiting; ask again in a minute")
        self._store.checks.add(check, partial(self.queue.add_check, check))

    def read_again(self, most: int) -> int:
        """Enqueue up to `most` checks that are due again, when few wait; returns how many there were."""
        if self._store.checks.waiting() >= FEW_WAITING:
            return 0
        return len(self._store.checks.due_again(most, self.queue.add_check))

    def wait(self, identifier: str, seconds: float) -> None:
        """Return when a worker has ended that check, or after so many seconds."""
        deadline = time.monotonic() + seconds
        while (check := self._store.checks.get(identifier)) and check.state not in ENDED:
            left = deadline - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(POLL_SECONDS, left))

    def reads(self, identifier: str, after: int = 0) -> tuple[Read, ...]:
        """Return nothing: what a worker has read is told when the check is done."""
        return ()

    def audit(self, rows: Iterable[Row], *, source: str, owner: str, private: bool) -> Audit:
        """Keep an audit and enqueue its first phase."""
        return begin(
            self._store,
            rows,
            source=source,
            owner=owner,
            private=private,
            runner="queue",
            then=self.queue.add_audit,
        )

    def close(self) -> None:
        """Nothing runs here."""
