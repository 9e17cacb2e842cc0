"""Keys over HTTP: who asks with one, what it may do, how often."""

from __future__ import annotations

import pytest

from server.api import create_app

HERE = "http://127.0.0.1/post"
SIDES = {"a": ["words"], "b": ["words"]}


def sent(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}", "Prefer": "wait=20"}


@pytest.fixture
def public(serve):
    here = serve(public_url="https://masthead.example", rate_limit="2/hour")
    return here, create_app(here).test_client()


def test_who_asks_with_a_key_finds_his_own_verdicts_again(public):
    here, client = public
    (key, secret), (_, other) = here.store.keys.create("one"), here.store.keys.create("two")
    first = client.post("/v1/checks", json={"url": HERE}, headers=sent(secret)).get_json()
    assert here.store.verdicts.get(first["id"]).owner == key.owner
    again = client.post("/v1/checks", json={"url": HERE}, headers=sent(secret))
    assert (again.status_code, again.get_json()["id"]) == (200, first["id"])
    assert client.post("/v1/checks", json={"url": HERE}, headers=sent(other)).get_json()["id"] != first["id"]


@pytest.mark.parametrize("header", ["Bearer nothing", "Bearer", "Basic eDp5", "masthead_x"])
def test_a_key_that_is_not_known_is_an_error(client, header):
    for path in ("/v1/verdicts?group=x", "/v1/checks/nobody"):
        answer = client.get(path, headers={"Authorization": header})
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
        assert answer.get_json()["type"].endswith("/invalid-key")
    assert client.get("/healthz", headers={"Authorization": header}).status_code == 200


def test_a_revoked_key_is_not_known(public):
    here, client = public
    key, secret = here.store.keys.create("one")
    here.store.keys.revoke(key.id)
    assert client.post("/v1/checks", json={"url": HERE}, headers=sent(secret)).status_code == 401


def test_a_key_may_do_what_it_is_made_for(public):
    here, client = public
    _, secret = here.store.keys.create("one", ("comparisons",))
    refused = client.post("/v1/checks", json={"url": HERE}, headers=sent(secret))
    assert (refused.status_code, refused.get_json()["type"]) == (403, "/problems/missing-scope")
    assert client.post("/v1/comparisons", json=SIDES, headers=sent(secret)).status_code == 200


def test_each_key_has_its_own_limit(public):
    here, client = public
    _, often = here.store.keys.create("often", rate="100/hour")
    _, seldom = here.store.keys.create("seldom", rate="1/hour")

    def answers(headers, times):
        return [client.post("/v1/checks", json={"url": "word"}, headers=headers).status_code for _ in range(times)]

    assert answers({}, 3) == [422, 422, 429]
    assert answers(sent(often), 9) == [422] * 9
    assert answers(sent(seldom), 2) == [422, 429]
