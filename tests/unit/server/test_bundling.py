"""The bundle of a stored verdict says what is said of the verdict now."""

from __future__ import annotations

import pytest

from detectors.model import Level
from server.bundle import read_bundle
from server.bundling import bundled
from server.errors import StoreError
from server.signing import Signer
from server.store import new_id
from tests.unit.server.making import capture, verdict


@pytest.fixture
def stored(store):
    core = verdict(Level.UNDISCLOSED_CONTROL)
    return store.verdicts.save(new_id(), core, capture(), owner="", private=False, listed=True)


def test_a_withdrawal_stands_in_the_bundle(store, stored, tmp_path):
    signer = Signer(tmp_path / "key.pem")
    before = read_bundle(bundled(stored, store, signer, "https://masthead.example"))
    assert (before.verdict["status"], before.capture) == ("current", store.records.capture(stored.capture))
    assert before.verdict["links"]["report"] == f"https://masthead.example/checks/{stored.id}"
    store.reviews.withdraw(stored.id, "misread")
    after = read_bundle(bundled(store.verdicts.get(stored.id), store, signer))
    assert (after.verdict["status"], after.verdict["withdrawn"]["reason"]) == ("withdrawn", "misread")


def test_without_its_pages_there_is_none(store, stored, tmp_path):
    store.records.empty_bodies("2999-01-01T00:00:00Z")
    with pytest.raises(StoreError, match="no longer kept"):
        bundled(stored, store, Signer(tmp_path / "key.pem"))
