"""Lists of verdicts: listed ones only, by day."""

from __future__ import annotations

import pytest

from server.store import new_id
from tests.unit.server.making import capture, verdict


@pytest.fixture
def listed(service):
    for number in range(3):
        url = f"https://blog.example/{number}"
        service.store.verdicts.save(
            new_id(), verdict(url=url), capture(url=url), owner="", private=False, listed=number < 2
        )


def test_listed_verdicts_page_by_page(client, listed):
    first = client.get("/v1/verdicts?domain=www.blog.example&limit=1").get_json()
    second = client.get(f"/v1/verdicts?domain=blog.example&limit=1&cursor={first['next']}").get_json()
    assert {page["items"][0]["url"] for page in (first, second)} == {"https://blog.example/0", "https://blog.example/1"}
    assert second["next"] is None
    assert first["items"][0]["checked_at"] == "2026-11-23T00:00:00Z"
    assert client.get("/v1/verdicts?url=https://blog.example/2").get_json()["items"] == []


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("", "validation"),
        ("url=a.example&group=x", "validation"),
        ("group=x&limit=0", "validation"),
        ("domain=jane@x.example", "personal-query"),
    ],
)
def test_wrong_questions(client, query, kind):
    answer = client.get(f"/v1/verdicts?{query}")
    assert answer.status_code == 422
    assert answer.get_json()["type"].endswith(f"/{kind}")


@pytest.mark.parametrize(("cursor", "status"), [("%00~~", 400), ("~~", 422), ("x" * 20 + "~a", 422), ("", 422)])
def test_a_cursor_of_nonsense_is_refused(client, listed, cursor, status):
    answer = client.get(f"/v1/verdicts?domain=blog.example&cursor={cursor}")
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")


def test_a_list_that_has_not_changed_is_not_sent_again(client, listed, service):
    first = client.get("/v1/verdicts?domain=blog.example")
    again = client.get("/v1/verdicts?domain=blog.example", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    service.store.reviews.dispute(first.get_json()["items"][0]["id"], "no")
    changed = client.get("/v1/verdicts?domain=blog.example", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
