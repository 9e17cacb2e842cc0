"""Replies over HTTP, the parts that need no proof; proofs are tried over real sockets (tests/functional)."""

from __future__ import annotations

import pytest

from server.store import new_id
from tests.unit.server.making import capture, verdict

SAID = {"domain": "https://WWW.blog.example/about", "text": "We own this blog.", "contact": "press@acme.example"}


def test_a_reply_is_told_what_to_publish(client, service):
    answer = client.post("/v1/replies", json=SAID)
    body = answer.get_json()
    assert answer.status_code == 202
    assert (body["domain"], body["status"]) == ("blog.example", "unverified")
    assert body["dns"] == f"_masthead.blog.example TXT {body['token']}"
    assert body["file"] == "/.well-known/masthead.txt"
    assert service.store.replies.get(body["id"]).token == body["token"]
    assert "press@acme.example" not in answer.text


def test_a_verified_reply_is_shown_beside_the_verdict(client, service):
    stored = service.store.verdicts.save(new_id(), verdict(), capture(), owner="", private=False)
    made = client.post("/v1/replies", json=SAID).get_json()
    service.store.replies.verify(made["id"], "dns")
    shown = client.get(f"/v1/checks/{stored.id}").get_json()["reply"]
    assert (shown["text"], shown["site"], shown["proven_by"]) == ("We own this blog.", "blog.example", "dns")
    again = client.post(f"/v1/replies/{made['id']}/verify")
    assert (again.status_code, again.get_json()["status"]) == (200, "verified")


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"domain": "jane@blog.example"}, "personal-query"),
        ({"domain": "Jane Doe"}, "personal-query"),
        ({"domain": "word"}, "malformed-url"),
        ({"text": ""}, "validation"),
        ({"text": "x" * 2001}, "validation"),
        ({"contact": ""}, "validation"),
        ({"more": 1}, "validation"),
    ],
)
def test_what_is_no_reply(client, change, kind):
    answer = client.post("/v1/replies", json={**SAID, **change})
    assert (answer.status_code, answer.get_json()["type"]) == (422, f"/problems/{kind}")


def test_what_is_not_there_cannot_be_verified(client):
    assert client.post("/v1/replies/nobody/verify").status_code == 404
