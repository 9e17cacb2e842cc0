"""The list of sites: what an entry says, and what it does not."""

from __future__ import annotations

import json

import msgspec
import pytest

from detectors.model import Level
from server.clock import ago
from server.signing import Signer, verify
from server.snapshot import current
from server.store import new_id
from tests.unit.server.making import capture, verdict

RED = Level.UNDISCLOSED_CONTROL


@pytest.fixture
def signer(tmp_path):
    return Signer(tmp_path / "key.pem")


def save(store, site="blog.example", level=RED, at="2026-11-23T10:11:12Z", **changed):
    url = f"https://{site}/"
    core = msgspec.structs.replace(verdict(level, url), site=site, checked_at=at, **changed)
    return store.verdicts.save(new_id(), core, capture(url=url), owner="", private=False, listed=True)


def listed(store, signer):
    return current(store, lambda: signer)


def test_the_list_is_signed_and_its_serial_grows(store, signer):
    first = listed(store, signer)
    assert verify(signer.public_key, first.signature, first.body)
    assert json.loads(first.body)["sites"] == []
    stored = save(store)
    second = listed(store, signer)
    assert second.serial > first.serial > 1_700_000_000
    assert verify(signer.public_key, second.signature, second.body)
    assert json.loads(second.body) == {
        "serial": second.serial,
        "made_at": json.loads(second.body)["made_at"],
        "sites": [
            {
                "host": "blog.example",
                "level": "undisclosed_control",
                "owner": "Acme",
                "codes": ["ownership/registrant"],
                "checked_on": "2026-11-23",
                "expires": "2099-01-01",
                "status": "current",
                "id": stored.id,
            }
        ],
    }
    assert listed(store, signer) is second


def test_a_site_has_one_entry_by_its_newest_verdict(store, signer):
    save(store, at="2026-11-20T10:00:00Z")
    newest = save(store, level=Level.DISCLOSED, at="2026-11-22T10:00:00Z")
    (entry,) = json.loads(listed(store, signer).body)["sites"]
    assert (entry["id"], entry["level"]) == (newest.id, "disclosed")


def test_a_page_s_own_verdict_says_nothing_of_its_site(store, signer):
    save(store, level=Level.UNDISCLOSED_MATERIAL_LINK, scope="page", site_verdict=Level.NO_FINDING)
    (entry,) = json.loads(listed(store, signer).body)["sites"]
    assert (entry["level"], entry["owner"]) == ("no_finding", None)


@pytest.mark.parametrize("level", [Level.AGENCY_RUN, Level.NO_FINDING, Level.CANNOT_SAY])
def test_no_owner_is_named_where_nobody_is_said_to_be_behind(store, signer, level):
    save(store, level=level, control=verdict(RED).control)
    (entry,) = json.loads(listed(store, signer).body)["sites"]
    assert (entry["level"], entry["owner"]) == (level, None)


def test_parts_of_a_path_platform_and_expired_verdicts_are_left_out(store, signer):
    save(store, site="blogs.example/jane")
    save(store, expires_at="2026-11-24T00:00:00Z")
    assert json.loads(listed(store, signer).body)["sites"] == []


def test_a_dispute_makes_the_site_grey_and_a_withdrawal_says_no_more_than_that(store, signer):
    other = save(store, at="2026-11-20T10:00:00Z", url="https://blog.example/other")
    stored = save(store)
    store.reviews.dispute(other.id, "no")
    (entry,) = json.loads(listed(store, signer).body)["sites"]
    assert (entry["id"], entry["status"], entry["owner"]) == (stored.id, "disputed", "Acme")
    store.reviews.withdraw(stored.id, "misread")
    (entry,) = json.loads(listed(store, signer).body)["sites"]
    assert (entry["id"], entry["status"], entry["owner"], entry["codes"]) == (stored.id, "withdrawn", None, [])


def test_the_list_is_made_again_before_an_entry_expires_unseen(store, signer):
    soon = ago(hours=-12)
    save(store, expires_at=soon)
    made = store.snapshots.current(lambda *_: pytest.fail("it was made already")) if listed(store, signer) else None
    assert made.due_at <= soon


def test_only_what_is_new_is_read_again(store, signer):
    for n in range(5):
        save(store, site=f"blog{n}.example")
    first = json.loads(listed(store, signer).body)["sites"]
    known = set(store.snapshots.kept)
    assert len(known) == 5
    store.reviews.dispute(first[0]["id"], "no")
    new = save(store, site="blog0.example", level=Level.DISCLOSED, at="2026-11-24T10:00:00Z")
    second = json.loads(listed(store, signer).body)["sites"]
    assert set(store.snapshots.kept) == known - {first[0]["id"]} | {new.id}
    assert second[1:] == first[1:]
    assert (second[0]["level"], second[0]["status"]) == ("disclosed", "disputed")
