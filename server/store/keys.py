"""API keys: shown once, kept as a hash, revoked rather than forgotten."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine, Row, insert, select, update

from server.clock import now
from server.store.engine import writing
from server.store.identifiers import new_id
from server.store.schema import keys

SCOPES = ("checks", "comparisons", "audits")
RATE = "300/minute"
_MARK = "masthead_"  # so that scanners for leaked secrets know one


@dataclass(frozen=True, slots=True)
class Key:
    """A key as kept; `rate` limits what it makes us do, like ``300/minute``."""

    id: str
    name: str
    scopes: tuple[str, ...]
    rate: str
    made_at: str
    revoked_at: str | None

    @property
    def owner(self) -> str:
        """What checks and verdicts made with this key are marked with."""
        return f"key:{self.id}"


class Keys:
    """The API keys of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, name: str, scopes: tuple[str, ...] = SCOPES, rate: str = RATE) -> tuple[Key, str]:
        """Make a key; the second value is its secret, which is not kept."""
        secret = _MARK + secrets.token_urlsafe(32)
        key = Key(new_id(6), name, scopes, rate, now(), None)
        row = {"id": key.id, "hash": _hash(secret), "name": name, "rate": rate, "made_at": key.made_at}
        with writing(self._engine) as connection:
            connection.execute(insert(keys).values(**row, scopes=" ".join(scopes)))
        return key, secret

    def find(self, secret: str) -> Key | None:
        """Return the key of this secret, unless there is none or it is revoked."""
        query = select(keys).where(keys.c.hash == _hash(secret), keys.c.revoked_at.is_(None))
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _key(row)

    def revoke(self, identifier: str) -> bool:
        """Revoke a key; returns whether there was one that was not revoked."""
        query = update(keys).where(keys.c.id == identifier, keys.c.revoked_at.is_(None)).values(revoked_at=now())
        with writing(self._engine) as connection:
            return connection.execute(query).rowcount == 1

    def all(self) -> tuple[Key, ...]:
        """Return every key, oldest first."""
        with self._engine.connect() as connection:
            return tuple(map(_key, connection.execute(select(keys).order_by(keys.c.made_at, keys.c.id))))


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _key(row: Row[Any]) -> Key:
    return Key(row.id, row.name, tuple(row.scopes.split()), row.rate, row.made_at, row.revoked_at)
