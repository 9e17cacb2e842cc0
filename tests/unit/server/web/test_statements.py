"""Disputes and corrections, on pages."""

from __future__ import annotations

import pytest

from detectors.model import Level
from server.store import new_id
from tests.unit.server.making import capture, verdict


@pytest.fixture
def stored(service):
    core = verdict(Level.UNDISCLOSED_CONTROL)
    return service.store.verdicts.save(new_id(), core, capture(), owner="", private=False, listed=True)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_form_takes_a_dispute_and_the_page_turns_grey(client, stored, lang):
    path = f"/checks/{stored.id}?lang={lang}"
    assert f'action="/checks/{stored.id}/dispute?lang={lang}"' in client.get(path).text
    answer = client.post(f"/checks/{stored.id}/dispute?lang={lang}", data={"reason": "<b>we</b> sold it"})
    assert answer.status_code == 303
    html = client.get(answer.headers["Location"]).text
    assert 'role="status"' in html
    assert 'class="badge grey"' in html
    assert "we</b> sold it" not in html


def test_an_empty_dispute_is_none(client, service, stored):
    answer = client.post(f"/checks/{stored.id}/dispute", data={"reason": " \0 "})
    assert answer.status_code == 303
    assert service.store.reviews.waiting() == ()
    assert client.post("/checks/nobody/dispute", data={"reason": "x"}).status_code == 404


def test_the_log_is_a_page(client, service, stored):
    assert "No decision" in client.get("/corrections").text
    service.store.reviews.withdraw(stored.id, "the <register> was misread")
    html = client.get("/corrections?lang=fr").text
    assert "the &lt;register&gt; was misread" in html
    assert "retiré" in html
    assert f"/checks/{stored.id}" in html


def test_a_reply_stands_on_the_page(client, service, stored):
    reply = service.store.replies.add("blog.example", "We <own> it.", "press@acme.example")
    assert "We &lt;own&gt; it." not in client.get(f"/checks/{stored.id}").text
    service.store.replies.verify(reply.id, "file")
    html = client.get(f"/checks/{stored.id}").text
    assert "We &lt;own&gt; it." in html
    assert "press@acme.example" not in html


def test_the_type_of_a_problem_leads_to_its_explanation(client):
    found = client.post("/v1/checks", json={"url": "jane@example.com"}).get_json()
    assert "not at people" in client.get(found["type"]).text
    assert "pas des personnes" in client.get(f"{found['type']}?lang=fr").text
    assert client.get("/problems/none").status_code == 404
