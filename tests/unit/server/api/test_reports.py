"""Reports over HTTP."""

from __future__ import annotations

import json
import sys

import pytest

from detectors.model import Level
from server.store import new_id
from tests.unit.server.making import capture, verdict


@pytest.fixture
def stored(service):
    core = verdict(Level.UNDISCLOSED_CONTROL)
    return service.store.verdicts.save(new_id(), core, capture(), owner="", private=False)


@pytest.mark.parametrize(
    ("form", "begins", "content_type"),
    [
        ("html", b"<!doctype html>", "text/html; charset=utf-8"),
        ("pdf", b"%PDF-", "application/pdf"),
        ("csv", b"\xef\xbb\xbfverdict_id,", "text/csv; charset=utf-8"),
        ("jsonl", b"{", "application/jsonl"),
        ("json", b"{", "application/json"),
        ("csl", b"[", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_each_form(client, stored, form, begins, content_type):
    answer = client.get(f"/v1/checks/{stored.id}/report.{form}")
    assert answer.status_code == 200
    assert answer.data.startswith(begins)
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="masthead-{stored.id}.')
    assert answer.headers["Cache-Control"] == "no-store"
    assert f"report.{form}" in client.get(f"/checks/{stored.id}").text or form in ("json", "jsonl")


def test_the_reference_leads_to_the_page(client, stored):
    (reference,) = json.loads(client.get(f"/v1/checks/{stored.id}/report.csl?lang=fr").data)
    assert reference["URL"].endswith(f"/checks/{stored.id}")
    assert reference["title"].startswith("Contrôlé")


def test_what_is_not_there(client, stored, monkeypatch):
    assert client.get(f"/v1/checks/{stored.id}/report.docx").status_code == 404
    assert client.get("/v1/checks/nobody/report.csv").status_code == 404
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    answer = client.get(f"/v1/checks/{stored.id}/report.pdf")
    assert (answer.status_code, answer.get_json()["type"]) == (501, "/problems/not-installed")
