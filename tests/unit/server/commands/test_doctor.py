"""``masthead doctor`` and ``masthead backup``: what is well, and what is not."""

from __future__ import annotations

import json

import pytest

from server.cli import main
from server.store import Store
from tests.unit.server.store.test_verdicts import save


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("MASTHEAD_STORE", f"sqlite:///{tmp_path}/store.sqlite")
    monkeypatch.setenv("MASTHEAD_SIGNING_KEY", str(tmp_path / "signing.pem"))
    monkeypatch.setenv("MASTHEAD_RESOLVER", "127.0.0.1:9")  # nobody answers there
    return tmp_path


def told(capsys) -> dict[str, tuple[bool, str]]:
    assert main(["doctor", "--json"]) in (0, 1)
    return {finding["what"]: (finding["well"], finding["said"]) for finding in json.loads(capsys.readouterr().out)}


def test_each_thing_is_looked_at(home, capsys):
    found = told(capsys)
    assert {what for what, (well, _) in found.items() if well} == {
        "settings", "clock", "store", "signing key", "knowledge",
    }  # fmt: skip
    assert not found["resolver"][0]
    assert main(["doctor"]) == 1
    assert "BAD  resolver" in capsys.readouterr().out


def test_what_is_not_well_is_said(home, capsys, monkeypatch):
    main(["doctor", "--json"])
    capsys.readouterr()
    (home / "signing.pem").chmod(0o644)
    monkeypatch.setenv("MASTHEAD_STROE", "x")
    monkeypatch.setenv("MASTHEAD_KNOWLEDGE", str(home / "nowhere"))
    (home / "store.sqlite").write_bytes(b"no database" * 500)
    for name in ("store.sqlite-wal", "store.sqlite-shm"):
        (home / name).unlink(missing_ok=True)
    found = told(capsys)
    assert "MASTHEAD_STROE" in found["settings"][1]
    assert "others may read" in found["signing key"][1]
    assert not any(found[what][0] for what in ("settings", "store", "signing key", "knowledge"))


def test_a_backup_is_a_store(home):
    store = Store(f"sqlite:///{home}/store.sqlite")
    stored = save(store)
    store.close()
    assert main(["backup", str(home / "copy.sqlite")]) == 0
    copy = Store(f"sqlite:///{home}/copy.sqlite")
    assert copy.verdicts.get(stored.id) == stored
    copy.close()
    assert main(["backup", str(home / "copy.sqlite")]) == 1
