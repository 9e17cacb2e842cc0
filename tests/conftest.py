"""A PostgreSQL of our own for tests: a cluster in a temporary folder, reached by a socket file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from tests.postgresql import Postgres, PostgresMissingError

# What examples are tried depends on the code alone, and no clock judges them: a machine may be ten times as slow.
# `--hypothesis-profile=searching` tries others each time, as `make campaign NAMES=fuzz` does.
settings.register_profile("searching", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("definite", settings.get_profile("searching"), derandomize=True)
settings.load_profile("definite")

BROWSERS = ("chromium", "firefox")
SINGLE = ("tests/functional/test_scenarios.py", "tests/functional/test_real_pages.py")  # each test for itself


class Together(LoadScopeScheduling):
    """Keeps the tests of a file (and of one browser) in order on one worker, which prepares what they share."""

    def _split_scope(self, nodeid: str) -> str:
        """Return the scope of a test: what is not of one scope may run on several workers."""
        file, _, test = nodeid.partition("::")
        if file in SINGLE:
            return nodeid
        return file + "".join(f"[{browser}]" for browser in BROWSERS if browser in test)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """Deal out tests in the scopes above with `--dist loadscope`."""
    return Together(config, log) if config.getvalue("dist") == "loadscope" else None


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[Postgres]:
    """Run a PostgreSQL cluster; where there is none the test is skipped, except in CI."""
    with ExitStack() as stack:
        try:
            cluster = stack.enter_context(Postgres(durable=durable))
        except PostgresMissingError as missing:
            if os.environ.get("CI"):
                raise
            pytest.skip(str(missing))
        yield cluster


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgres]:
    """A PostgreSQL cluster of this test process."""
    with postgres() as cluster:
        yield cluster
