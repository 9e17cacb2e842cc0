"""Fixtures of the functional tests: a namespace guard and one private internet with every scenario in it."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.functional.collecting import World
from tests.functional.internet import PrivateInternet, load_all

SCENARIOS = Path(__file__).parent / "scenarios"
WHY_NOT = "needs a network namespace of its own: run through tests/netns"


def alone() -> bool:
    """Say whether loopback is the only network interface, so that nothing can leave this machine."""
    return {name for _, name in socket.if_nameindex()} == {"lo"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip tests marked `network` outside a namespace of their own."""
    if alone():
        return
    for item in items:
        if item.get_closest_marker("network"):
            item.add_marker(pytest.mark.skip(reason=WHY_NOT))


@pytest.fixture(scope="session")
def internet() -> Iterator[PrivateInternet]:
    """Every scenario, served at once, for each test process; `.env` is the environment that leads there."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    private = PrivateInternet(load_all(SCENARIOS), network=10 + worker)
    with private:
        yield private


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Yield hosts of one test's own making."""
    with World(tmp_path) as made:
        yield made
