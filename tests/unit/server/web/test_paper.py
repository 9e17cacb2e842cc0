"""A verdict as one file and as a PDF: nothing is fetched for either."""

from __future__ import annotations

import re
import sys

import pytest

from detectors.model import Level
from server.api import create_app
from server.errors import NotInstalledError
from server.store import new_id
from server.web import paper
from tests.unit.server.crowded import full
from tests.unit.server.making import capture, verdict


@pytest.fixture
def html(service):
    core = verdict(Level.UNDISCLOSED_CONTROL)
    stored = service.store.verdicts.save(new_id(), core, capture(), owner="", private=False)
    with create_app(service).test_request_context("/?lang=fr"):
        return paper.one_file(stored)


def test_the_file_needs_nothing_beside_it(html):
    assert "<style>" in html
    needed = re.findall(r"(?:src|href|url)\s*[=(]\s*[\"']?([^\"')\s>]+)", html)
    assert not [name for name in needed if not name.startswith(("#", "data:", "http"))]
    assert "<form" not in html
    assert "<link" not in html
    assert "<script>alert" not in html
    assert '<html lang="fr">' in html


def test_the_pdf_is_one_and_the_network_stays_out(html, monkeypatch):
    import socket

    def refused(*_: object) -> None:
        raise AssertionError("a PDF tried to reach something")

    monkeypatch.setattr(socket.socket, "connect", refused)
    hostile = html.replace("</body>", '<img src="http://127.0.0.1:9/x"><img src="file:///etc/hostname"></body>')
    made = paper.pdf(hostile)
    assert made.startswith(b"%PDF-")
    assert len(made) > 5000


def test_without_the_extra_it_is_said(html, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(NotInstalledError, match=r"masthead\[pdf\]"):
        paper.pdf(html)


def test_few_pdfs_are_made_at_once_and_nobody_waits_long(html, client, service, monkeypatch):
    monkeypatch.setattr(paper._places, "_patience", 0.05)
    stored = service.store.verdicts.save(
        new_id(), verdict(Level.NO_FINDING), capture(), owner="", private=False, listed=True
    )
    with full(paper._places):
        answer = client.get(f"/v1/checks/{stored.id}/report.pdf")
        assert (answer.status_code, answer.get_json()["type"]) == (503, "/problems/busy")
        assert answer.headers["Retry-After"] == "60"
