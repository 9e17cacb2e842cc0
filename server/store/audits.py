"""Audits: lists of addresses, and how far each line is. All state is here, so that any process may go on.

The unit of work is a registrable domain with its URLs. Every step is written so that doing it twice is doing it once:
a line's verdict has its identifier before it is judged, and a step moves only the lines that are in the step before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from detectors.model import Capture
from server.clock import now
from server.store.engine import writing
from server.store.records import pack, save_capture, save_reads
from server.store.schema import audit_rows, audits

AuditState = Literal["collecting", "judging", "done", "cancelled"]
LineState = Literal["waiting", "collected", "judged", "failed"]
Runner = Literal["command", "service", "queue"]
UNFINISHED = ("collecting", "judging")
# phase: the lines that it still has to work on, and what comes after it
NEXT: Mapping[AuditState, tuple[LineState, AuditState]] = {
    "collecting": ("waiting", "judging"),
    "judging": ("collected", "done"),
}
Then = Callable[[Connection], None]
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Audit:
    """One asked audit. `source` is the SHA-256 of the list as given."""

    id: str
    owner: str
    private: bool
    runner: Runner
    source: str
    state: AuditState = "collecting"
    made_at: str = field(default_factory=now)
    ended_at: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an audit. `url` is None when the address given cannot be checked; then `error` says why."""

    line: int
    text: str
    columns: Mapping[str, Any]
    url: str | None
    bare: bool
    domain: str
    state: LineState = "waiting"
    error: str = ""
    detail: str = ""
    capture: int | None = None
    verdict: str | None = None
    level: str | None = None
    tries: int = 0
    site: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How far an audit is: lines by state, and judged lines by level."""

    states: Mapping[str, int]
    levels: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many lines there are."""
        return sum(self.states.values())


