"""The list over HTTP: signed bytes, conditional requests, questions by hash."""

from __future__ import annotations

import gzip
from hashlib import sha256

import msgspec
import pytest

from detectors.model import Level
from server.signing import verify
from server.store import new_id
from tests.unit.server.making import capture, verdict

BUCKET = sha256(b"blog.example").hexdigest()[:4]


@pytest.fixture
def listed(service):
    core = verdict(Level.UNDISCLOSED_CONTROL)
    return service.store.verdicts.save(new_id(), core, capture(), owner="", private=False, listed=True)


def test_the_exact_bytes_are_signed_with_the_key_that_is_told(client, listed):
    answer = client.get("/v1/snapshot")
    signature, key = client.get("/v1/snapshot.sig"), client.get("/v1/key")
    assert answer.get_json()["sites"][0]["id"] == listed.id
    assert verify(key.text, signature.text, answer.data)
    assert {found.headers["Access-Control-Allow-Origin"] for found in (answer, signature, key)} == {"*"}
    packed = client.get("/v1/snapshot", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == answer.data
    assert packed.headers["ETag"] != answer.headers["ETag"]


def test_what_has_not_changed_is_not_sent_again(client, service, listed):
    first = client.get("/v1/snapshot")
    again = client.get("/v1/snapshot", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    service.store.reviews.withdraw(listed.id, "misread")
    retracted = client.get("/v1/snapshot", headers={"If-None-Match": first.headers["ETag"]})
    assert retracted.status_code == 200
    assert retracted.get_json()["sites"][0]["status"] == "withdrawn"
    earlier = client.get(f"/v1/snapshot.sig?serial={first.get_json()['serial']}")
    assert verify(client.get("/v1/key").text, earlier.text, first.data)
    assert client.get("/v1/snapshot.sig?serial=5").status_code == 404


def test_entries_by_the_hash_of_their_host(client, listed):
    answer = client.get(f"/v1/badges/{BUCKET}")
    assert answer.get_json() == {"items": client.get("/v1/snapshot").get_json()["sites"], "next": None}
    assert client.get("/v1/badges/0000").get_json()["items"] == []
    same = client.get(f"/v1/badges/{BUCKET}", headers={"If-None-Match": answer.headers["ETag"]})
    assert same.status_code == 304


def test_a_site_below_a_name_is_found_by_the_last_two_labels_too(client, service):
    core = msgspec.structs.replace(verdict(Level.UNDISCLOSED_CONTROL), site="lapetiteserre.blogspot.com")
    service.store.verdicts.save(new_id(), core, capture(), owner="", private=False, listed=True)
    found = [
        [entry["host"] for entry in client.get(f"/v1/badges/{digits}").get_json()["items"]]
        for digits in (sha256(name).hexdigest()[:4] for name in (b"lapetiteserre.blogspot.com", b"blogspot.com"))
    ]
    assert found == [["lapetiteserre.blogspot.com"]] * 2


@pytest.mark.parametrize("prefix", ["xyz1", BUCKET.upper() if BUCKET.upper() != BUCKET else "ABCD", "12", "12345"])
def test_what_is_no_prefix(client, prefix):
    answer = client.get(f"/v1/badges/{prefix}")
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")
