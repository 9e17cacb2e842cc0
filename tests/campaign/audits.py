"""Audits killed at random moments: every address is answered once, as in an audit that nobody disturbed.

What is killed, twenty times each: the command with its children, one of two workers, the database, and everything.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server.report.document import core_of
from tests.campaign.frame import Campaign
from tests.functional.command import MASTHEAD, environment
from tests.functional.internet import PrivateInternet
from tests.functional.internet.population import addresses, population
from tests.functional.serving import READY_SECONDS
from tests.postgresql import Postgres

SITES, KILLS = 24, 20
END = 900.0  # seconds that the last start may take
TIMES = frozenset({"checked_at", "expires_at", "at", "when"})
WHAT = ("command", "worker", "database", "everything")
Cores = dict[str, Any]


def run(campaign: Campaign) -> None:
    blogs = population(SITES)
    urls = list(addresses(blogs))
    with PrivateInternet(blogs) as env, Postgres(durable=True) as cluster:
        start = time.monotonic()
        truth = _answers(_finish(_Command(env, campaign.folder / f"audits-{campaign.seed}" / "truth", urls)))
        latest = time.monotonic() - start  # of a kill: when an undisturbed audit is about done
        steps = [
            (f"{what} {number}", (what, number))
            for what in WHAT
            for number in range(max(1, round(KILLS * campaign.scale)))
        ]

        def disturbed(step: tuple[str, int]) -> str:
            what, number = step
            chance = campaign.chance(f"{what} {number}")
            home = campaign.folder / f"audits-{campaign.seed}" / f"{what}-{number}"
            return _wrong(truth, urls, _killed(what, chance.uniform(0, latest), env, cluster, home, urls))

        campaign.each(steps, disturbed)


@dataclass
class _Command:
    """One ``masthead audit``, to be started, killed and gone on with."""

    env: Mapping[str, str]
    home: Path
    urls: list[str]
    process: subprocess.Popen[bytes] | None = None
    begun: bool = field(default=False)

    def start(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "list.txt").write_text("\n".join(self.urls), encoding="utf-8")
        again = ("--resume",) if self.begun else ()
        self.begun = True
        self.process = subprocess.Popen(
            [str(MASTHEAD), "audit", "list.txt", "-o", "out.jsonl", *again],
            env=environment(self.env, self.home),
            cwd=self.home,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def kill(self) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()


@contextmanager
def _worker(env: Mapping[str, str], home: Path) -> Iterator[subprocess.Popen[bytes]]:
    home.mkdir(parents=True, exist_ok=True)
    with (home / "log").open("ab") as log:
        process = subprocess.Popen(
            [str(MASTHEAD), "worker", "--jobs", "4"],
            env=environment(env, home),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(READY_SECONDS)


def _killed(what: str, wait: float, env: Mapping[str, str], cluster: Postgres, home: Path, urls: list[str]) -> str:
    """Run an audit, kill `what` after so many seconds, and return the lines of the audit when it was gone on with."""
    if what == "command":
        command = _Command(env, home, urls)
        command.start()
        time.sleep(wait)
        command.kill()
        return _finish(command)
    shared = {**env, "MASTHEAD_STORE": cluster.database(), "MASTHEAD_QUEUE": "store"}
    command = _Command(shared, home, urls)
    with _worker(shared, home / "w1") as first, _worker(shared, home / "w2") as second:
        command.start()
        time.sleep(wait)
        if what in ("worker", "everything"):
            _kill(first)
        if what == "everything":
            _kill(second)
        if what != "worker":
            command.kill()
            cluster.kill()
            cluster.start()
    with _worker(shared, home / "w3"):
        return _finish(command)


def _finish(command: _Command) -> str:
    """Go on with an audit until it is done, and return its lines; its store may not have been made before."""
    until = time.monotonic() + END
    while time.monotonic() < until:
        if command.process is None or command.process.poll() is not None:
            command.start()
        assert command.process is not None
        try:
            _, said = command.process.communicate(timeout=END)
        except subprocess.TimeoutExpired:
            command.kill()
            break
        if command.process.returncode == 0:
            return (command.home / "out.jsonl").read_text(encoding="utf-8")
        if b"no audit of this list was begun" in said:  # it was killed before it had kept the list
            command.begun = False
        time.sleep(0.5)
    return ""


def _answers(text: str) -> Cores:
    found = [json.loads(line) for line in text.splitlines()]
    return {row["url"]: _timeless(core_of(row["verdict"])) if row["verdict"] else row["error"] for row in found}


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _timeless(each) for key, each in value.items() if key not in TIMES}
    return [_timeless(each) for each in value] if isinstance(value, list) else value


def _wrong(truth: Cores, urls: list[str], text: str) -> str:
    given = [json.loads(line)["url"] for line in text.splitlines()]
    if given != urls:
        return f"{len(given)} lines for {len(urls)} addresses"
    answers = _answers(text)
    differ = [url for url in urls if answers[url] != truth[url]]
    return f"{len(differ)} differ, {differ[0]}" if differ else ""
