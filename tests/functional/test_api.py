"""The served product: `masthead serve` in its own process, asked over real sockets, killed and started again."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.functional.command import run
from tests.functional.internet import PrivateInternet
from tests.functional.scenario import load_scenarios
from tests.functional.serving import READY_SECONDS, call, checked, served
from tests.hostile.driver import family

pytestmark = pytest.mark.network
SITE = "https://carnetdepeau.example/"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def base(internet: PrivateInternet, home: Path) -> Iterator[str]:
    with served(internet.env, home) as (address, _):
        yield address


def test_a_check_from_question_to_evidence(base: str, home: Path):
    document = checked(base, SITE)
    assert document["verdict"] == "agency_run"
    status, _, page = call(base, f"/checks/{document['id']}", Accept_Language="fr", Accept="text/html")
    assert status == 200
    assert "Run by an agency" in page.decode() or "Tenu par une agence" in page.decode()
    status, _, wacz = call(base, f"/v1/checks/{document['id']}/bundle")
    assert status == 200
    (home / "x.wacz").write_bytes(wacz)
    assert run({}, home, "replay", "x.wacz").status == 0


def _lives(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_it_ends_in_good_order_when_told_to(internet: PrivateInternet, tmp_path: Path):
    with served(internet.env, tmp_path) as (base, process):
        checked(base, SITE)
        all_of_it = family(process.pid)
        assert len(all_of_it) > 3, "the server, its worker, and children"
        process.terminate()
        assert process.wait(READY_SECONDS) == 0
    assert "refused to gracefully stop" not in (tmp_path / "log").read_text()
    until = time.monotonic() + READY_SECONDS  # the last of them end when they notice that nobody is left
    while any(map(_lives, all_of_it)) and time.monotonic() < until:
        time.sleep(0.05)
    assert [one for one in all_of_it if _lives(one)] == []


def test_a_name_that_does_not_exist(base: str):
    status, headers, body = call(base, "/v1/checks", {"url": "https://no-such-name.example/"})
    assert status == 422
    assert headers["content-type"] == "application/problem+json"
    assert json.loads(body)["type"].endswith("/no-such-name")


def test_the_log_names_no_address_and_no_person(base: str, home: Path):
    scenario = next(s for s in load_scenarios() if s.name == "a20-person-in-whois")
    document = checked(base, scenario.url)
    log = (home / "log").read_text()
    for word in (*scenario.forbid, scenario.url):
        assert word not in log
    for word in scenario.forbid:
        assert word not in json.dumps(document, ensure_ascii=False)


def test_a_killed_server_takes_its_checks_up_again(internet: PrivateInternet, tmp_path: Path):
    unhurried = {**internet.env, "MASTHEAD_PER_HOST_RATE": "0.1"}  # some are not done when it is killed, however late
    with served(unhurried, tmp_path) as (base, process):
        asked = [json.loads(call(base, "/v1/checks", {"url": f"{SITE}?{n}"})[2])["id"] for n in range(4)]
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(READY_SECONDS)
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as store:
        kept = dict(store.execute("SELECT id, state FROM checks"))
    assert set(kept) == set(asked)
    assert set(kept.values()) & {"queued", "running"}
    with served(internet.env, tmp_path) as (base, _):
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until and json.loads(call(base, "/readyz")[2]).get("waiting") != 0:
            time.sleep(0.5)
        for identifier in asked:
            assert json.loads(call(base, f"/v1/checks/{identifier}")[2])["verdict"] == "agency_run"
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as store:
        assert store.execute("SELECT count(*) FROM verdicts").fetchone() == (4,)
