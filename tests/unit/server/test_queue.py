"""Jobs on the shared store: there when what they work on is there, and not otherwise."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from procrastinate.periodic import PeriodicDeferrer

from detectors.model import Level
from server.check import Checker
from server.errors import SettingsError
from server.listing import Row
from server.places import Busy
from server.queue import QueuedJobs
from server.rejudge import Rejudger
from server.settings import Settings
from server.store import Check, Store, new_id
from server.tasks import Tools
from server.worker import LeftError, Work, _Again, _app
from tests.unit.server.making import URL, Here, Shelf, capture, page, registration, verdict

ROWS = (Row(1, "http://127.0.0.1/a"), Row(2, "http://127.0.0.2/b"), Row(3, "http://127.0.0.1/c"), Row(4, "word"))


@pytest.fixture
def shared(postgresql, tmp_path):
    """A shared store with its settings."""
    url = postgresql.database()
    (tmp_path / "masthead.toml").write_text('allowed_networks = "127.0.0.0/8"\nqueue = "store"\n', encoding="utf-8")
    settings = Settings.load({"MASTHEAD_STORE": url}, tmp_path / "masthead.toml")
    store = Store(url)
    yield settings, store
    store.close()


def jobs(settings: Settings) -> list[tuple[str, str | None, dict]]:
    query = "SELECT task_name, lock, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id"
    with psycopg.connect(settings.store) as connection:
        return connection.execute(query).fetchall()


def test_a_check_comes_with_its_job(shared):
    settings, store = shared
    queued = QueuedJobs(settings, store)
    check = Check(new_id(), URL)
    queued.ask(check)
    assert store.checks.get(check.id) == check
    assert jobs(settings) == [("check", "blog.example", {"check": check.id})]


def test_too_many_are_refused_and_leave_nothing(shared, monkeypatch):
    settings, store = shared
    queued = QueuedJobs(settings, store)
    monkeypatch.setattr("server.queue.MAX_WAITING", 0)
    with pytest.raises(Busy):
        queued.ask(Check(new_id(), URL))
    assert jobs(settings) == []


def test_an_audit_comes_with_a_job_for_each_domain(shared):
    settings, store = shared
    audit = QueuedJobs(settings, store).audit(ROWS, source="f" * 64, owner="local", private=False)
    assert audit.runner == "queue"
    assert [(name, lock) for name, lock, _ in jobs(settings)] == [
        ("unit", "127.0.0.1"),
        ("unit", "127.0.0.2"),
        ("move", None),
    ]


def test_the_jobs_of_an_audit_take_it_to_its_end(shared):
    settings, store = shared
    queued = QueuedJobs(settings, store)
    audit = queued.audit(ROWS, source="f" * 64, owner="local", private=False)
    shelf = Shelf(page=page("disclosed"), registration=registration())
    tools = Tools(settings, store, Checker(store, Here(), shelf.begin))
    work, done = Work(tools, queued), 0
    while done < len(found := jobs(settings)):  # nothing takes them off here, so each is done in its turn
        name, _, arguments = found[done]
        getattr(work, name)(**arguments)
        getattr(work, name)(**arguments)  # twice is once
        done += 1
    assert store.audits.get(audit.id).state == "done"
    assert store.audits.counts(audit.id).levels == {Level.DISCLOSED.value: 3}


def test_a_unit_that_was_stopped_says_what_is_left(shared):
    settings, store = shared
    queued = QueuedJobs(settings, store)
    audit = queued.audit(ROWS, source="f" * 64, owner="local", private=False)
    tools = Tools(settings, store, Checker(store, Here(), Shelf().begin))
    tools.stop.set()
    with pytest.raises(LeftError) as left:
        Work(tools, queued).unit("collecting", audit.id, "127.0.0.1")
    assert left.value.seconds == 0


def test_what_was_done_or_cancelled_is_left_alone(shared):
    settings, store = shared
    queued = QueuedJobs(settings, store)
    audit = queued.audit(ROWS, source="f" * 64, owner="local", private=False)
    store.audits.cancel(audit.id)
    shelf = Shelf()
    work = Work(Tools(settings, store, Checker(store, Here(), shelf.begin)), queued)
    work.unit("collecting", audit.id, "127.0.0.1")
    work.move(audit.id)
    assert shelf.asked == []


def test_house_is_kept_once_a_period_by_all_workers_together(shared, monkeypatch):
    settings, store = shared
    queued = QueuedJobs(settings, store)
    store.checks.add(Check("old", URL, state="done"))
    work = Work(Tools(settings, store, Checker(store, Here(), Shelf().begin)), queued)
    asyncio.run(_defer_periodic(settings, work, at=1_000_000_000, workers=3))
    assert [name for name, _, _ in jobs(settings)] == ["house"]
    ((_, _, arguments),) = jobs(settings)
    monkeypatch.setattr("server.housekeeping.ago", lambda **_: "2999-01-01T00:00:00Z")
    work.house(**arguments)
    assert store.checks.get("old") is None


def test_the_chunks_of_a_rejudging_are_jobs_and_end_it(shared):
    settings, store = shared
    queued = QueuedJobs(settings, store)
    taken = capture(Level.DISCLOSED.value)
    store.verdicts.save("v", verdict(Level.NO_FINDING, taken.url, taken), taken, owner="local", private=False)
    work = Work(Tools(settings, store, Checker(store, Here(), Shelf().begin)), queued)
    made = store.rejudgings.begin(Rejudger(store, Here()).mark, "queue", queued.queue.add_rejudging)
    assert [(name, arguments) for name, _, arguments in jobs(settings)] == [("chunk", {"run": made.id, "number": 0})]
    for _ in range(2):  # twice is once
        work.chunk(made.id, 0)
    assert store.rejudgings.get(made.id).ended_at
    other = store.rejudgings.begin("{}", "queue", queued.queue.add_rejudging)
    with pytest.raises(LeftError):
        work.chunk(other.id, 0)


async def _defer_periodic(settings: Settings, work: Work, at: float, workers: int) -> None:
    """Do what the engine does in each worker when a period begins."""
    with ThreadPoolExecutor(1) as pool:
        for _ in range(workers):
            app = _app(settings.store, work, pool)
            async with app.open_async():
                deferrer = PeriodicDeferrer(app.periodic_registry)
                await deferrer.defer_jobs(deferrer.get_previous_tasks(at=at))


def test_failures_are_tried_again_ever_later_and_at_last_given_up():
    class Job:
        task_name = "unit"
        attempts = 0

    again, job = _Again(), Job()
    first = again.get_retry_decision(exception=OSError("away"), job=job)
    job.attempts = 5
    later = again.get_retry_decision(exception=OSError("away"), job=job)
    assert first.retry_at < later.retry_at
    job.attempts = 100
    assert again.get_retry_decision(exception=OSError("away"), job=job) is None
    assert again.get_retry_decision(exception=LeftError(65), job=job) is not None


def test_it_needs_postgresql(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/store.sqlite")
    with pytest.raises(SettingsError, match="PostgreSQL"):
        QueuedJobs(Settings(store=f"sqlite:///{tmp_path}/store.sqlite"), store)
    store.close()
