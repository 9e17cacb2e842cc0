"""Identifiers of requests, what is counted, and what the log does not say."""

from __future__ import annotations

import io
import json

import pytest
import structlog

from server.api import create_app
from tests.unit.server.api.test_checks import HERE, ask


@pytest.mark.parametrize(
    ("sent", "kept"), [("abcd-1234.ef", True), ("short", False), ("a b c d e f g", False), ("", False)]
)
def test_an_identifier_is_kept_or_made(client, sent, kept):
    answers = [client.get(path, headers={"X-Request-Id": sent}) for path in ("/healthz", "/v1/nowhere", "/")]
    found = [answer.headers["X-Request-Id"] for answer in answers]
    assert (found == [sent] * 3) is kept
    assert all(found)
    if not kept:
        assert len(set(found)) == 3


def counted(client, line: str) -> float:
    lines = client.get("/metrics").text.splitlines()
    return next((float(found.split()[-1]) for found in lines if found.startswith(line)), 0.0)


def test_requests_and_checks_are_counted_by_route_and_code(client):
    stored = 'masthead_requests_total{method="GET",route="/v1/checks/<identifier>",status="200"}'
    nowhere = 'masthead_requests_total{method="GET",route="-",status="404"}'
    done, level = 'masthead_checks_total{outcome="done"}', 'masthead_verdicts_total{level="undisclosed_control"}'
    before = {line: counted(client, line) for line in (stored, nowhere, done, level)}
    identifier = ask(client).get_json()["id"]
    client.get(f"/v1/checks/{identifier}")
    client.get("/secret-page-that-somebody-looks-at")
    assert {line: counted(client, line) - was for line, was in before.items()} == dict.fromkeys(before, 1.0)
    text = client.get("/metrics").text
    assert "secret-page" not in text
    assert "127.0.0.1" not in text
    assert "masthead_checks_waiting 0.0" in text


def test_the_log_names_routes_and_no_addresses(serve):
    said = io.StringIO()
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.JSONRenderer()],
        logger_factory=structlog.PrintLoggerFactory(said),
    )
    try:
        client = create_app(serve()).test_client()
        client.post("/v1/checks", json={"url": f"{HERE}?who=jane"}, headers={"X-Request-Id": "request-1"})
        client.get("/checks/nobody?q=jane")
    finally:
        structlog.reset_defaults()
    lines = [json.loads(line) for line in said.getvalue().splitlines()]
    (line,) = [line for line in lines if line["event"] == "request"]
    assert line == {
        "event": "request",
        "method": "POST",
        "route": "/v1/checks",
        "status": 202,
        "request_id": "request-1",
    }
    assert "jane" not in said.getvalue()
