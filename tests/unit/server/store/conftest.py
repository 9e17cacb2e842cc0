"""The store under test; another database runs the same tests by adding its URL here."""

from __future__ import annotations

import pytest

from server.store import Store


@pytest.fixture
def store(tmp_path):
    made = Store(f"sqlite:///{tmp_path}/store.sqlite")
    yield made
    made.close()
