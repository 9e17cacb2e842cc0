"""kill -9 of the whole service at 200 random moments during checks: nothing asked is lost, nothing is there twice."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from tests.campaign.frame import Campaign
from tests.functional.conftest import SCENARIOS
from tests.functional.internet import PrivateInternet, load_all
from tests.hostile.driver import Service, served

KILLS = 200
ASKED = 2  # checks before each kill
LATEST = 3.0  # seconds from asking to the kill
SITE = "https://carnetdepeau.example/"
END = 240.0  # seconds that the last start may take for what is left


def run(campaign: Campaign) -> None:
    home = campaign.folder / f"kills-{campaign.seed}"
    home.mkdir(exist_ok=True)
    with PrivateInternet(load_all(SCENARIOS)) as env:
        steps = [(f"kill {number}", number) for number in range(round(KILLS * campaign.scale))]
        campaign.each(
            steps, lambda number: kill(env, home, campaign.chance(f"kill {number}").uniform(0, LATEST), number)
        )
        campaign.each([("the end", None)], lambda _: lost(env, home))


def kill(env: dict[str, str], home: Path, seconds: float, number: int) -> str:
    """Serve, ask for checks, kill everything so many seconds later, and look at the store; return what is wrong."""
    with served(env, home) as service:
        asked = [_asked(service, f"{SITE}?kill={number}&n={n}") for n in range(ASKED)]
        time.sleep(seconds)
        os.killpg(service.process.pid, signal.SIGKILL)
        service.process.wait(10)
    with closing(sqlite3.connect(home / "store.sqlite")) as store:
        whole = store.execute("PRAGMA integrity_check").fetchone()[0]
        known = {row[0] for row in store.execute("SELECT id FROM checks")}
    with (home / "asked").open("a") as diary:
        diary.writelines(f"{identifier}\n" for identifier in asked)
    return "" if whole == "ok" and set(asked) <= known else f"{whole}, lost {set(asked) - known}"


def _asked(service: Service, url: str) -> str:
    return str(service.post(url).json()["id"])


def lost(env: dict[str, str], home: Path) -> str:
    """Serve until everything asked is done; return what is lost or there twice."""
    asked = (home / "asked").read_text().split()
    with served(env, home) as service:
        until = time.monotonic() + END
        while time.monotonic() < until and _waiting(service):
            time.sleep(0.5)
        without = [one for one in asked if "verdict" not in service.get(f"/v1/checks/{one}").json()]
    with closing(sqlite3.connect(home / "store.sqlite")) as store:
        kept = store.execute("SELECT count(*), count(DISTINCT id) FROM verdicts").fetchone()
    right = not without and kept == (len(asked), len(asked))
    return "" if right else f"{len(without)} of {len(asked)} without a verdict, {kept} verdicts kept"


def _waiting(service: Service) -> int:
    with suppress(OSError):
        return int(service.get("/readyz").json().get("waiting") or 0)
    return 1
