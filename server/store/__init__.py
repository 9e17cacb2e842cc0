"""Records, captures, checks, verdicts and what people say of them; SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

import sqlalchemy

from server.store.checks import Check, Checks, State
from server.store.engine import open_engine
from server.store.records import Records
from server.store.reviews import Correction, Reviews
from server.store.snapshots import Snapshot, Snapshots
from server.store.texts import Sharing, Text, Texts
from server.store.verdicts import Stored, Verdicts, new_id

__all__ = [
    "Check",
    "Checks",
    "Correction",
    "Records",
    "Reviews",
    "Sharing",
    "Snapshot",
    "Snapshots",
    "State",
    "Store",
    "Stored",
    "Text",
    "Texts",
    "Verdicts",
    "new_id",
]


class Store:
    """An open store; raises `StoreError` when it cannot be opened."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        self.records = Records(self._engine)
        self.checks = Checks(self._engine)
        self.verdicts = Verdicts(self._engine)
        self.reviews = Reviews(self._engine)
        self.snapshots = Snapshots(self._engine)
        self.texts = Texts(self._engine)

    def ping(self) -> None:
        """Ask the database for nothing; raises SQLAlchemyError when it does not answer."""
        with self._engine.connect() as connection:
            connection.execute(sqlalchemy.text("SELECT 1"))

    def close(self) -> None:
        """Close the store's connections."""
        self._engine.dispose()
