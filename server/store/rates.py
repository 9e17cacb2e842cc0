"""How often each caller has asked, by the store's clock: the processes and machines of one store count together.

A caller stands here as the application names him, a keyed hash; his row is deleted when its window is over.
"""

from __future__ import annotations

from sqlalchemy import Engine, text

from server.store.engine import writing

_NOW = {
    "postgresql": "extract(epoch FROM clock_timestamp())",
    "sqlite": "((julianday('now') - 2440587.5) * 86400.0)",
}
_COUNT = (
    "INSERT INTO rates (key, count, ends_at) VALUES (:key, :amount, {now} + :seconds) "
    "ON CONFLICT (key) DO UPDATE SET "
    "count = CASE WHEN rates.ends_at <= {now} THEN excluded.count ELSE rates.count + excluded.count END, "
    "ends_at = CASE WHEN rates.ends_at <= {now} THEN excluded.ends_at ELSE rates.ends_at END "
    "RETURNING count"
)
_READ = "SELECT count, ends_at - {now} FROM rates WHERE key = :key AND ends_at > {now}"
_OLD = "DELETE FROM rates WHERE ends_at <= {now}"


class Rates:
    """Counters that begin again when their window is over."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        now = _NOW[engine.dialect.name]
        self._count, self._read, self._old = (text(query.format(now=now)) for query in (_COUNT, _READ, _OLD))

    def count(self, key: str, seconds: float, amount: int = 1) -> int:
        """Add `amount` to a counter whose window is so many seconds long; return how much it is now."""
        asked = {"key": key, "seconds": seconds, "amount": amount}
        with writing(self._engine) as connection:
            return int(connection.scalar(self._count, asked))

    def read(self, key: str) -> tuple[int, float]:
        """Return a counter and the seconds until its window is over; nothing counted is (0, 0.0)."""
        with self._engine.connect() as connection:
            row = connection.execute(self._read, {"key": key}).one_or_none()
        return (0, 0.0) if row is None else (int(row[0]), float(row[1]))

    def forget(self) -> int:
        """Delete the counters whose window is over; returns how many."""
        with writing(self._engine) as connection:
            return connection.execute(self._old).rowcount
