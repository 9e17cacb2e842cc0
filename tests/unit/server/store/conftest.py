"""The store under test: every test of it runs on both databases."""

from __future__ import annotations

import pytest

from server.store import Store


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.sqlite"
    return request.getfixturevalue("postgresql").database()


@pytest.fixture
def store(url):
    made = Store(url)
    yield made
    made.close()
