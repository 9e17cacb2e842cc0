"""Turns at outside servers, kept for a whole cluster: by the clock of the PostgreSQL that all workers share."""

from __future__ import annotations

from sqlalchemy import Engine, delete, text

from server.store.schema import turns

# ruff: noqa: S608 - every part of these queries is a constant of this file
_NOW = "extract(epoch FROM clock_timestamp())"
_TAKE = text(
    f"INSERT INTO turns (key, next_at, held_until) VALUES (:key, {_NOW} + :gap, 0) "
    f"ON CONFLICT (key) DO UPDATE SET next_at = greatest(turns.next_at, {_NOW}) + :gap "
    f"WHERE turns.held_until <= {_NOW} AND turns.next_at <= {_NOW} + :latest "
    f"RETURNING next_at - :gap - {_NOW}"
)
_HELD = text(f"SELECT 1 FROM turns WHERE key = :key AND held_until > {_NOW}")
_HOLD = text(
    f"INSERT INTO turns (key, next_at, held_until) VALUES (:key, 0, {_NOW} + :seconds) "
    "ON CONFLICT (key) DO UPDATE SET held_until = excluded.held_until"
)
_OLD = text(f"greatest(next_at, held_until) < {_NOW} - 3600")


class Turns:
    """The queues of a cluster, one for each key (a registry server)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def take(self, key: str, gap: float, latest: float) -> float | None:
        """Take the next turn, `gap` seconds after the one before, and return the seconds until it.

        None when `key` is held, or the turn would come later than in `latest` seconds; then none is taken.
        """
        asked = {"key": key, "gap": gap, "latest": latest}
        with self._engine.begin() as connection:
            waits = connection.scalar(_TAKE, asked)
        return None if waits is None else max(0.0, float(waits))

    def is_held(self, key: str) -> bool:
        """Tell whether `key` is refused to everybody."""
        with self._engine.connect() as connection:
            return connection.scalar(_HELD, {"key": key}) is not None

    def hold(self, key: str, seconds: float) -> None:
        """Refuse `key` to everybody for so many seconds."""
        with self._engine.begin() as connection:
            connection.execute(_HOLD, {"key": key, "seconds": seconds})

    def forget(self) -> None:
        """Delete what nobody has asked for an hour."""
        with self._engine.begin() as connection:
            connection.execute(delete(turns).where(_OLD))
