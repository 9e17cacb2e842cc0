"""Runs that judge stored captures again: chunks of verdicts, and what became of each chunk. All state is here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, update

from server.clock import now
from server.store.engine import writing
from server.store.identifiers import new_id
from server.store.schema import rejudging_chunks, rejudgings, verdicts

CHUNK = 50  # captures: small enough to spread a small store over all processors, and to lose little by a kill
_BATCH = 2_000
Then = Callable[[str, Connection], None]


@dataclass(frozen=True, slots=True)
class Rejudging:
    """One run. `versions` are those that judge, as JSON text; `runner` who does it: "command", or "queue"."""

    id: str
    versions: str
    runner: str
    made_at: str
    ended_at: str | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: chunks done and all chunks."""

    done: int
    chunks: int


class Rejudgings:
    """The runs of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, versions: str, runner: str, then: Then | None = None) -> Rejudging:
        """Keep a new run over every verdict that stands now and do what follows from it, in one transaction."""
        made = Rejudging(new_id(), versions, runner, now(), None)
        with writing(self._engine) as connection:
            row = {name: getattr(made, name) for name in Rejudging.__slots__}
            connection.execute(insert(rejudgings).values(**row))
            for number, found in enumerate(_chunks(_standing(connection))):
                values = {"rejudging": made.id, "number": number, "verdicts": json.dumps(found), "result": None}
                connection.execute(insert(rejudging_chunks).values(**values))
            if then is not None:
                then(made.id, connection)
        self._end(made.id)
        return self.get(made.id) or made

    def get(self, identifier: str) -> Rejudging | None:
        """Return the run of that identifier, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(select(rejudgings).where(rejudgings.c.id == identifier)).one_or_none()
        return None if row is None else Rejudging(**{name: getattr(row, name) for name in Rejudging.__slots__})

    def unfinished(self, versions: str, runner: str) -> Rejudging | None:
        """Return the newest run by these versions that has not ended, or None."""
        wanted = (rejudgings.c.versions == versions, rejudgings.c.runner == runner, rejudgings.c.ended_at.is_(None))
        newest = select(rejudgings.c.id).where(*wanted).order_by(rejudgings.c.made_at.desc(), rejudgings.c.id).limit(1)
        with self._engine.connect() as connection:
            found = connection.scalar(newest)
        return None if found is None else self.get(found)

    def waiting(self, identifier: str, within: Connection | None = None) -> tuple[int, ...]:
        """Return the numbers of the chunks that are not done; `within` a running transaction when one is given."""
        query = select(rejudging_chunks.c.number).where(
            rejudging_chunks.c.rejudging == identifier, rejudging_chunks.c.result.is_(None)
        )
        if within is not None:
            return tuple(within.scalars(query.order_by(rejudging_chunks.c.number)))
        with self._engine.connect() as connection:
            return tuple(connection.scalars(query.order_by(rejudging_chunks.c.number)))

    def chunk(self, identifier: str, number: int) -> tuple[str, ...] | None:
        """Return the verdicts of a chunk that is not done; None when it is."""
        query = select(rejudging_chunks.c.verdicts).where(*_of(identifier, number), rejudging_chunks.c.result.is_(None))
        with self._engine.connect() as connection:
            found = connection.scalar(query)
        return None if found is None else tuple(json.loads(found))

    def done(self, identifier: str, number: int, result: dict[str, Any]) -> None:
        """Keep what became of a chunk, and end the run when it was the last; twice is once."""
        query = update(rejudging_chunks).where(*_of(identifier, number), rejudging_chunks.c.result.is_(None))
        with writing(self._engine) as connection:
            connection.execute(query.values(result=json.dumps(result)))
        self._end(identifier)

    def progress(self, identifier: str) -> Progress:
        """Return how far a run is."""
        query = select(func.count(rejudging_chunks.c.result), func.count())
        with self._engine.connect() as connection:
            done, chunks = connection.execute(query.where(rejudging_chunks.c.rejudging == identifier)).one()
        return Progress(done, chunks)

    def results(self, identifier: str) -> Iterator[dict[str, Any]]:
        """Yield what became of each chunk that is done, in order."""
        after = -1
        while True:
            query = select(rejudging_chunks.c.number, rejudging_chunks.c.result).where(
                rejudging_chunks.c.rejudging == identifier,
                rejudging_chunks.c.number > after,
                rejudging_chunks.c.result.is_not(None),
            )
            with self._engine.connect() as connection:
                found = connection.execute(query.order_by(rejudging_chunks.c.number).limit(CHUNK)).all()
            if not found:
                return
            yield from (json.loads(row.result) for row in found)
            after = found[-1].number

    def _end(self, identifier: str) -> None:
        left = select(rejudging_chunks.c.number).where(
            rejudging_chunks.c.rejudging == identifier, rejudging_chunks.c.result.is_(None)
        )
        query = update(rejudgings).where(rejudgings.c.id == identifier, rejudgings.c.ended_at.is_(None), ~left.exists())
        with writing(self._engine) as connection:
            connection.execute(query.values(ended_at=now()))


def _of(identifier: str, number: int) -> tuple[Any, ...]:
    return rejudging_chunks.c.rejudging == identifier, rejudging_chunks.c.number == number


def _standing(connection: Connection) -> Iterator[str]:
    """Yield the verdicts that nothing supersedes and nobody withdrew, in the order of their identifiers."""
    after = ""
    wanted = (verdicts.c.superseded_by.is_(None), verdicts.c.withdrawn_at.is_(None))
    while True:
        query = select(verdicts.c.id).where(verdicts.c.id > after, *wanted).order_by(verdicts.c.id).limit(_BATCH)
        found = list(connection.scalars(query))
        if not found:
            return
        yield from found
        after = found[-1]


def _chunks(identifiers: Iterable[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    for identifier in identifiers:
        chunk.append(identifier)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
