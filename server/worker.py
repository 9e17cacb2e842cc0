"""A worker of the distributed engine: it does the store's jobs until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any

import structlog
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from psycopg import AsyncConnection

from server.housekeeping import keep_house
from server.jobs import run_check
from server.logs import place
from server.queue import CHECK, CHUNK, HOUSE, MOVE, QUEUE, UNIT, QueuedJobs
from server.rejudge import Rejudger
from server.store.audits import AuditState
from server.tasks import PAUSE, PHASES, Tools, advance

HEARTBEAT, DEAD_AFTER = 3.0, 10.0  # seconds: a worker says that it lives; one that was silent so long is dead
RECONNECT = 2.0  # seconds before the store is tried again
LEAVE_AFTER = 60.0  # seconds that jobs under way may take when the worker is told to stop
HOUSE_HOURS = "*/5 * * * *"  # when house is kept: every five minutes, as a service by itself does
ATTEMPTS = 12  # of a job that fails, with growing pauses up to ten minutes
log = structlog.get_logger(__name__)


class LeftError(Exception):
    """A unit has work left: its worker was told to stop, or a registry asked us to wait `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"again in {seconds:.0f} s")
        self.seconds = seconds


class _Again(BaseRetryStrategy):
    """Puts off what is left as long as it asks for, and what fails ever longer."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when to try again; None ends the job."""
        if isinstance(exception, LeftError):
            return RetryDecision(retry_in={"seconds": int(exception.seconds)})
        log.error("job failed", job=job.task_name, reason=type(exception).__name__, where=place(exception))
        return RetryDecision(retry_in={"seconds": min(600, 2**job.attempts)}) if job.attempts < ATTEMPTS else None


class Work:
    """What the jobs do, in threads of this process."""

    def __init__(self, tools: Tools, jobs: QueuedJobs) -> None:
        self._tools = tools
        self._jobs = jobs

    def check(self, check: str) -> None:
        """Do one check."""
        asked = self._tools.store.checks.get(check)
        if asked is not None and asked.state != "done":
            run_check(self._tools.store, self._tools.checker, asked)

    def unit(self, phase: AuditState, audit: str, domain: str) -> None:
        """Do one phase of one domain of an audit; raises `LeftError` when some of it is left."""
        store = self._tools.store
        found = store.audits.get(audit)
        if found is None or found.state != phase:
            return  # done before, or cancelled
        work, state = PHASES[phase]
        work(self._tools, found, domain)
        if store.audits.lines(audit, domain, state):
            raise LeftError(0 if self._tools.stop.is_set() else PAUSE)
        self.move(audit)

    def move(self, audit: str) -> None:
        """Move an audit on whose phase has no work left, and enqueue what follows."""
        advance(self._tools.store, audit, partial(self._jobs.queue.add_phase, audit))

    def chunk(self, run: str, number: int) -> None:
        """Judge one chunk of stored captures again; raises `LeftError` when another worker must do it, or go on."""
        tools = self._tools
        if not Rejudger(tools.store, tools.checker.thinker, tools.stop).chunk(run, number):
            raise LeftError(0 if tools.stop.is_set() else PAUSE)

    def house(self, timestamp: int) -> None:
        """Keep house; the engine asks one worker of the cluster for each period (`timestamp`, seconds since 1970)."""
        self._tools.store.turns.forget()
        keep_house(self._tools.store, self._jobs, read_again=self._tools.settings.public_url is not None)


def run_worker(dsn: str, work: Work, tools: Tools, jobs: int) -> None:
    """Do jobs, `jobs` at a time, until SIGINT or SIGTERM; the store may go away and come back meanwhile."""
    asyncio.run(_run(dsn, work, tools, jobs))


async def _run(dsn: str, work: Work, tools: Tools, jobs: int) -> None:
    loop = asyncio.get_running_loop()
    worker: asyncio.Task[None] | None = None

    def stop() -> None:
        tools.stop.set()
        if worker is not None:
            worker.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    with ThreadPoolExecutor(jobs, "job") as pool:
        while not tools.stop.is_set():
            worker = asyncio.create_task(_connected(dsn, work, pool, jobs))
            try:
                await worker
            except asyncio.CancelledError:
                break
            except Exception as error:  # the store is away: what was under way is taken up when it is back
                log.warning("the store is away", reason=type(error).__name__)
            if not tools.stop.is_set():
                await asyncio.sleep(RECONNECT)


async def _connected(dsn: str, work: Work, pool: ThreadPoolExecutor, jobs: int) -> None:
    app = _app(dsn, work, pool)
    async with app.open_async():
        rescue = asyncio.create_task(_rescue(app))
        try:
            await app.run_worker_async(
                queues=[QUEUE],
                concurrency=jobs,
                install_signal_handlers=False,
                shutdown_graceful_timeout=LEAVE_AFTER,
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=DEAD_AFTER,
                delete_jobs="successful",
            )
        finally:
            rescue.cancel()
            with suppress(asyncio.CancelledError, ConnectorException):
                await rescue


async def _rescue(app: App) -> None:
    """Give the jobs of dead workers to the living."""
    while True:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
            await app.job_manager.retry_job(job)
        await asyncio.sleep(HEARTBEAT)


def _app(dsn: str, work: Work, pool: ThreadPoolExecutor) -> App:
    app = App(connector=PsycopgConnector(conninfo=dsn, min_size=2, max_size=8, configure=_without_transactions))
    for name, does in ((CHECK, work.check), (UNIT, work.unit), (MOVE, work.move), (CHUNK, work.chunk)):
        app.task(name=name, queue=QUEUE, retry=_Again())(_in_thread(does, pool))
    house = app.task(name=HOUSE, queue=QUEUE, queueing_lock=HOUSE, lock=HOUSE, retry=_Again())
    app.periodic(cron=HOUSE_HOURS)(house(_in_thread(work.house, pool)))
    return app


async def _without_transactions(connection: AsyncConnection[Any]) -> None:
    """Let each statement be kept by itself: the engine never asks for two that belong together."""
    await connection.set_autocommit(True)


def _in_thread(does: Callable[..., None], pool: ThreadPoolExecutor) -> Any:
    async def run(**arguments: Any) -> None:
        await asyncio.get_running_loop().run_in_executor(pool, partial(does, **arguments))

    return run
