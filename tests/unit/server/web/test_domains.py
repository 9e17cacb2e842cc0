"""The pages of domains and groups."""

from __future__ import annotations

import pytest

from server.api import create_app
from server.web.domains import by_source


def checked(client) -> None:
    client.post("/v1/checks", json={"url": "http://127.0.0.1/post"}, headers={"Prefer": "wait=20"})


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_domain_is_shown_with_its_verdicts(client, lang):
    checked(client)
    answer = client.get(f"/domains/127.0.0.1?lang={lang}")
    assert answer.status_code == 200
    assert "/checks/" in answer.text
    assert "127.0.0.1" in answer.text


def test_nothing_is_known_of_a_stranger(client):
    answer = client.get("/domains/nobody.example")
    assert answer.status_code == 200
    assert "/checks/" not in answer.text


@pytest.mark.parametrize("text", ["jane@blog.example", "Jane Doe", "a b"])
def test_what_is_no_domain_has_no_page(client, text):
    assert client.get(f"/domains/{text}").status_code == 404
    asked = client.get("/domains", query_string={"domain": text})
    assert asked.status_code == 422
    assert 'role="alert"' in asked.text


def test_a_typed_address_leads_to_its_domain(client):
    asked = {"domain": "https://www.blog.example/post", "lang": "fr"}
    assert client.get("/domains", query_string=asked).headers["Location"].endswith("/domains/blog.example?lang=fr")


@pytest.mark.parametrize(("lang", "word"), [("en", "Look it up"), ("fr", "Chercher")])
def test_every_page_leads_to_the_field_for_a_domain(client, lang, word):
    assert f'href="/domains?lang={lang}"' in client.get(f"/?lang={lang}").text
    assert word in client.get(f"/domains?lang={lang}").text


def test_a_public_service_tells_strangers_of_listed_verdicts_only(serve):
    client = create_app(serve(public_url="https://masthead.example")).test_client()
    checked(client)
    assert "/checks/" not in client.get("/domains/127.0.0.1").text


def test_groups_are_listed_and_shown_with_their_sources(client):
    listed = client.get("/groups").text
    assert listed.index("/groups/loreal") < listed.index("/groups/lvmh") < listed.index("/groups/nestle")
    shown = client.get("/groups/loreal?lang=fr").text
    assert "Vichy" in shown
    assert "https://" in shown
    assert client.get("/groups/nobody").status_code == 404


def test_claims_that_rest_on_the_same_words_stand_together_and_those_without_a_source_last():
    cited = {"source": "https://a.example/", "quote": "Lumina and Vento", "read": "2026-11-23"}
    claims = [{"name": "Own"}, {"name": "Lumina", **cited}, {"name": "Other", "source": ""}, {"name": "Vento", **cited}]
    assert [[claim["name"] for claim in same] for same in by_source(claims)] == [["Lumina", "Vento"], ["Own", "Other"]]
