"""kill -9 at random moments during checks leaves a store that is whole, and every check that was asked for is done.

The long form is ``make campaign NAMES=kills``; what both do is in `tests.kills`.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from tests.conftest import postgres
from tests.functional.internet import PrivateInternet
from tests.kills import Victim

pytestmark = pytest.mark.network
KILLS = {"sqlite": ("service",) * 3, "postgresql": ("service", "database", "service")}


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("database", KILLS)
def test_whatever_moment_it_is_killed_at(internet: PrivateInternet, tmp_path: Path, database: str):
    seed = int(os.environ.get("SEED", "") or time.time())
    print(f"SEED={seed}")
    if database == "sqlite":
        killed(Victim(internet.env, tmp_path, f"sqlite:///{tmp_path}/store.sqlite"), database, seed)
        return
    with postgres(durable=True) as cluster:
        killed(Victim(internet.env, tmp_path, cluster.database(), cluster), database, seed)


def killed(victim: Victim, database: str, seed: int) -> None:
    chance = random.Random(seed)
    for number, what in enumerate(KILLS[database]):
        assert victim.kill(what, chance, number) == ""
    assert victim.finish() == ""
