"""The pages of audits: for who runs the service, and nobody else."""

from __future__ import annotations

import io
import time

import pytest

from server.api import create_app


def done(client, place: str) -> str:
    deadline = time.monotonic() + 300
    while 'http-equiv="refresh"' in (text := client.get(place).text):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return text


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_typed_list_becomes_an_audit_with_a_page(client, lang):
    text = "http://127.0.0.1/post\n<script>alert(1)</script>\n"
    answer = client.post(f"/audits?lang={lang}", data={"list": text})
    assert answer.status_code == 303
    shown = done(client, answer.headers["Location"])
    assert "<script>" not in shown
    assert "results.csv" in shown
    assert "127.0.0.1" in shown
    only = client.get(answer.headers["Location"].split("?")[0] + "?level=disclosed").text
    assert "alert(1)" not in only
    assert ("is no web address" if lang == "en" else "pas une adresse") in shown
    assert client.get("/audits").text.count("/audits/") >= 1


def test_a_file_is_a_list_too(client):
    answer = client.post("/audits", data={"file": (io.BytesIO(b"url,desk\n127.0.0.1/post,x\n"), "list.csv")})
    assert answer.status_code == 303
    assert "127.0.0.1/post" in done(client, answer.headers["Location"])


@pytest.mark.parametrize("data", [{"list": ""}, {"file": (io.BytesIO(b"name\nx\n"), "list.csv")}])
def test_what_is_no_list_is_said(client, data):
    answer = client.post("/audits", data=data)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_public_service_shows_no_audit(serve):
    client = create_app(serve(public_url="https://masthead.example")).test_client()
    assert client.get("/audits").status_code == 404
    assert client.post("/audits", data={"list": "a.example"}).status_code == 404
    assert client.get("/audits/some").status_code == 404
    assert "/audits" not in client.get("/").text


def test_lines_are_chosen_by_level_by_control_and_by_what_is_said(client):
    place = client.post("/audits?lang=en", data={"list": "http://127.0.0.1/post\nno address\n"}).headers["Location"]
    shown = done(client, place)
    place = place.split("?")[0]
    assert 'control=established#lines"' in shown
    assert 'owner_said=absent#lines"' in shown
    row = 'scope="row">http://127.0.0.1/post</th>'
    for choice, there in (
        ("level=undisclosed_control&control=established&owner_said=absent", True),
        ("level=undisclosed_control&control=none", False),
        ("owner_said=clear", False),
        ("control=<b>", True),  # no value of ours chooses nothing
    ):
        assert (row in client.get(f"{place}?{choice}").text) is there, choice
    both = client.get(f"{place}?lang=en&level=undisclosed_control").text
    assert "&amp;level=undisclosed_control&amp;control=established#lines" in both
    assert ">Show all</a>" in both