class Audits:
    """The audits of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, audit: Audit, lines: Iterable[Line], then: Then | None = None) -> None:
        """Keep an audit with all its lines and do what follows from it, in one transaction."""
        with writing(self._engine) as connection:
            connection.execute(insert(audits).values(**{name: getattr(audit, name) for name in Audit.__slots__}))
            rows = iter(lines)
            while batch := [_row(audit.id, line) for line in islice(rows, _BATCH)]:
                connection.execute(insert(audit_rows), batch)
            if then is not None:
                then(connection)

    def get(self, identifier: str) -> Audit | None:
        """Return the audit of that identifier, or None."""
        return self._one(select(audits).where(audits.c.id == identifier))

    def newest(self, source: str, owner: str, runner: Runner) -> Audit | None:
        """Return the newest audit of that list that `owner` asked `runner` for and that was not cancelled, or None."""
        asked = and_(
            audits.c.source == source,
            audits.c.owner == owner,
            audits.c.runner == runner,
            audits.c.state != "cancelled",
        )
        return self._one(select(audits).where(asked).order_by(audits.c.made_at.desc(), audits.c.id).limit(1))

    def of_owner(self, owner: str, limit: int) -> tuple[Audit, ...]:
        """Return the newest audits of an owner."""
        query = select(audits).where(audits.c.owner == owner).order_by(audits.c.made_at.desc(), audits.c.id)
        with self._engine.connect() as connection:
            return tuple(_audit(row) for row in connection.execute(query.limit(limit)))

    def unfinished(self, runner: Runner) -> tuple[Audit, ...]:
        """Return the audits that a runner has yet to finish, oldest first."""
        query = select(audits).where(audits.c.runner == runner, audits.c.state.in_(UNFINISHED))
        with self._engine.connect() as connection:
            return tuple(_audit(row) for row in connection.execute(query.order_by(audits.c.made_at)))

    def worked_off(self, identifier: str) -> AuditState | None:
        """Return the phase that an audit is in, if it has no more work; else None."""
        query = select(audits.c.state).where(audits.c.id == identifier, or_(*map(_is_worked_off, NEXT)))
        with self._engine.connect() as connection:
            return connection.scalar(query)

    def advance(self, identifier: str, then: Then | None = None) -> AuditState | None:
        """Move an audit whose present phase has no more work to the next, and do what follows, in one transaction.

        Returns the state that it came to, or None when it did not move: there is work left, or another was faster.
        """
        for before, (_, after) in NEXT.items():
            query = update(audits).where(audits.c.id == identifier, _is_worked_off(before))
            ended = now() if after == "done" else None
            with writing(self._engine) as connection:
                if connection.execute(query.values(state=after, ended_at=ended)).rowcount:
                    if then is not None:
                        then(connection)
                    return after
        return None

    def cancel(self, identifier: str) -> bool:
        """End an audit before its time; returns whether it was unfinished. What was judged stays."""
        query = update(audits).where(audits.c.id == identifier, audits.c.state.in_(UNFINISHED))
        with writing(self._engine) as connection:
            return connection.execute(query.values(state="cancelled", ended_at=now())).rowcount == 1

    def forget(self, before: str) -> int:
        """Delete the lists and lines of audits that ended before that time; their verdicts stay. Returns how many."""
        query = delete(audits).where(audits.c.ended_at < before)
        with writing(self._engine) as connection:
            return connection.execute(query).rowcount

    def domains(self, identifier: str, state: LineState, within: Connection | None = None) -> Iterator[str]:
        """Yield the domains that have lines in that state, sorted; those that leave it meanwhile may be yielded.

        They are read `within` a running transaction when one is given.
        """
        after = ""
        wanted = and_(audit_rows.c.audit == identifier, audit_rows.c.state == state)
        while True:
            query = select(audit_rows.c.domain).distinct().where(wanted, audit_rows.c.domain > after)
            with nullcontext(within) if within else self._engine.connect() as connection:
                found = list(connection.scalars(query.order_by(audit_rows.c.domain).limit(_BATCH)))
            if not found:
                return
            yield from found
            after = found[-1]

    def lines(self, identifier: str, domain: str, state: LineState) -> tuple[Line, ...]:
        """Return the lines of one domain in that state, one for each URL, sorted by it."""
        query = _lines(identifier).where(audit_rows.c.domain == domain, audit_rows.c.state == state)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        rows = sorted(rows, key=lambda row: (row.url, row.line), reverse=True)  # asked for them in this order, SQLite
        return tuple({line.url: line for line in map(_line, rows)}.values())[::-1]  # looks through the whole audit

    def all_lines(self, identifier: str) -> Iterator[Line]:
        """Yield every line in order of its number."""
        after = 0
        while True:
            query = _lines(identifier).where(audit_rows.c.line > after).order_by(audit_rows.c.line).limit(_BATCH)
            with self._engine.connect() as connection:
                found = [_line(row) for row in connection.execute(query)]
            if not found:
                return
            yield from found
            after = found[-1].line

    def collected(
        self,
        identifier: str,
        url: str,
        capture: Capture,
        *,
        site: str = "",
        raw: Mapping[str, bytes] = MappingProxyType({}),
        then: Callable[[Connection, int], None] | None = None,
    ) -> None:
        """Keep what was read for a URL and do what follows from it, and move its lines on; twice is once."""
        waiting, packed = _of_url(identifier, url, "waiting"), pack(capture.reads, capture.taken_at, raw)
        with writing(self._engine) as connection:
            if connection.scalar(select(func.count()).select_from(audit_rows).where(waiting)):
                number = save_capture(connection, capture, packed)
                if then is not None:
                    then(connection, number)
                moved = update(audit_rows).where(waiting)
                connection.execute(moved.values(state="collected", capture=number, site=site))

    def postponed(
        self, identifier: str, url: str, capture: Capture, raw: Mapping[str, bytes] = MappingProxyType({})
    ) -> None:
        """Keep what was read for a URL whose registry asked us to wait; its lines wait for another try."""
        waiting, packed = _of_url(identifier, url, "waiting"), pack(capture.reads, capture.taken_at, raw)
        with writing(self._engine) as connection:
            save_reads(connection, packed)
            connection.execute(update(audit_rows).where(waiting).values(tries=audit_rows.c.tries + 1))

    def judged(self, identifier: str, url: str, level: str) -> None:
        """Move the lines of a URL whose verdict is stored."""
        self._move_lines(identifier, url, "collected", state="judged", level=level)

    def failed(self, identifier: str, url: str, error: str, detail: str) -> None:
        """Say why the lines of a URL have no verdict."""
        for state in ("waiting", "collected"):
            self._move_lines(identifier, url, state, state="failed", error=error, detail=detail, verdict=None)

    def counts(self, identifier: str) -> Counts:
        """Return how far an audit is."""
        of_audit = audit_rows.c.audit == identifier
        states = select(audit_rows.c.state, func.count()).where(of_audit).group_by(audit_rows.c.state)
        levels = select(audit_rows.c.level, func.count()).where(of_audit, audit_rows.c.state == "judged")
        with self._engine.connect() as connection:
            return Counts(
                dict(connection.execute(states).all()),
                dict(connection.execute(levels.group_by(audit_rows.c.level)).all()),
            )

    def _move_lines(self, identifier: str, url: str, before: str, **values: Any) -> None:
        query = update(audit_rows).where(_of_url(identifier, url, before)).values(**values)
        with writing(self._engine) as connection:
            connection.execute(query)

    def _one(self, query: Select[Any]) -> Audit | None:
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _audit(row)


def read_by(audit: str, capture: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that a capture is one that an audit has read."""
    return exists().where(audit_rows.c.capture == capture, audit_rows.c.audit == audit)


def _is_worked_off(phase: AuditState) -> ColumnElement[bool]:
    """Return the condition that an audit is in that phase, and has no more work of it."""
    work = exists().where(audit_rows.c.audit == audits.c.id, audit_rows.c.state == NEXT[phase][0])
    return and_(audits.c.state == phase, ~work)


def _of_url(identifier: str, url: str, state: str) -> Any:
    return and_(audit_rows.c.audit == identifier, audit_rows.c.url == url, audit_rows.c.state == state)


def _lines(identifier: str) -> Select[Any]:
    return select(audit_rows).where(audit_rows.c.audit == identifier)


def _row(audit: str, line: Line) -> dict[str, Any]:
    values = {name: getattr(line, name) for name in Line.__slots__}
    return {**values, "audit": audit, "columns": json.dumps(line.columns)}


def _line(row: Row[Any]) -> Line:
    values = {name: getattr(row, name) for name in Line.__slots__}
    return Line(**{**values, "columns": json.loads(row.columns)})


def _audit(row: Row[Any]) -> Audit:
    return Audit(**{name: getattr(row, name) for name in Audit.__slots__})
