"""Checks over HTTP: asked, waited for, refused, kept from strangers."""

from __future__ import annotations

import threading

import pytest

from server.api import checks, create_app, waiting
from server.bundle import read_bundle
from server.jobs import OwnJobs
from server.store import Check, new_id
from tests.unit.server.crowded import full
from tests.unit.server.making import Here

HERE = "http://127.0.0.1/post"


def ask(client, url=HERE, wait=20, **more):
    return client.post("/v1/checks", json={"url": url, **more}, headers={"Prefer": f"wait={wait}"} if wait else {})


class Slow(Here):
    def __init__(self):
        self.go = threading.Event()

    def plan(self, taken):
        self.go.wait(300)
        return super().plan(taken)


def test_a_check_is_queued_and_then_done(serve):
    slow = Slow()
    here = serve(slow)
    client = create_app(here).test_client()
    queued = ask(client, wait=0)
    assert queued.status_code == 202
    body = queued.get_json()
    assert body["status"] in ("queued", "running")
    assert queued.headers["Location"] == body["links"]["self"]
    assert client.get(f"/v1/checks/{body['id']}").get_json()["status"] in ("queued", "running")
    slow.go.set()
    here.jobs.wait(body["id"], 300)
    done = client.get(f"/v1/checks/{body['id']}").get_json()
    assert (done["id"], done["verdict"]) == (body["id"], "undisclosed_control")


def test_waiting_gives_the_verdict_and_asking_again_the_stored_one(client):
    first, second = ask(client), ask(client, wait=0)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.get_json() == second.get_json()
    assert first.headers["Cache-Control"] == "no-store"
    assert first.headers["Preference-Applied"] == "wait=20"
    fresh = ask(client, fresh=True).get_json()
    assert fresh["supersedes"] == first.get_json()["id"]
    old = client.get(f"/v1/checks/{first.get_json()['id']}").get_json()
    assert (old["status"], old["superseded_by"]) == ("superseded", fresh["id"])


def test_on_a_public_service_strangers_share_nothing(serve):
    client = create_app(serve(public_url="https://masthead.example")).test_client()
    first, second = ask(client).get_json(), ask(client).get_json()
    assert first["id"] != second["id"]
    assert second["supersedes"] is None
    assert client.get(f"/v1/checks/{first['id']}").get_json()["superseded_by"] is None
    assert client.get("/v1/verdicts?domain=127.0.0.1").get_json() == {"items": [], "next": None}
    assert first["links"]["self"] == f"https://masthead.example/v1/checks/{first['id']}"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("jane.doe@example.com", "personal-query"),
        ("mailto:jane@example.com", "personal-query"),
        ("Jane Doe", "personal-query"),
        ("Zoë van den Berg", "personal-query"),
        ("Jean-Pierre L'Écuyer", "personal-query"),
        ("https://jane:secret@example.com/", "userinfo"),
        ("https://", "malformed-url"),
        ("ftp://example.com/", "malformed-url"),
        ("javascript:alert(1)", "malformed-url"),
        ("https://exa mple.com/", "malformed-url"),
        ("https://example.com:99999/", "malformed-url"),
        ("word", "malformed-url"),
        ("https://a\\b.example/", "malformed-url"),
        ("http://10.0.0.1/", "forbidden-address"),
        ("http://169.254.169.254/latest/meta-data", "forbidden-address"),
        ("http://[::1]/", "forbidden-address"),
        ("http://2130706434:22/", None),
        ("http://93.184.215.14:22/", "forbidden-address"),
    ],
)
def test_what_cannot_be_checked_is_refused_and_nothing_is_kept(client, service, url, kind):
    answer = ask(client, url, wait=0)
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    problem = answer.get_json()
    assert problem["status"] == 422
    assert problem["detail"]
    if kind:
        assert problem["type"].endswith(f"/{kind}")
    assert service.store.checks.waiting() == 0


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"url": 1},
        {"url": ""},
        {"url": HERE, "fresh": "yes"},
        {"url": HERE, "more": 1},
        {"url": "x" * 3000},
        [],
        "text",
    ],
)
def test_another_shape_is_refused(client, body):
    answer = client.post("/v1/checks", json=body)
    assert answer.status_code == 422
    assert answer.get_json()["type"].endswith("/validation")


