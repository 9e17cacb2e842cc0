"""Every problem that the reference documents is met once, with its status and its type, and none but those."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from socket import AF_INET, SOCK_DGRAM, socket

import pytest
from dnslib import RCODE, DNSRecord
from werkzeug.test import TestResponse

from server.api import create_app
from server.api.problems import TYPE
from server.children import ChildError
from tests.unit.server.making import Here

REFERENCE = Path(__file__).parents[4] / "docs" / "reference" / "api.md"
ROW = re.compile(r"^\| `([a-z-]+)` \| (\d{3}) \| (.+) \|$", re.MULTILINE)
DOCUMENTED = {kind: int(status) for kind, status, _ in ROW.findall(REFERENCE.read_text(encoding="utf-8"))}
HERE = "http://127.0.0.1/post"
SIDES = {"a": ["words"], "b": ["words"]}
World = Callable[..., tuple]


class Fragile(Here):
    """A thinker whose children die."""

    def compare_in_full(self, a, b, lang, cohort):
        raise ChildError("compare", "timeout")


@pytest.fixture
def nobody() -> Iterator[str]:
    """The address of a name server that knows no name."""
    with closing(socket(AF_INET, SOCK_DGRAM)) as server:
        server.bind(("127.0.0.1", 0))

        def answer() -> None:
            while True:
                try:
                    packet, peer = server.recvfrom(4096)
                except OSError:
                    return
                reply = DNSRecord.parse(packet).reply()
                reply.header.rcode = RCODE.NXDOMAIN
                server.sendto(reply.pack(), peer)

        threading.Thread(target=answer, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"


@pytest.fixture
def world(serve, nobody) -> World:
    """Return a function that starts a service and a client of it; settings as keywords."""

    def start(thinker=None, **settings) -> tuple:
        here = serve(thinker, resolver=nobody, **settings)
        return here, create_app(here).test_client()

    return start


def asked(world: World, url: str) -> TestResponse:
    return world()[1].post("/v1/checks", json={"url": url})


def checked(world: World, **settings) -> tuple:
    here, client = world(**settings)
    return here, client, client.post("/v1/checks", json={"url": HERE}, headers={"Prefer": "wait=20"}).get_json()["id"]


def rate_limited(world: World) -> TestResponse:
    _, client = world(rate_limit="1/hour")
    client.post("/v1/checks", json={"url": "word"})
    return client.post("/v1/checks", json={"url": "word"})


def busy(world: World) -> TestResponse:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("server.jobs.MAX_WAITING", 0)
        return asked(world, HERE)


def missing_scope(world: World) -> TestResponse:
    here, client = world()
    _, secret = here.store.keys.create("one", ("comparisons",))
    return client.post("/v1/checks", json={"url": HERE}, headers={"Authorization": f"Bearer {secret}"})


def not_verified(world: World) -> TestResponse:
    _, client = world()
    said = {"domain": "blog.example", "text": "We own this blog.", "contact": "press@acme.example"}
    return client.post(f"/v1/replies/{client.post('/v1/replies', json=said).get_json()['id']}/verify")


def no_longer_kept(world: World) -> TestResponse:
    here, client, identifier = checked(world)
    here.store.records.empty_bodies("2999-01-01T00:00:00Z")
    return client.get(f"/v1/checks/{identifier}/bundle")


def not_installed(world: World) -> TestResponse:
    _, client, identifier = checked(world)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "weasyprint", None)
        return client.get(f"/v1/checks/{identifier}/report.pdf")


MET: dict[str, Callable[[World], TestResponse]] = {
    "validation": lambda world: world()[1].post("/v1/checks", json={"url": 1}),
    "malformed-url": lambda world: asked(world, "word"),
    "userinfo": lambda world: asked(world, "http://ann:secret@blog.example/"),
    "personal-query": lambda world: asked(world, "ann.smith@blog.example"),
    "forbidden-address": lambda world: asked(world, "http://10.0.0.1/"),
    "no-such-name": lambda world: asked(world, "http://nobody.example/"),
    "cannot-compare": lambda world: world(Fragile())[1].post("/v1/comparisons", json=SIDES),
    "invalid-key": lambda world: world()[1].get("/v1/verdicts?group=x", headers={"Authorization": "Bearer x"}),
    "key-needed": lambda world: world(public_url="https://masthead.example")[1].post("/v1/audits", data=b"a.example"),
    "missing-scope": missing_scope,
    "not-verified": not_verified,
    "no-longer-kept": no_longer_kept,
    "rate-limited": rate_limited,
    "not-installed": not_installed,
    "busy": busy,
}


def test_the_reference_documents_each_that_can_be_met_and_no_other():
    assert set(DOCUMENTED) == {*MET, "failed"}


@pytest.mark.parametrize("kind", MET)
def test_each_is_met_as_documented(world, kind):
    answer = MET[kind](world)
    body = answer.get_json()
    assert (answer.status_code, answer.content_type) == (DOCUMENTED[kind], TYPE)
    assert (body["type"], body["status"]) == (f"/problems/{kind}", DOCUMENTED[kind])
    assert body["title"]
    assert body.get("detail") or body.get("errors")
    if DOCUMENTED[kind] in (429, 503):
        assert int(answer.headers["Retry-After"]) > 0
    if DOCUMENTED[kind] == 401:
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_check_that_failed_says_so_in_its_state(serve):
    class Broken(Here):
        def judge(self, taken):
            raise ChildError("judge", "died")

    client = create_app(serve(Broken())).test_client()
    answer = client.post("/v1/checks", json={"url": HERE}, headers={"Prefer": "wait=20"})
    assert answer.status_code == DOCUMENTED["failed"]
    assert (answer.get_json()["status"], answer.get_json()["error"]["type"]) == ("failed", "/problems/failed")
