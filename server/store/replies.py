"""What owners of sites answer: kept at once, shown when they have proven that the site is theirs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Engine, Row, delete, insert, select, update

from server.clock import now
from server.store.identifiers import new_id
from server.store.schema import replies, verdicts

Method = Literal["dns", "file"]
_TOKEN = "masthead-site-verification="  # noqa: S105 - the name of what is published, not a secret


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply; `token` is what its writer publishes to prove that the site is his, `method` where he did."""

    id: str
    site: str
    text: str
    token: str
    made_at: str
    verified_at: str | None = None
    method: Method | None = None


class Replies:
    """The replies of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, site: str, text: str, contact: str) -> Reply:
        """Keep a reply that is yet to be verified; `contact` is for the reviewer and leaves the store no other way."""
        made = Reply(new_id(), site, text, _TOKEN + secrets.token_urlsafe(24), now())
        row = {"id": made.id, "site": site, "text": text, "token": made.token, "made_at": made.made_at}
        with self._engine.execution_options(writes=True).begin() as connection:
            connection.execute(insert(replies).values(**row, contact=contact))
        return made

    def get(self, identifier: str) -> Reply | None:
        """Return the reply of that identifier, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(select(replies).where(replies.c.id == identifier)).one_or_none()
        return None if row is None else reply_of(row)

    def verify(self, identifier: str, method: Method) -> None:
        """Show a reply beside the verdicts on its site; it takes the place of an earlier one."""
        with self._engine.execution_options(writes=True).begin() as connection:
            query = update(replies).where(replies.c.id == identifier, replies.c.verified_at.is_(None))
            connection.execute(query.values(verified_at=now(), method=method))
            site = select(replies.c.site).where(replies.c.id == identifier).scalar_subquery()
            touched = update(verdicts).where(verdicts.c.site == site)
            connection.execute(touched.values(revision=verdicts.c.revision + 1))

    def forget_unverified(self, before: str) -> int:
        """Delete replies that were made before that time and never verified; returns how many."""
        query = delete(replies).where(replies.c.verified_at.is_(None), replies.c.made_at < before)
        with self._engine.execution_options(writes=True).begin() as connection:
            return connection.execute(query).rowcount

    def listed_pages(self, site: str, limit: int) -> tuple[str, ...]:
        """Return the addresses of a site's listed verdicts that stand, newest first."""
        query = select(verdicts.c.url).where(
            verdicts.c.site == site,
            verdicts.c.listed,
            verdicts.c.withdrawn_at.is_(None),
            verdicts.c.superseded_by.is_(None),
        )
        with self._engine.connect() as connection:
            found = connection.scalars(query.order_by(verdicts.c.checked_at.desc()).limit(10 * limit))
            return tuple(dict.fromkeys(found))[:limit]


def reply_of(row: Row[Any]) -> Reply:
    """Return what a row of the table is."""
    return Reply(row.id, row.site, row.text, row.token, row.made_at, row.verified_at, row.method)
