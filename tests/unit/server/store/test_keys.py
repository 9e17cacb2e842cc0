"""API keys: the secret is nowhere in the store."""

from __future__ import annotations

from sqlalchemy import select

from server.store.schema import keys


def test_a_key_is_found_by_its_secret_only(store):
    key, secret = store.keys.create("newsroom", ("checks",), "60/minute")
    assert store.keys.find(secret) == key
    assert store.keys.find(secret + "x") is None
    assert store.keys.find("") is None
    assert store.keys.find(key.id) is None
    with store.engine.connect() as connection:
        assert secret not in str(connection.execute(select(keys)).all())


def test_a_revoked_key_opens_nothing_and_stays_on_the_list(store):
    key, secret = store.keys.create("newsroom")
    assert store.keys.revoke(key.id)
    assert not store.keys.revoke(key.id)
    assert store.keys.find(secret) is None
    (listed,) = store.keys.all()
    assert listed.revoked_at
