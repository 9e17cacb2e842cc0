"""Every scenario over real sockets: the verdict, and nothing left behind that may not be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.address import read_address
from server.check import checker_with
from server.children import Children
from server.settings import Settings
from server.store import LOCAL, Check, Store, new_id
from server.view import shown
from tests.functional.command import environment, left_behind, run
from tests.functional.internet import PrivateInternet
from tests.functional.scenario import Scenario, differences, load_scenarios, occurrences

pytestmark = pytest.mark.network

OF_THE_DESIGN = re.compile(r"a\d\d-")


def _needs_the_command(scenario: Scenario) -> bool:
    """Tell whether what the command prints, leaves behind or is set to matters, or the design names the scenario."""
    looked_at = scenario.settings or scenario.forbid or scenario.forbid_output
    return bool(looked_at or OF_THE_DESIGN.match(scenario.name))


ALL = load_scenarios()
WHOLE = [scenario for scenario in ALL if _needs_the_command(scenario)]
CHECKED = [scenario for scenario in ALL if not _needs_the_command(scenario)]


@pytest.fixture(scope="session")
def children(internet: PrivateInternet) -> Iterator[Children]:
    """Children that stay: to start some for each scenario takes longer than most checks."""
    settings = Settings.load(internet.env)
    with Children.by(settings) as started:
        yield started


@pytest.mark.parametrize("scenario", WHOLE, ids=lambda scenario: scenario.name)
def test_scenario_through_the_command(scenario: Scenario, internet: PrivateInternet, tmp_path: Path):
    done = run({**internet.env, **scenario.settings}, tmp_path, "check", scenario.url, "--json")
    assert done.status == 0, done.stderr
    for string in occurrences(scenario.forbid_output, done.stdout + done.stderr):
        pytest.fail(f"{string!r} was printed")
    for place, text in left_behind(done.home):
        for string in occurrences(scenario.forbid, text):
            pytest.fail(f"{string!r} stands in {place}")
    _meets(scenario, json.loads(done.stdout))


@pytest.mark.parametrize("scenario", CHECKED, ids=lambda scenario: scenario.name)
def test_scenario(scenario: Scenario, internet: PrivateInternet, children: Children, tmp_path: Path):
    settings = Settings.load(environment(internet.env, tmp_path))
    url, bare = read_address(scenario.url)
    store = Store(settings.store)
    try:
        stored = checker_with(settings, store, children).check(Check(new_id(), url, bare, LOCAL, fresh=False))
    finally:
        store.close()
    _meets(scenario, json.loads(json.dumps(shown(stored, "en", ""))))


def _meets(scenario: Scenario, document: dict[str, Any]) -> None:
    wrong = differences(scenario.expect, document)
    assert not wrong, "\n".join([scenario.title, scenario.why, *wrong])
