"""Audits on a shared PostgreSQL store: several workers, any of which, and the database itself, may be killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.conftest import postgres
from tests.functional.command import MASTHEAD, environment, run
from tests.functional.internet import PrivateInternet
from tests.functional.scenario import differences
from tests.functional.serving import READY_SECONDS
from tests.functional.test_audit import UNTHROTTLED
from tests.postgresql import Postgres

pytestmark = pytest.mark.network
Start = Callable[[Mapping[str, str], Path], subprocess.Popen[bytes]]


@pytest.fixture
def workers() -> Iterator[Start]:
    """Return what starts a worker; all are ended with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(env: Mapping[str, str], home: Path) -> subprocess.Popen[bytes]:
        home.mkdir(parents=True, exist_ok=True)
        with (home / "worker.log").open("wb") as log:
            process = subprocess.Popen(
                [str(MASTHEAD), "worker", "--jobs", "4"],
                env=environment(env, home),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(READY_SECONDS)


def shared(internet: PrivateInternet, store: str) -> dict[str, str]:
    return {**internet.env, "MASTHEAD_STORE": store, "MASTHEAD_QUEUE": "store"}


def audit(env: Mapping[str, str], home: Path, urls: list[str]) -> subprocess.Popen[bytes]:
    home.mkdir(parents=True)
    (home / "list.txt").write_text("\n".join(urls), encoding="utf-8")
    return subprocess.Popen(
        [str(MASTHEAD), "audit", "list.txt"],
        env=environment(env, home),
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def finished(process: subprocess.Popen[bytes], seconds: float = READY_SECONDS) -> list[dict[str, Any]]:
    stdout, stderr = process.communicate(timeout=seconds)
    assert process.returncode == 0, stderr.decode()
    return [json.loads(line) for line in stdout.splitlines()]


def count(store: str, query: str) -> int:
    with psycopg.connect(store) as connection:
        row = connection.execute(query).fetchone()
        return int(row[0]) if row else 0


def wait_until(true: Callable[[], bool], seconds: float = READY_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come to that in time"
        time.sleep(0.05)


def heeds(process: int, number: signal.Signals) -> bool:
    """Tell whether a process has a handler of its own for a signal, which would end it otherwise."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    caught = next(line.partition(":")[2] for line in lines if line.startswith("SigCgt:"))
    return bool(int(caught, 16) >> (number - 1) & 1)


def test_two_workers_share_an_audit(internet: PrivateInternet, postgresql: Postgres, workers: Start, tmp_path: Path):
    env = shared(internet, postgresql.database())
    chosen = UNTHROTTLED[::9]
    process = audit(env, tmp_path / "desk", [scenario.url for scenario in chosen])
    both = [workers(env, tmp_path / f"w{n}") for n in (1, 2)]
    for scenario, row in zip(chosen, finished(process), strict=True):
        assert not (wrong := differences(scenario.expect, row["verdict"])), (scenario.name, wrong)
    with psycopg.connect(env["MASTHEAD_STORE"]) as connection:  # as if an older knowledge had judged
        connection.execute("""UPDATE verdicts SET core = replace(core, '"knowledge":"', '"knowledge":"older')""")
    again = run(env, tmp_path / "desk", "rejudge")
    assert (again.status, again.stdout) == (0, ""), again.stderr
    assert f"{len(chosen)} judged again" in again.stderr
    assert " 0 changed" in again.stderr
    for worker in both:  # one may only be starting still
        wait_until(lambda worker=worker: heeds(worker.pid, signal.SIGTERM))
        worker.terminate()
    assert [worker.wait(READY_SECONDS) for worker in both] == [0, 0]


def test_a_killed_workers_jobs_are_taken_over(
    internet: PrivateInternet, postgresql: Postgres, workers: Start, tmp_path: Path
):
    store = postgresql.database()
    env = shared(internet, store)
    urls = [scenario.url for scenario in UNTHROTTLED[:20]]
    process = audit(env, tmp_path / "desk", urls)
    first = workers(env, tmp_path / "w1")
    wait_until(lambda: _is_under_way(store))
    os.killpg(first.pid, signal.SIGKILL)
    workers(env, tmp_path / "w2")
    assert [row["url"] for row in finished(process)] == urls
    assert count(store, "SELECT count(*) FROM verdicts") == len(set(urls))


def test_a_killed_database_is_waited_for(internet: PrivateInternet, workers: Start, tmp_path: Path):
    with postgres(durable=True) as cluster:
        store = cluster.database()
        env = shared(internet, store)
        urls = [scenario.url for scenario in UNTHROTTLED[20:34]]
        process = audit(env, tmp_path / "desk", urls)
        workers(env, tmp_path / "w1")
        wait_until(lambda: _is_under_way(store))
        process.kill()
        process.communicate()
        cluster.kill()
        time.sleep(1)
        cluster.start()
        again = subprocess.run(
            [str(MASTHEAD), "audit", "list.txt", "--resume"],
            env=environment(env, tmp_path / "desk"),
            cwd=tmp_path / "desk",
            capture_output=True,
            timeout=READY_SECONDS,
            check=False,
        )
        assert again.returncode == 0, again.stderr.decode()
        assert [json.loads(line)["url"] for line in again.stdout.splitlines()] == urls
        assert count(store, "SELECT count(*) FROM verdicts") == len(set(urls))


def _is_under_way(store: str) -> bool:
    try:
        return count(store, "SELECT count(*) FROM audit_rows WHERE state <> 'waiting'") >= 3
    except psycopg.errors.UndefinedTable:
        return False


def test_a_queue_needs_postgresql(internet: PrivateInternet, tmp_path: Path):
    env = {**internet.env, "MASTHEAD_QUEUE": "store"}
    for arguments in (("worker",), ("audit", "-")):
        done = run(env, tmp_path, *arguments)
        assert done.status == 2
        assert "PostgreSQL" in done.stderr
