"""Rate limits are kept in the store: several processes hold one limit, and no address of a caller stands there."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from server.api import create_app
from server.api.rates import StoreCounters
from server.service import Service
from server.store import Store
from server.store.schema import rates

ASKED = {"url": "word"}


def test_two_processes_hold_one_limit(serve):
    first = serve(rate_limit="3/hour")
    second = Service(first.settings, Store(str(first.store.engine.url)), first.jobs, first.thinker, first.visit)
    clients = [create_app(service).test_client() for service in (first, second)]
    answers = [clients[number % 2].post("/v1/checks", json=ASKED) for number in range(4)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]
    assert 1800 < int(answers[3].headers["Retry-After"]) <= 3600
    second.store.close()


def test_the_store_holds_no_address_of_a_caller(serve):
    service = serve(rate_limit="3/hour")
    create_app(service).test_client().post("/v1/checks", json=ASKED, environ_base={"REMOTE_ADDR": "127.9.8.7"})
    with service.store.engine.connect() as connection:
        keys = list(connection.scalars(select(rates.c.key)))
    assert len(keys) == 1
    assert len(keys[0]) == 64
    assert "127.9.8.7" not in keys[0]


def test_others_secrets_give_other_keys(store_of_one):
    one, other = (counters(store_of_one, secret) for secret in (b"a", b"b"))
    assert [one.incr("k", 3600), one.incr("k", 3600), other.incr("k", 3600)] == [1, 2, 1]
    assert (one.get("k"), other.get("k")) == (2, 1)


def test_a_store_that_is_away_is_said_to_be(store_of_one):
    kept = counters(store_of_one, b"a")
    assert kept.check()
    with store_of_one.engine.begin() as connection:
        rates.drop(connection)
    with pytest.raises(SQLAlchemyError):
        kept.check()


def counters(store, secret):
    return StoreCounters(opened=lambda: (store.rates, secret))


@pytest.fixture
def store_of_one(tmp_path):
    made = Store(f"sqlite:///{tmp_path}/store.sqlite")
    yield made
    made.close()
