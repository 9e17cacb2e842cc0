"""Following a check."""

from __future__ import annotations

import json
import time
from itertools import repeat

from flask import Flask

from server.api import create_app, waiting
from server.commands.serve import THREADS
from tests.unit.server.api.test_checks import Slow, ask
from tests.unit.server.crowded import full


def received(answer) -> list[tuple[str, dict]]:
    found = []
    with answer:
        text = answer.text
    for block in text.strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_each_source_is_told_and_then_the_end(serve):
    slow = Slow()
    here = serve(slow)
    client = create_app(here).test_client()
    identifier = ask(client, wait=0).get_json()["id"]
    answer = client.get(f"/v1/checks/{identifier}/events")
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    slow.go.set()
    told = received(answer)
    assert [name for name, _ in told if name != "read"] in (["state", "done"], ["state", "state", "done"])
    assert told[-1][1]["links"]["self"].endswith(f"/v1/checks/{identifier}")
    assert received(client.get(f"/v1/checks/{identifier}/events")) == [told[-1]]


def test_what_was_read_is_told(serve):
    class Stopped(Slow):
        """Waits before it judges, so that there is something to follow."""

        def plan(self, taken):
            return super(Slow, self).plan(taken)

        def judge(self, taken):
            self.go.wait(300)
            return super().judge(taken)

    slow = Stopped()
    here = serve(slow)
    client = create_app(here).test_client()
    identifier = ask(client, wait=0).get_json()["id"]
    deadline = time.monotonic() + 300
    while len(here.jobs.reads(identifier)) < 2:
        assert time.monotonic() < deadline
        here.jobs.wait(identifier, 0.05)
    answer = client.get(f"/v1/checks/{identifier}/events")
    slow.go.set()
    read = [data for name, data in received(answer) if name == "read"]
    assert {(data["source"], data["reason"]) for data in read} == {("page", None), ("registration", None)}


def test_a_check_that_failed(serve):
    class Broken(Slow):
        def plan(self, taken):
            raise RuntimeError("no")

    client = create_app(serve(Broken())).test_client()
    identifier = ask(client).get_json()["id"]
    assert received(client.get(f"/v1/checks/{identifier}/events"))[-1][0] == "failed"


def test_only_so_many_follow_and_a_place_is_given_back(client):
    identifier = ask(client).get_json()["id"]
    answers = [client.get(f"/v1/checks/{identifier}/events") for _ in range(waiting.HOLDERS + 1)]
    assert [answer.status_code for answer in answers] == [200] * waiting.HOLDERS + [503]
    assert answers[-1].headers["Retry-After"] == "5"
    for answer in answers:
        answer.close()
    with client.get(f"/v1/checks/{identifier}/events") as again:
        assert again.status_code == 200


def test_what_is_not_there_cannot_be_followed(client):
    assert client.get("/v1/checks/nobody/events").status_code == 404


def test_who_waits_and_who_follows_share_the_places(client):
    identifier = ask(client).get_json()["id"]
    with full(waiting.places):
        assert client.get(f"/v1/checks/{identifier}/events").status_code == 503
    assert waiting.HOLDERS < THREADS


def test_a_stream_says_in_silence_that_it_lives_and_ends(monkeypatch):
    monkeypatch.setattr(waiting, "SILENCE", 0.0)
    monkeypatch.setattr(waiting, "SECONDS", 0.05)
    with Flask(__name__).test_request_context():
        answer = waiting.followed(repeat(None))
        told = b"".join(answer.response)
        answer.close()
    assert set(told.split(b"\n\n")) == {b":", b""}
