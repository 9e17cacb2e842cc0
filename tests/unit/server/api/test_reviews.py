"""Disputes and the log of corrections over HTTP."""

from __future__ import annotations

import pytest

from detectors.model import Level
from server.store import new_id
from tests.unit.server.making import capture, verdict


def keep(service, level=Level.UNDISCLOSED_CONTROL, *, listed=True):
    url = f"https://blog.example/{level}"
    return service.store.verdicts.save(
        new_id(), verdict(level, url), capture(url=url), owner="", private=False, listed=listed
    )


def dispute(client, identifier, reason="We do not own this blog."):
    return client.post(f"/v1/verdicts/{identifier}/disputes", json={"reason": reason})


def test_a_disputed_verdict_is_grey_everywhere_until_reviewed(client, service):
    stored = keep(service)
    answer = dispute(client, stored.id)
    assert (answer.status_code, answer.get_json()["status"]) == (202, "disputed")
    assert client.get(f"/v1/checks/{stored.id}").get_json()["status"] == "disputed"
    assert 'class="badge grey"' in client.get(f"/checks/{stored.id}").text
    assert client.get("/v1/snapshot").get_json()["sites"][0]["status"] == "disputed"
    assert client.get("/v1/verdicts?domain=blog.example").get_json()["items"][0]["status"] == "disputed"
    service.store.reviews.uphold(stored.id, "The register names the company.")
    assert client.get(f"/v1/checks/{stored.id}").get_json()["status"] == "current"
    assert 'class="badge red"' in client.get(f"/checks/{stored.id}").text
    assert client.get("/v1/snapshot").get_json()["sites"][0]["status"] == "current"


def test_what_is_said_in_a_dispute_is_shown_to_nobody(client, service):
    stored = keep(service)
    assert dispute(client, stored.id, "SECRET-REASON").status_code == 202
    for path in (f"/v1/checks/{stored.id}", f"/checks/{stored.id}", "/v1/corrections", "/v1/snapshot"):
        assert "SECRET-REASON" not in client.get(path).text


def test_the_log_names_listed_verdicts_only(client, service):
    shown, hidden = keep(service), keep(service, Level.DISCLOSED, listed=False)
    for stored in (shown, hidden):
        service.store.reviews.withdraw(stored.id, "misread")
    (line,) = client.get("/v1/corrections").get_json()["items"]
    assert (line["verdict"], line["action"], line["reason"]) == (shown.id, "withdrawn", "misread")
    assert line["links"]["report"].endswith(f"/checks/{shown.id}")


def test_the_log_page_by_page(client, service):
    made = [keep(service, level) for level in (Level.DISCLOSED, Level.NO_FINDING, Level.AGENCY_RUN)]
    for stored in made:
        service.store.reviews.withdraw(stored.id, "misread")
    first = client.get("/v1/corrections?limit=2").get_json()
    rest = client.get(f"/v1/corrections?limit=2&cursor={first['next']}").get_json()
    assert [line["verdict"] for line in (*first["items"], *rest["items"])] == [s.id for s in reversed(made)]
    assert rest["next"] is None


@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "x" * 2001}, {"reason": "\0"}, {"reason": 1}, []])
def test_a_dispute_says_why(client, service, body):
    assert client.post(f"/v1/verdicts/{keep(service).id}/disputes", json=body).status_code == 422


def test_what_is_not_there_cannot_be_disputed(client):
    assert dispute(client, "nobody").status_code == 404
