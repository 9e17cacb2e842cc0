"""The hostile internet for the tests of a session; outside a namespace of its own nothing runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.functional.conftest import WHY_NOT, alone
from tests.hostile.cases import Cases, leading_to, load
from tests.hostile.world import World


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    why = WHY_NOT if not alone() else "" if shutil.which("ip") else "needs the command `ip` (Debian: iproute2)"
    for item in items:
        if why and item.get_closest_marker("network") and item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def cases() -> Cases:
    return load()


@pytest.fixture(scope="session")
def leading(cases: Cases) -> Cases:
    return leading_to(cases.forbidden)


@pytest.fixture(scope="session")
def world(cases: Cases, leading: Cases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    everything = cases + leading
    with World(everything.sites, everything.names, tmp_path_factory.mktemp("world")) as made:
        yield made
