"""Is the service alive, and can it work."""

from __future__ import annotations

from server.api import create_app
from server.store import Check, new_id


def test_ready_is_who_has_a_store_that_answers(serve, monkeypatch):
    here = serve()
    client = create_app(here).test_client()
    here.store.checks.add(Check(new_id(), "http://127.0.0.1/"))
    assert client.get("/readyz").get_json() == {"status": "ready", "waiting": 1}

    def away() -> None:
        from sqlalchemy.exc import OperationalError

        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr(here.store, "ping", away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert client.get("/healthz").get_json() == {"status": "ok"}
