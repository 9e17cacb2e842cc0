"""What owners of sites answer: kept at once, shown when they have proven that the site is theirs.

A reply is proven for a host. It stands beside the verdicts on every page of that host and of the hosts below it, as far
as they are one site: the owner of a shared platform does not answer for the sites of others on it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from sqlalchemy import Engine, Row, delete, insert, select, update

from detectors.domain import host_of
from server.clock import now
from server.store.engine import writing
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


def answering(url: str, site: str) -> tuple[str, ...]:
    """Return the hosts whose owner may answer for a page of a site, the nearest first: its own, and those above it."""
    host = host_of(url).removeprefix("www.")
    if not host.endswith(f".{site}"):
        return (site,)
    above = host.removesuffix(f".{site}").split(".")
    return (*(".".join([*above[place:], site]) for place in range(len(above))), site)


class Replies:
    """The replies of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, site: str, text: str, contact: str) -> Reply:
        """Keep a reply that is yet to be verified; `contact` is for the reviewer and leaves the store no other way."""
        made = Reply(new_id(), site, text, _TOKEN + secrets.token_urlsafe(24), now())
        row = {"id": made.id, "site": site, "text": text, "token": made.token, "made_at": made.made_at}
        with writing(self._engine) as connection:
            connection.execute(insert(replies).values(**row, contact=contact))
        return made

    def get(self, identifier: str) -> Reply | None:
        """Return the reply of that identifier, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(select(replies).where(replies.c.id == identifier)).one_or_none()
        return None if row is None else reply_of(row)

    def verify(self, identifier: str, method: Method) -> None:
        """Show a reply beside the verdicts on its site; it takes the place of an earlier one."""
        with writing(self._engine) as connection:
            query = update(replies).where(replies.c.id == identifier, replies.c.verified_at.is_(None))
            connection.execute(query.values(verified_at=now(), method=method))
            host = connection.scalar(select(replies.c.site).where(replies.c.id == identifier))
            touched = update(verdicts).where(verdicts.c.site.in_(_sites(host or "")))
            connection.execute(touched.values(revision=verdicts.c.revision + 1))

    def forget_unverified(self, before: str) -> int:
        """Delete replies that were made before that time and never verified; returns how many."""
        query = delete(replies).where(replies.c.verified_at.is_(None), replies.c.made_at < before)
        with writing(self._engine) as connection:
            return connection.execute(query).rowcount

    def forget_contacts(self, before: str) -> int:
        """Empty the contacts of replies that were verified before that time; returns how many."""
        query = update(replies).where(replies.c.verified_at < before, replies.c.contact != "").values(contact="")
        with writing(self._engine) as connection:
            return connection.execute(query).rowcount

    def listed_pages(self, host: str, limit: int) -> tuple[str, ...]:
        """Return the addresses of listed verdicts that stand and that a reply of `host` is shown with, newest first."""
        query = select(verdicts.c.url, verdicts.c.site).where(
            verdicts.c.site.in_(_sites(host)),
            verdicts.c.listed,
            verdicts.c.withdrawn_at.is_(None),
            verdicts.c.superseded_by.is_(None),
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(verdicts.c.checked_at.desc()).limit(100 * limit))
            found = (row.url for row in rows if host in answering(row.url, row.site))
            return tuple(islice(dict.fromkeys(found), limit))


def _sites(host: str) -> tuple[str, ...]:
    """Return what the site of a page of `host` can be: the host, or one above it."""
    labels = host.split(".")
    return tuple(".".join(labels[place:]) for place in range(max(1, len(labels) - 1)))


def reply_of(row: Row[Any]) -> Reply:
    """Return what a row of the table is."""
    return Reply(row.id, row.site, row.text, row.token, row.made_at, row.verified_at, row.method)
