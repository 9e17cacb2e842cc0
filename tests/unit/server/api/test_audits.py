"""Audits over HTTP: asked for as JSON or as a list, followed, read by who asked and nobody else."""

from __future__ import annotations

import csv
import io
import json
import time

import pytest

from server.api import audits, create_app
from tests.unit.server.api.test_events import received

LIST = "http://127.0.0.1/post\nJane Doe\nhttp://10.0.0.1/\n"


def finished(client, path: str, **headers) -> dict:
    deadline = time.monotonic() + 300
    while (state := client.get(path, headers=headers).get_json())["status"] != "done":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return state


def path_of(answer) -> str:
    return "/v1/audits/" + answer.get_json()["id"]


def test_a_json_list_is_audited_and_read_back(client):
    answer = client.post("/v1/audits", json={"urls": ["127.0.0.1/post", "jane@blog.example"]})
    assert answer.status_code == 202
    assert answer.headers["Location"].endswith(path_of(answer))
    state = finished(client, path_of(answer))
    assert state["states"] == {"judged": 1, "failed": 1}
    assert state["verdicts"] == {"undisclosed_control": 1}
    lines = [json.loads(line) for line in client.get(f"{path_of(answer)}/results.jsonl").text.splitlines()]
    assert [line["line"] for line in lines] == [1, 2]
    assert lines[0]["verdict"]["verdict"] == "undisclosed_control"
    assert lines[1]["error"]["type"] == "/problems/personal-query"
    assert "jane" not in json.dumps(lines[1])


def test_a_csv_keeps_its_columns(client):
    answer = client.post("/v1/audits", data="desk,url\neconomy,http://127.0.0.1/post\n", content_type="text/csv")
    finished(client, path_of(answer))
    table = client.get(f"{path_of(answer)}/results.csv?lang=fr")
    assert table.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in table.headers["Content-Disposition"]
    (row,) = csv.DictReader(io.StringIO(table.text, newline=""))
    assert (row["desk"], row["verdict"]) == ("economy", "undisclosed_control")
    assert row["headline"].startswith("Contrôlé")


def test_pairs_of_hands_are_lines_and_a_table(client):
    answer = client.post("/v1/audits", json={"urls": ["127.0.0.1/post"]})
    state = finished(client, path_of(answer))
    assert state["links"]["hands_csv"].endswith("/hands.csv")
    assert client.get(f"{path_of(answer)}/hands.jsonl").text == ""  # the one site was compared with none
    table = client.get(f"{path_of(answer)}/hands.csv")
    assert table.headers["Content-Type"].startswith("text/csv")
    assert table.text.startswith("site,other,tie,score,same_author,reason")


def test_it_can_be_followed(client):
    answer = client.post("/v1/audits", data=LIST, content_type="text/plain")
    told = received(client.get(f"{path_of(answer)}/events"))
    assert told[-1][0] == "done"
    assert told[-1][1]["states"] == {"judged": 1, "failed": 2}
    assert received(client.get(f"{path_of(answer)}/events")) == [told[-1]]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "application/json", 422),
        (b'{"urls": []}', "application/json", 422),
        (b'{"urls": [1]}', "application/json", 422),
        (b'{"urls": ["a.example"], "more": 1}', "application/json", 422),
        (b"{", "application/json", 400),
        (b"", "text/plain", 422),
        (b"name\nx\n", "text/csv", 422),
        (b"<a/>", "application/xml", 415),
    ],
)
def test_what_is_no_list_is_refused(client, body, kind, status):
    answer = client.post("/v1/audits", data=body, content_type=kind)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_too_long_a_list_is_refused(client, monkeypatch):
    monkeypatch.setattr(audits, "MAX_ROWS", 2)
    assert client.post("/v1/audits", data=LIST, content_type="text/plain").status_code == 413


def test_only_its_key_reads_it(serve):
    here = serve(public_url="https://masthead.example")
    client = create_app(here).test_client()
    _, mine = here.store.keys.create("mine")
    _, other = here.store.keys.create("other")
    _, checks_only = here.store.keys.create("checks", scopes=("checks",))
    assert client.post("/v1/audits", json={"urls": ["a.example"]}).status_code == 401
    refused = client.post(
        "/v1/audits", json={"urls": ["a.example"]}, headers={"Authorization": f"Bearer {checks_only}"}
    )
    assert refused.status_code == 403
    made = client.post("/v1/audits", json={"urls": ["127.0.0.1/post"]}, headers={"Authorization": f"Bearer {mine}"})
    assert made.status_code == 202
    for ending in ("", "/events", "/results.jsonl", "/results.csv"):
        path = path_of(made) + ending
        assert client.get(path).status_code == 401
        assert client.get(path, headers={"Authorization": f"Bearer {other}"}).status_code == 404
        with client.get(path, headers={"Authorization": f"Bearer {mine}"}) as answer:
            assert answer.status_code == 200
    assert client.get("/v1/audits/nobody", headers={"Authorization": f"Bearer {mine}"}).status_code == 404
