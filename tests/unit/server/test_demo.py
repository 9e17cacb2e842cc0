"""Recorded cases in a store: examined, listed, and added once."""

from __future__ import annotations

import gzip

from server.demo import import_cases
from server.store import Store
from tests.unit.server.making import Here, capture


def test_cases_are_added_once(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        data = gzip.compress(capture(url=f"https://blog.example/{name}").to_json())
        (tmp_path / name / "capture.json.gz").write_bytes(data)
    store = Store(f"sqlite:///{tmp_path}/store.sqlite")
    assert import_cases(tmp_path, store, Here()) == 2
    assert import_cases(tmp_path, store, Here()) == 0
    assert len(store.verdicts.listed(before=None, limit=9, domain="blog.example")) == 2
    store.close()
