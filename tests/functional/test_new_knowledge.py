"""A service and its workers follow what is imported while they run; a check in flight keeps what it began with."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.functional.command import run
from tests.functional.internet import PrivateInternet
from tests.functional.serving import READY_SECONDS, call, served
from tests.functional.test_queue import Start, shared, workers
from tests.postgresql import Postgres
from tests.unit.server.imports.test_gleif import ONE, TWO, A, B, company, relation, table

__all__ = ["workers"]  # a fixture
pytestmark = pytest.mark.network
HOST = "latabledecampagne-de-solene.fr"
TABLE = f"https://{HOST}/"
HOLDING = f"lei:{B}"
INDEX = Path("data/masthead/knowledge/registers.index")


def at_home(env: Mapping[str, str], home: Path) -> dict[str, str]:
    """Return an environment with the user's data folder that `run` gives the command; nothing is in it yet."""
    return {**env, "XDG_DATA_HOME": str(home / "data")}


def import_mill(home: Path) -> None:
    """Import who holds the mill that publishes the site."""
    home.mkdir(exist_ok=True)
    one, two = home / "one.csv", home / "two.csv"
    mill = company(A, "MINOTERIE DU BLAVET", "RA000189", "529001133")
    one.write_text(table(ONE, mill, company(B, "KERBASTIC HOLDING SA")))
    two.write_text(table(TWO, relation()))
    done = run({}, home, "knowledge", "import", "gleif", str(one), str(two))
    assert done.status == 0, done.stderr


def ask(base: str) -> str:
    status, _, body = call(base, "/v1/checks", {"url": TABLE, "fresh": True})
    assert status == 202, body
    return str(json.loads(body)["id"])


def state(base: str, check: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(call(base, f"/v1/checks/{check}")[2])
    return found


def verdict(base: str, check: str) -> dict[str, Any]:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        found = state(base, check)
        assert found.get("status") != "failed", found
        if "verdict" in found:
            return found
        time.sleep(0.2)
    raise AssertionError("the check did not end")


def owner(document: Mapping[str, Any]) -> str | None:
    group = document["control"]["group"]
    return group and group["id"]


def until_asked(internet: PrivateInternet, host: str, already: int) -> None:
    """Wait until something is asked of a host that is held, after the visits that were there `already`."""
    until = time.monotonic() + READY_SECONDS
    while not any(visit.host == host for visit in internet.visits[already:]):
        assert time.monotonic() < until, "nothing was asked"
        time.sleep(0.01)


def test_a_service_knows_at_once_what_was_imported_and_a_check_keeps_what_it_began_with(internet, tmp_path):
    import_mill(tmp_path / "elsewhere")
    with served(at_home(internet.env, tmp_path), tmp_path) as (base, _):
        with internet.held(HOST):
            already = len(internet.visits)
            began = ask(base)
            until_asked(internet, HOST, already)
            (tmp_path / "elsewhere" / INDEX).rename(tmp_path / INDEX)  # as an import ends
            assert state(base, began).get("status") == "running"  # else the check was no longer in flight
        before = verdict(base, began)
        after = verdict(base, ask(base))
        known = json.loads(call(base, f"/v1/domains/{HOST}")[2])
        holding = call(base, f"/v1/groups/{HOLDING}")
    assert (owner(before), owner(after)) == (None, HOLDING)
    assert before["versions"]["knowledge"] != after["versions"]["knowledge"]
    assert known["domain"] == HOST
    assert (holding[0], json.loads(holding[2])["name"]) == (200, "KERBASTIC HOLDING SA")


def test_a_worker_elsewhere_knows_it_too(
    internet: PrivateInternet, tmp_path: Path, postgresql: Postgres, workers: Start
) -> None:
    env = at_home(shared(internet, postgresql.database()), tmp_path)
    workers(env, tmp_path)
    with served(env, tmp_path, store=env["MASTHEAD_STORE"]) as (base, _):
        before = verdict(base, ask(base))
        import_mill(tmp_path)
        after = verdict(base, ask(base))
    assert (owner(before), owner(after)) == (None, HOLDING)
    assert before["versions"]["knowledge"] != after["versions"]["knowledge"]
