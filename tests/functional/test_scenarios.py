"""Every scenario, through the real command over real sockets: the verdict, and nothing left behind that may not be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.functional.command import left_behind, run
from tests.functional.internet import PrivateInternet
from tests.functional.scenario import Scenario, differences, load_scenarios, occurrences

pytestmark = pytest.mark.network

ALL = load_scenarios()


@pytest.mark.parametrize("scenario", ALL, ids=lambda scenario: scenario.name)
def test_scenario(scenario: Scenario, internet: PrivateInternet, tmp_path: Path):
    done = run({**internet.env, **scenario.settings}, tmp_path, "check", scenario.url, "--json")
    assert done.status == 0, done.stderr
    document = json.loads(done.stdout)
    for string in occurrences(scenario.forbid_output, done.stdout + done.stderr):
        pytest.fail(f"{string!r} was printed")
    for place, text in left_behind(done.home):
        for string in occurrences(scenario.forbid, text):
            pytest.fail(f"{string!r} stands in {place}")
    wrong = differences(scenario.expect, document)
    assert not wrong, "\n".join([scenario.title, scenario.why, *wrong])
