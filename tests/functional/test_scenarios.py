"""Every scenario, through the real command over real sockets: the verdict, and nothing left behind that may not be."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from tests.functional.command import Run, left_behind, run
from tests.functional.internet import PrivateInternet
from tests.functional.scenario import Scenario, differences, load_scenarios, occurrences

pytestmark = pytest.mark.network

ALL = load_scenarios()


@pytest.fixture(scope="module")
def runs(
    request: pytest.FixtureRequest, internet: PrivateInternet, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Future[Run]]]:
    """Check the selected scenarios in a small pool; each test waits for its own."""
    selected = {
        item.callspec.params["scenario"].name
        for item in request.session.items
        if hasattr(item, "callspec")
        and isinstance(item.callspec.params.get("scenario"), Scenario)
        and item.path == request.path
    }
    folder = tmp_path_factory.mktemp("homes")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {
            scenario.name: pool.submit(
                run, {**internet.env, **scenario.settings}, folder / scenario.name, "check", scenario.url, "--json"
            )
            for scenario in ALL
            if scenario.name in selected
        }


@pytest.mark.parametrize("scenario", ALL, ids=lambda scenario: scenario.name)
def test_scenario(scenario: Scenario, runs: dict[str, Future[Run]]):
    done = runs[scenario.name].result()
    assert done.status == 0, done.stderr
    document = json.loads(done.stdout)
    for string in occurrences(scenario.forbid_output, done.stdout + done.stderr):
        pytest.fail(f"{string!r} was printed")
    for place, text in left_behind(done.home):
        for string in occurrences(scenario.forbid, text):
            pytest.fail(f"{string!r} stands in {place}")
    wrong = differences(scenario.expect, document)
    assert not wrong, "\n".join([scenario.title, scenario.why, *wrong])
