"""kill -9 at random moments during checks, on either database: a store that is whole, and nothing asked that is lost.

One machinery for the short form (tests/functional/test_kills.py) and the long one (tests/campaign/kills.py). What is
killed is the service with its children, or PostgreSQL while the service lives on and must take up what it had begun.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from server.store import Store
from server.store.schema import verdicts
from tests.functional.serving import AWAY, call, kill, served
from tests.postgresql import Postgres

ASKED = 3  # checks before each kill
LATEST = 3.0  # seconds from asking to the kill
MOST_WAITING = 60  # checks that may wait before a server is let finish them
BACK = 600.0  # seconds in which a service must have done what waits after its database was killed
END = 600.0  # seconds for everything that waits
SITES = ("carnetdepeau.example", "journaldemapeau.example", "mapeauetmoi.example", "lescrayonsdelou.fr")


@dataclass(frozen=True, slots=True)
class Victim:
    """A service and its store. `cluster` is the store's PostgreSQL, or None for SQLite; `home` keeps what was asked."""

    env: Mapping[str, str]
    home: Path
    url: str
    cluster: Postgres | None = None

    def kill(self, what: str, chance: random.Random, number: int) -> str:
        """Serve, ask, kill the "service" or its "database" at a random moment; return what is wrong, or ""."""
        said = ""
        with served(self.env, self.home, self.url) as (base, process):
            for place in range(ASKED):
                self._ask(base, f"https://{chance.choice(SITES)}/?kill={number}&n={place}")
            time.sleep(chance.uniform(0, LATEST))
            if what == "database":
                assert self.cluster is not None
                self.cluster.kill()
                self.cluster.start()
                said = "" if _until(lambda: _waiting(base) == 0, BACK) else f"{_waiting(base)} wait after {BACK:.0f} s"
            kill(process)
        said = said or self.wrong()
        return said or (self.finish() if self.waiting() > MOST_WAITING else "")

    def _ask(self, base: str, url: str) -> None:
        status, _, body = call(base, "/v1/checks", {"url": url})
        assert status == 202, body
        with (self.home / "asked").open("a", encoding="ascii") as diary:
            diary.write(f"{json.loads(body)['id']}\n")

    def asked(self) -> list[str]:
        """Return the checks that were ever asked for."""
        file = self.home / "asked"
        return file.read_text(encoding="ascii").split() if file.exists() else []

    def waiting(self) -> int:
        """Return how many checks wait."""
        with closing(Store(self.url)) as store:
            return store.checks.waiting()

    def wrong(self) -> str:
        """Return what is wrong with the store, or ""."""
        with closing(Store(self.url)) as store:
            lost = [one for one in self.asked() if store.checks.get(one) is None]
            return "; ".join([*store.problems(), *([f"{len(lost)} checks lost"] if lost else [])])

    def finish(self) -> str:
        """Let a server do everything that waits; return what is left or wrong, or ""."""
        with served(self.env, self.home, self.url) as (base, _):
            if not _until(lambda: _waiting(base) == 0, END):
                return f"{_waiting(base)} still wait after {END:.0f} s"
        with closing(Store(self.url)) as store:
            states = [found.state for one in self.asked() if (found := store.checks.get(one))]
            with store.engine.connect() as connection:
                kept = set(connection.scalars(select(verdicts.c.id)))
        undone, asked = len(self.asked()) - states.count("done"), set(self.asked())
        if undone or kept != asked:
            return f"{undone} not done, {len(asked - kept)} without a verdict, {len(kept - asked)} verdicts too many"
        return self.wrong()


def _waiting(base: str) -> int | None:
    """Return how many checks a service says that wait, or None while it does not know."""
    with suppress(*AWAY):
        status, _, body = call(base, "/readyz")
        if status == 200:
            return int(json.loads(body)["waiting"])
    return None


def _until(true: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.2)
    return False
