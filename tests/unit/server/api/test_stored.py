"""The stored verdict: the same bytes as ever, and no change missed."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from detectors.model import Level
from server.api import create_app
from server.store import Store, new_id
from tests.unit.server.making import capture, verdict


@pytest.fixture
def stored(service):
    core = verdict(Level.UNDISCLOSED_CONTROL)
    return service.store.verdicts.save(new_id(), core, capture(), owner="local", private=False, listed=True)


def path(stored) -> str:
    return f"/v1/checks/{stored.id}"


def test_with_and_without_the_short_way_it_is_the_same(client, service, stored):
    for asked in ("", "?lang=fr", "?lang=xx"):
        for accepted in ("", "fr-CH, en;q=0.5", "de"):
            headers = {"Accept-Language": accepted} if accepted else {}
            short = client.get(path(stored) + asked, headers=headers)
            key = service.store.keys.create("x")[1]
            long = client.get(path(stored) + asked, headers={**headers, "Authorization": f"Bearer {key}"})
            assert (short.status_code, short.data) == (long.status_code, long.data)
            drop = {"X-Request-Id", "Date"}
            assert {k: v for k, v in short.headers if k not in drop} == {k: v for k, v in long.headers if k not in drop}


def test_it_is_one_read(service, client, stored):
    client.get(path(stored))
    said = []
    event.listen(service.store.engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    assert client.get(path(stored)).status_code == 200
    assert said == []  # SQLAlchemy says nothing of the one read that remains, and there is no other


def test_a_change_by_another_process_is_seen_at_once(service, client, stored):
    assert client.get(path(stored)).get_json()["status"] == "current"
    other = Store(service.store.engine.url.render_as_string(hide_password=False))
    other.reviews.dispute(stored.id, "no")
    assert client.get(path(stored)).get_json()["status"] == "disputed"
    other.reviews.withdraw(stored.id, "misread")
    shown = client.get(path(stored)).get_json()
    assert (shown["status"], shown["withdrawn"]["reason"]) == ("withdrawn", "misread")
    other.close()


def test_conditional_requests(client, service, stored):
    first = client.get(path(stored))
    tag = first.headers["ETag"]
    for header in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = client.get(path(stored), headers={"If-None-Match": header})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(path(stored), headers={"If-None-Match": '"other"'}).status_code == 200
    service.store.reviews.withdraw(stored.id, "misread")
    assert client.get(path(stored), headers={"If-None-Match": tag}).status_code == 200


def test_an_expired_verdict_says_so(client, service):
    import msgspec

    core = msgspec.structs.replace(verdict(), expires_at="2026-01-01T00:00:00Z")
    old = service.store.verdicts.save(new_id(), core, capture(), owner="", private=False)
    answer = client.get(path(old))
    assert answer.get_json()["status"] == "expired"
    assert answer.headers["Cache-Control"] == "no-store"


def test_anything_else_goes_on(client, stored, serve):
    assert client.head(path(stored)).status_code == 200
    assert client.delete(path(stored)).status_code == 405
    assert client.get(f"{path(stored)}/bundle").status_code == 200
    assert client.get("/v1/checks/nobody").status_code == 404
    assert client.get("/v1/checks/%00").status_code == 400
    assert create_app(serve()).test_client().get(path(stored)).status_code == 404
