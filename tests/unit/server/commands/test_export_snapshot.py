"""``masthead export-snapshot``: three files that belong together."""

from __future__ import annotations

import json

from detectors.model import Level
from server.cli import main
from server.signing import verify
from server.store import Store, new_id
from tests.unit.server.making import capture, verdict


def test_the_list_its_signature_and_the_key(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/store.sqlite"
    monkeypatch.setenv("MASTHEAD_STORE", url)
    monkeypatch.setenv("MASTHEAD_SIGNING_KEY", str(tmp_path / "signing.pem"))
    store = Store(url)
    core = verdict(Level.UNDISCLOSED_CONTROL)
    stored = store.verdicts.save(new_id(), core, capture(), owner="", private=False, listed=True)
    store.close()
    folder = tmp_path / "out"
    assert main(["export-snapshot", str(folder)]) == 0
    body = (folder / "snapshot.json").read_bytes()
    assert [site["id"] for site in json.loads(body)["sites"]] == [stored.id]
    assert verify((folder / "key").read_text(), (folder / "snapshot.sig").read_text(), body)
    assert main(["export-snapshot", str(folder / "key")]) == 2
