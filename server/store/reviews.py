"""What people say of verdicts: disputes, reviews, and the public log of corrections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, or_, select, update

from server.clock import now
from server.errors import StoreError
from server.store.engine import writing
from server.store.identifiers import new_id
from server.store.listing import changed, same, supersede, unlisted_names
from server.store.schema import corrections, disputes, verdicts


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the public log: what was decided about a listed verdict, and why."""

    id: int
    verdict: str
    url: str
    at: str
    action: str
    reason: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """What somebody says against a verdict; for the reviewer only."""

    verdict: str
    url: str
    level: str
    at: str
    reason: str


class Reviews:
    """The disputes, reviews and corrections of a store. Each method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def dispute(self, identifier: str, reason: str) -> str:
        """Keep a dispute and return its identifier; the verdict is grey until a person has reviewed it.

        Raises `StoreError` when there is no such verdict. Once a dispute over the page's verdict has been reviewed, the
        next one waits for its reviewer without turning the verdict grey, so that nobody can keep a verdict grey by
        repeating himself.
        """
        made = new_id()
        with writing(self._engine) as connection:
            found = _found(connection, identifier)
            settled = _settled(connection, found)
            row = {"id": made, "verdict": identifier, "made_at": now(), "reason": reason}
            connection.execute(insert(disputes).values(**row))
            if not settled and found.withdrawn_at is None:
                _change(connection, found, disputed=True)
        return made

    def waiting(self) -> tuple[Dispute, ...]:
        """Return the disputes that wait for a review, oldest first."""
        query = select(disputes, verdicts.c.url, verdicts.c.level).join(verdicts, verdicts.c.id == disputes.c.verdict)
        query = query.where(disputes.c.closed_at.is_(None)).order_by(disputes.c.made_at, disputes.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(query)
            return tuple(Dispute(row.verdict, row.url, row.level, row.made_at, row.reason) for row in rows)

    def forget_reasons(self, closed_before: str, made_before: str) -> int:
        """Empty the reasons of disputes closed, or made and never reviewed, before those times; returns how many.

        The disputes stay: that one was reviewed decides what the next one does.
        """
        over = or_(disputes.c.closed_at < closed_before, disputes.c.made_at < made_before)
        query = update(disputes).where(over, disputes.c.reason != "").values(reason="")
        with writing(self._engine) as connection:
            return connection.execute(query).rowcount

    def uphold(self, identifier: str, reason: str) -> tuple[str, ...]:
        """Close the disputes over a page's verdict and list it, unless it is private; raises `StoreError`.

        Nor is a verdict listed that names sites of an audit which nobody listed: they are returned.
        """
        with writing(self._engine) as connection:
            found = _standing(connection, identifier)
            names = () if found.listed or found.private else unlisted_names(connection, found.capture)
            listed = not found.private and not names
            supersede(connection, identifier, found.supersedes, listed=listed)
            closed = _close(connection, found)
            for row in connection.execute(select(verdicts).where(verdicts.c.url == found.url, verdicts.c.disputed)):
                _change(connection, row, disputed=False)
            _change(connection, found, disputed=False, listed=listed)
            if found.listed and closed:
                _log(connection, identifier, "upheld", reason)
        return names

    def withdraw(self, identifier: str, reason: str) -> tuple[str, ...]:
        """Withdraw a verdict, with the reason shown for it; returns the identifiers of all that were withdrawn.

        What it says of its site is one statement, however many pages of the site were read: the other standing
        verdicts that say the same of the site go with it. Raises `StoreError` when there is no such verdict, or it is
        withdrawn already.
        """
        with writing(self._engine) as connection:
            found = _standing(connection, identifier)
            wanted = verdicts.c.id == identifier
            if found.level == found.site_level:
                wanted = same(found._asdict(), "site", "level", "site_level", "group")
            rows = connection.execute(select(verdicts).where(wanted, verdicts.c.withdrawn_at.is_(None))).all()
            for row in rows:
                _withdraw(connection, row, reason)
        return tuple(row.id for row in rows)

    def corrections(self, *, before: int | None, limit: int) -> tuple[Correction, ...]:
        """Return lines of the public log, newest first; `before` is the number of an earlier line."""
        query = select(corrections, verdicts.c.url).join(verdicts, verdicts.c.id == corrections.c.verdict)
        if before is not None:
            query = query.where(corrections.c.id < before)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(corrections.c.id.desc()).limit(limit))
            return tuple(Correction(row.id, row.verdict, row.url, row.at, row.action, row.reason) for row in rows)


def _found(connection: Connection, identifier: str) -> Row[Any]:
    row = connection.execute(select(verdicts).where(verdicts.c.id == identifier)).one_or_none()
    if row is None:
        raise StoreError("there is no such verdict")
    return row


def _standing(connection: Connection, identifier: str) -> Row[Any]:
    row = _found(connection, identifier)
    if row.withdrawn_at is not None:
        raise StoreError("this verdict is withdrawn already")
    return row


def _settled(connection: Connection, found: Row[Any]) -> bool:
    """Tell whether a dispute over the same verdict on the same page has been reviewed."""
    query = select(disputes.c.id).join(verdicts, verdicts.c.id == disputes.c.verdict)
    query = query.where(same(found._asdict(), "url", "level"), disputes.c.closed_at.is_not(None))
    return connection.scalar(query.limit(1)) is not None


def _withdraw(connection: Connection, row: Row[Any], reason: str) -> None:
    _close(connection, row)
    _change(connection, row, disputed=False, withdrawn_at=now(), withdrawn_reason=reason, recapture_at=None)
    if row.listed:
        _log(connection, row.id, "withdrawn", reason)


def _close(connection: Connection, found: Row[Any]) -> int:
    of_page = select(verdicts.c.id).where(verdicts.c.url == found.url)
    query = update(disputes).where(disputes.c.verdict.in_(of_page), disputes.c.closed_at.is_(None))
    return connection.execute(query.values(closed_at=now())).rowcount


def _log(connection: Connection, identifier: str, action: str, reason: str) -> None:
    connection.execute(insert(corrections).values(verdict=identifier, at=now(), action=action, reason=reason))


def _change(connection: Connection, found: Row[Any], **values: Any) -> None:
    query = update(verdicts).where(verdicts.c.id == found.id)
    connection.execute(query.values(**values, revision=verdicts.c.revision + 1))
    if found.listed or values.get("listed"):
        changed(connection)