def test_other_errors_are_problem_documents_too(client):
    cases = [
        (client.post("/v1/checks", data="{", content_type="application/json"), 400),
        (client.post("/v1/checks", data="url=x"), 415),
        (client.post("/v1/checks", data="null", content_type="application/json"), 422),
        (client.post("/v1/checks", json={"url": "x" * 100_000}), 413),
        (client.get("/v1/checks"), 405),
        (client.get("/v1/checks/nobody"), 404),
        (client.get("/v1/checks/nobody/bundle"), 404),
        (client.get("/v1/nowhere"), 404),
        (client.get("/nowhere"), 404),
    ]
    for answer, status in cases:
        assert answer.status_code == status
        assert answer.content_type == "application/problem+json"
        assert answer.get_json()["status"] == status
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_check_that_fails_says_so(serve):
    class Broken(Here):
        def plan(self, taken):
            raise RuntimeError("about Jane Doe")

    client = create_app(serve(Broken())).test_client()
    answer = ask(client)
    assert answer.status_code == 202 or answer.get_json()["status"] == "failed"
    body = client.get(f"/v1/checks/{answer.get_json()['id']}").get_json()
    assert body["status"] == "failed"
    assert "Jane" not in str(body)


def test_what_a_killed_process_left_is_taken_up(serve):
    here = serve()
    check = Check(new_id(), HERE, owner="local", state="running")
    here.store.checks.add(check)
    here.jobs.resume()
    here.jobs.wait(check.id, 300)
    assert here.store.checks.get(check.id).state == "done"
    assert here.store.verdicts.get(check.id)


def test_too_many_waiting_checks_are_refused(serve, monkeypatch):
    monkeypatch.setattr("server.jobs.MAX_WAITING", 1)
    slow = Slow()
    here = serve(slow)
    client = create_app(here).test_client()
    assert ask(client, wait=0).status_code == 202
    refused = ask(client, "http://127.0.0.1/other", wait=0)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "60")
    assert here.store.checks.waiting() == 1
    slow.go.set()


def test_the_bundle_of_a_verdict(client):
    shown = ask(client).get_json()
    answer = client.get(f"/v1/checks/{shown['id']}/bundle")
    assert answer.content_type == "application/wacz"
    assert read_bundle(answer.data).verdict["id"] == shown["id"]


def test_a_bundle_whose_pages_are_gone(client, service):
    shown = ask(client).get_json()
    service.store.records.empty_bodies("2999-01-01T00:00:00Z")
    assert client.get(f"/v1/checks/{shown['id']}/bundle").status_code == 410


def test_the_language_of_the_sentences(client):
    identifier = ask(client).get_json()["id"]
    path = f"/v1/checks/{identifier}"
    assert client.get(path).get_json()["headline"].startswith("Controlled by")
    assert (
        client.get(path, headers={"Accept-Language": "fr-CH, en;q=0.5"}).get_json()["headline"].startswith("Contrôlé")
    )
    assert client.get(f"{path}?lang=fr").get_json()["headline"].startswith("Contrôlé")


@pytest.mark.parametrize(
    ("prefer", "seconds"),
    [
        ("wait=5", 5),
        ("respond-async, wait=7", 7),
        ("wait=600", 25),
        ("wait=-1", 0),
        ("waiting=3", 0),
        ("", 0),
        ("Wait = 3", 3),
    ],
)
def test_how_long_one_wishes_to_wait(serve, monkeypatch, prefer, seconds):
    waited = []
    monkeypatch.setattr(OwnJobs, "wait", lambda self, identifier, wished: waited.append(wished))
    client = create_app(serve()).test_client()
    client.post("/v1/checks", json={"url": HERE}, headers={"Prefer": prefer})
    assert waited == ([seconds] if seconds else [])


@pytest.mark.parametrize("body", ['{"url":' * 7000 + "1" + "}" * 7000, "[" * 30_000 + "]" * 30_000])
def test_nesting_is_malformed_and_no_fault_of_ours(client, body):
    answer = client.post("/v1/checks", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize(
    "url", ["http://1.1.1.1.1/", "http://[fe80::1%25lo]/", "http://blog.example:0/", "http://[2606:4700::1%25x]/"]
)
def test_addresses_that_only_the_fetching_side_refuses(client, url):
    answer = client.post("/v1/checks", json={"url": url})
    assert answer.status_code == 422
    assert answer.json["type"] == "/problems/malformed-url"


def test_some_threads_are_left_for_who_only_reads(serve):
    slow = Slow()
    client = create_app(serve(slow)).test_client()
    with full(waiting.places):
        assert ask(client).status_code == 202  # answered at once, though it wished to wait
    slow.go.set()
    assert ask(client, f"{HERE}?two").status_code == 200


def test_few_bundles_are_made_at_once(client, monkeypatch):
    identifier = ask(client).get_json()["id"]
    monkeypatch.setattr(checks._bundling, "_patience", 0.05)
    with full(checks._bundling):
        answer = client.get(f"/v1/checks/{identifier}/bundle")
        assert (answer.status_code, answer.get_json()["type"]) == (503, "/problems/busy")
    assert client.get(f"/v1/checks/{identifier}/bundle").status_code == 200
