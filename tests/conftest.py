"""A PostgreSQL of our own for tests: a cluster in a temporary folder, reached by a socket file."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.postgresql import Postgres, PostgresMissingError


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgres]:
    """A PostgreSQL cluster of this test process; skipped where there is none, except in CI."""
    try:
        cluster = Postgres().__enter__()
    except PostgresMissingError as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))
    yield cluster
    cluster.__exit__(None, None, None)
