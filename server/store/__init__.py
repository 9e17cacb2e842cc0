"""Records, captures, checks, audits, verdicts and what people say of them; SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy

from detectors.model.noun import prepare
from server.store.audits import Audit, Audits, Counts, Line
from server.store.checks import LOCAL, SERVICE, Check, Checks, State
from server.store.domains import Domains, Readings
from server.store.engine import Glance, open_engine
from server.store.hands import Hand, Hands
from server.store.identifiers import new_id
from server.store.indicators import Indicators, Neighbour
from server.store.integrity import back_up, problems
from server.store.keys import Key, Keys
from server.store.rates import Rates
from server.store.records import Records
from server.store.rejudgings import Rejudging, Rejudgings
from server.store.replies import Replies, Reply
from server.store.reviews import Correction, Reviews
from server.store.snapshots import Snapshot, Snapshots
from server.store.texts import Sharing, Text, Texts
from server.store.turns import Turns
from server.store.verdicts import Stored, Verdicts

__all__ = [
    "LOCAL",
    "SERVICE",
    "Audit",
    "Audits",
    "Check",
    "Checks",
    "Correction",
    "Counts",
    "Domains",
    "Hand",
    "Indicators",
    "Key",
    "Keys",
    "Line",
    "Neighbour",
    "Rates",
    "Readings",
    "Records",
    "Rejudging",
    "Rejudgings",
    "Replies",
    "Reply",
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
        prepare()  # the threads that share a store read nouns
        self.engine = open_engine(url)
        self.records = Records(self.engine)
        self.checks = Checks(self.engine)
        self._glance = Glance(self.engine)
        self.verdicts = Verdicts(self.engine, self._glance)
        self.domains = Domains(self.engine)
        self.indicators = Indicators(self.engine)
        self.audits = Audits(self.engine)
        self.rejudgings = Rejudgings(self.engine)
        self.reviews = Reviews(self.engine)
        self.keys = Keys(self.engine)
        self.replies = Replies(self.engine)
        self.snapshots = Snapshots(self.engine)
        self.texts = Texts(self.engine)
        self.hands = Hands(self.engine)
        self.turns = Turns(self.engine)
        self.rates = Rates(self.engine)

    def ping(self) -> None:
        """Ask the database for nothing; raises SQLAlchemyError when it does not answer."""
        with self.engine.connect() as connection:
            connection.execute(sqlalchemy.text("SELECT 1"))

    def problems(self) -> tuple[str, ...]:
        """Return what is wrong with the store, one sentence each."""
        return tuple(problems(self.engine))

    def back_up(self, to: Path) -> None:
        """Copy a SQLite store into a new file while others write to it; raises `StoreError`."""
        back_up(self.engine, to)

    def close(self) -> None:
        """Close the store's connections."""
        self._glance.close()
        self.engine.dispose()
