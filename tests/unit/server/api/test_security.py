"""Headers, limits, and who is taken to ask."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from server.api import create_app
from server.api.security import HEADERS

HERE = "http://127.0.0.1/post"


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/nowhere", "/v1/openapi.json", "/static/masthead.css", "/v1/verdicts"]
)
def test_every_answer_has_the_headers(client, path):
    answer = client.get(path, buffered=True)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    answer.close()


def test_one_address_may_ask_so_often(serve):
    client = create_app(serve(rate_limit="2/hour")).test_client()
    answers = [client.post("/v1/checks", json={"url": "word"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert answers[2].content_type == "application/problem+json"
    assert 0 < int(answers[2].headers["Retry-After"]) <= 3600
    assert client.post("/check", data={"url": "word"}).status_code == 429
    assert client.get("/healthz").status_code == 200
    other = client.post("/v1/checks", json={"url": "word"}, environ_base={"REMOTE_ADDR": "127.0.0.2"})
    assert other.status_code == 422


def test_no_limit_when_it_is_off(client):
    assert {client.post("/v1/checks", json={"url": "word"}).status_code for _ in range(50)} == {422}


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "counted"),
    [
        ((), "127.0.0.1", "1.2.3.4", "127.0.0.1"),
        (("127.0.0.0/8",), "127.0.0.1", "1.2.3.4", "1.2.3.4"),
        (("127.0.0.0/8",), "127.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (("127.0.0.0/8", "10.0.0.0/8"), "127.0.0.1", "1.2.3.4, 10.0.0.7", "1.2.3.4"),
        (("127.0.0.0/8",), "9.9.9.9", "1.2.3.4", "9.9.9.9"),
        (("127.0.0.0/8",), "127.0.0.1", "nonsense", "127.0.0.1"),
        (("127.0.0.0/8",), "::ffff:127.0.0.1", "1.2.3.4", "1.2.3.4"),
        (("::1/128",), "::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ((), "2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64"),
    ],
)
def test_whose_address_counts(serve, trusted, remote, forwarded, counted):
    from flask import request

    from server.service import client_address

    app = create_app(serve(trusted_proxies=tuple(map(ip_network, trusted))))
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": remote}, headers={"X-Forwarded-For": forwarded}):
        assert client_address(request) == counted


@pytest.mark.parametrize(
    ("settings", "host", "status"),
    [
        ({}, "localhost:8000", 200),
        ({}, "127.0.0.1:8000", 200),
        ({}, "[::1]:8000", 200),
        ({}, "rebound.example", 421),
        ({}, "rebound.example:8000", 421),
        ({}, "192.0.2.1", 421),
        ({}, "[", 421),
        ({"public_url": "https://masthead.example"}, "masthead.example", 200),
        ({"bind": "0.0.0.0:8000"}, "desk.internal", 200),
        ({"trusted_proxies": (ip_network("127.0.0.0/8"),)}, "desk.internal", 200),
    ],
)
def test_a_server_for_this_machine_alone_answers_to_no_other_name(serve, settings, host, status):
    client = create_app(serve(**settings)).test_client()
    assert client.get("/", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(("sender", "refused"), [("cross-site", True), ("same-origin", False), ("none", False)])
def test_a_form_of_another_site_is_refused(client, sender, refused):
    headers = {"Sec-Fetch-Site": sender}
    asked = client.post("/check", data={"url": "word"}, headers=headers)
    listed = client.post("/v1/audits", data="word", content_type="text/plain", headers=headers)
    assert [answer.status_code == 403 for answer in (asked, listed)] == [refused, refused]
    assert client.post("/v1/checks", json={"url": "word"}, headers=headers).status_code == 422
    assert client.get("/", headers=headers).status_code == 200
