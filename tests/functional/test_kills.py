"""kill -9 at random moments during checks leaves a store that is whole, and every check that was asked for is done.

The long form is ``make campaign NAMES=kills``.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server.store import Store
from tests.functional.internet import PrivateInternet
from tests.functional.serving import call, kill, served

pytestmark = pytest.mark.network
KILLS = 3  # on each of the two databases
ASKED, MOST_WAITING = 4, 60
SITES = ("carnetdepeau.example", "journaldemapeau.example", "mapeauetmoi.example", "lescrayonsdelou.fr")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.sqlite"
    return str(request.getfixturevalue("postgresql").database())


@contextmanager
def opened(url: str) -> Iterator[Store]:
    store = Store(url)
    try:
        yield store
    finally:
        store.close()


@pytest.mark.timeout(300 + 60 * KILLS)
def test_whatever_moment_it_is_killed_at(internet: PrivateInternet, tmp_path: Path, url: str):
    seed = int(os.environ.get("SEED", "") or time.time())
    print(f"SEED={seed}")
    chance, asked = random.Random(seed), []
    for number in range(KILLS):
        with served(internet.env, tmp_path, url) as (base, process):
            for place in range(ASKED):
                page = {"url": f"https://{chance.choice(SITES)}/?{number}-{place}"}
                status, _, body = call(base, "/v1/checks", page)
                assert status == 202, body
                asked.append(json.loads(body)["id"])
            time.sleep(chance.uniform(0, 2.5))
            kill(process)
        with opened(url) as store:
            assert store.problems() == ()
            assert all(store.checks.get(identifier) for identifier in asked)
            waiting = store.checks.waiting()
        if waiting > MOST_WAITING:
            finish(internet, tmp_path, url)
    finish(internet, tmp_path, url)
    with opened(url) as store:
        assert store.problems() == ()
        assert {store.checks.get(identifier).state for identifier in asked} == {"done"}
        assert all(store.verdicts.get(identifier) for identifier in asked)


def finish(internet: PrivateInternet, home: Path, url: str) -> None:
    """Let a server do everything that waits."""
    with served(internet.env, home, url) as (base, _):
        until = time.monotonic() + 240
        while time.monotonic() < until and json.loads(call(base, "/readyz")[2])["waiting"]:
            time.sleep(0.5)
        assert json.loads(call(base, "/readyz")[2])["waiting"] == 0
