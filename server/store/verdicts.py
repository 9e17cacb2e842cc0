"""Verdicts: kept for ever, superseded rather than changed."""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, and_, bindparam, func, insert, or_, select

from detectors.domain import host_of, registrable
from detectors.knowledge import Extract
from detectors.model import Capture, Level, Verdict, Versions
from server.clock import now, shifted
from server.store.checks import SERVICE
from server.store.engine import Glance, serialize, writing
from server.store.listing import CONFIRMED_AFTER_HOURS, changed, confirmed, supersede, unlisted_names
from server.store.records import pack, save_capture
from server.store.replies import Reply, answering, reply_of
from server.store.schema import extracts, replies, verdicts
from server.store.statements import upsert

_BY_ID = select(verdicts).where(verdicts.c.id == bindparam("identifier"))
_REPLY = (
    select(replies)
    .where(replies.c.site.in_(bindparam("hosts", expanding=True)), replies.c.verified_at.is_not(None))
    .order_by(func.length(replies.c.site).desc(), replies.c.verified_at.desc(), replies.c.id)
    .limit(1)
)

RENEWED_HOURS = 24  # before a listed verdict expires, the service reads again
SPREAD_HOURS = 12  # over which second readings are spread


@dataclass(frozen=True, slots=True)
class Stored:
    """A verdict as stored: the core, and what may change after it was given."""

    id: str
    core: Verdict = field(hash=False)  # never changes for an `id`
    capture: int
    owner: str
    listed: bool
    private: bool
    disputed: bool
    withdrawn_at: str | None
    withdrawn_reason: str | None
    supersedes: str | None
    superseded_by: str | None
    revision: int
    reply: Reply | None = None  # of the site's owner; told by `Verdicts.get` only

    def status(self, at: str) -> str:
        """Return current, superseded, disputed, withdrawn or expired, as of the time `at`."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        if self.disputed:
            return "disputed"
        if self.superseded_by is not None:
            return "superseded"
        return "expired" if self.core.expires_at <= at else "current"


class Verdicts:
    """The verdicts of a store."""

    def __init__(self, engine: Engine, glance: Glance) -> None:
        self._engine = engine
        self._glance = glance

    def save(
        self,
        identifier: str,
        verdict: Verdict,
        capture: Capture | int,
        *,
        consulted: Extract | None = None,
        raw: Mapping[str, bytes] = MappingProxyType({}),
        owner: str,
        private: bool,
        listed: bool = False,
        confirms: bool = True,
    ) -> Stored:
        """Keep a verdict, its capture (or a kept one's number) and the claims it rests on at once; twice is once.

        It supersedes the newest verdict on the same URL that its owner may know of: a listed one, or an own one. A
        listed one is not marked by an unlisted one, so nobody learns from a verdict that somebody looked again. It is
        listed when that is said, or when it confirms an earlier reading (`server.store.listing`) and `confirms` is not
        False: an audit's verdicts name sites of its list, which nobody else may learn. `raw` holds bodies as fetched,
        by their SHA-256, where their text does not give them back.
        """
        packed = pack((), "") if isinstance(capture, int) else pack(capture.reads, capture.taken_at, raw)
        with writing(self._engine) as connection:
            serialize(connection, verdict.url)
            known = connection.scalar(select(verdicts.c.id).where(verdicts.c.id == identifier))
            if known is None:
                row = _row(identifier, verdict, owner=owner, private=private, listed=listed)
                row["capture"] = capture if isinstance(capture, int) else save_capture(connection, capture, packed)
                row["consulted"] = _save_extract(connection, consulted)
                _insert(connection, row, confirms=confirms)
        stored = self.get(identifier)
        assert stored is not None  # noqa: S101 - just written
        return stored

    def get(self, identifier: str) -> Stored | None:
        """Return the verdict of that identifier, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(_BY_ID, {"identifier": identifier}).one_or_none()
            if row is None:
                return None
            reply = connection.execute(_REPLY, {"hosts": answering(row.url, row.site)}).one_or_none()
        return replace(stored_of(row), reply=None if reply is None else reply_of(reply))

    def many(self, identifiers: Collection[str]) -> dict[str, Stored]:
        """Return the verdicts of some hundred identifiers, as far as there are such."""
        with self._engine.connect() as connection:
            found = connection.execute(select(verdicts).where(verdicts.c.id.in_(identifiers))).all()
            hosts = {row.id: answering(row.url, row.site) for row in found}
            every = and_(replies.c.site.in_(set().union(*hosts.values())), replies.c.verified_at.is_not(None))
            oldest_first = select(replies).where(every).order_by(replies.c.verified_at, replies.c.id.desc())
            newest = {row.site: reply_of(row) for row in connection.execute(oldest_first)}
        nearest = {row.id: next((newest[host] for host in hosts[row.id] if host in newest), None) for row in found}
        return {row.id: replace(stored_of(row), reply=nearest[row.id]) for row in found}

    def revision(self, identifier: str) -> tuple[int, str] | None:
        """Return (revision, time of expiry) of a verdict, or None: enough to know whether a kept copy still holds."""
        row = self._glance.row("SELECT revision, expires_at FROM verdicts WHERE id = ?", identifier)
        return None if row is None else (row[0], row[1])

    def consulted(self, stored: Stored) -> Extract | None:
        """Return the claims of the knowledge that a verdict rests on; None for verdicts older than their keeping."""
        query = select(extracts.c.data).join(verdicts, verdicts.c.consulted == extracts.c.sha256)
        with self._engine.connect() as connection:
            data = connection.scalar(query.where(verdicts.c.id == stored.id))
        return None if data is None else msgspec.json.decode(zlib.decompress(data), type=Extract)

    def valid(self, url: str, owner: str) -> Stored | None:
        """Return the newest current verdict on a URL that is listed, or was made for `owner`; else None.

        One that cannot say is no answer to a later question: what could not be read may be there now.
        """
        wanted = and_(
            _known_to(owner, url),
            verdicts.c.expires_at > now(),
            verdicts.c.withdrawn_at.is_(None),
            verdicts.c.level != Level.CANNOT_SAY.value,
        )
        with self._engine.connect() as connection:
            row = connection.execute(_newest(wanted)).one_or_none()
        return None if row is None else stored_of(row)

    def versions_of(self, capture: int) -> tuple[Versions, ...]:
        """Return the versions of the verdicts on a capture that nobody withdrew."""
        query = select(verdicts.c.core).where(verdicts.c.capture == capture, verdicts.c.withdrawn_at.is_(None))
        with self._engine.connect() as connection:
            return tuple(_core(core).versions for core in connection.scalars(query))

    def listed(self, *, before: str | None, limit: int, **where: str) -> tuple[Stored, ...]:
        """Return listed verdicts, newest first; `where`: url, domain or group; `before`: the end of an earlier page."""
        query = select(verdicts).where(verdicts.c.listed, *(verdicts.c[name] == value for name, value in where.items()))
        if before is not None:
            at, _, identifier = before.partition("~")
            query = query.where(
                or_(verdicts.c.checked_at < at, and_(verdicts.c.checked_at == at, verdicts.c.id < identifier))
            )
        query = query.order_by(verdicts.c.checked_at.desc(), verdicts.c.id.desc()).limit(limit)
        with self._engine.connect() as connection:
            return tuple(stored_of(row) for row in connection.execute(query))


def _insert(connection: Connection, row: dict[str, Any], *, confirms: bool) -> None:
    """Insert a verdict: listed if it may confirm an earlier one and does, disputed while the same before it is."""
    older = connection.execute(_newest(_known_to(row["owner"], row["url"]))).one_or_none()
    row["supersedes"] = older.id if older else None
    row["disputed"] = bool(older and older.disputed and older.level == row["level"])
    if not row["listed"] and confirms and confirmed(connection, row) and not unlisted_names(connection, row["capture"]):
        row["listed"] = True
        row["recapture_at"] = shifted(row["expires_at"], hours=-RENEWED_HOURS)
    elif _may_be_confirmed(row):
        late = secrets.randbelow(SPREAD_HOURS * 60) / 60  # so that the hour of the second tells nothing of the first's
        row["recapture_at"] = shifted(row["checked_at"], hours=CONFIRMED_AFTER_HOURS + late)
    connection.execute(insert(verdicts).values(**row))
    supersede(connection, row["id"], row["supersedes"], listed=row["listed"])
    if row["listed"]:
        changed(connection)


def _may_be_confirmed(row: dict[str, Any]) -> bool:
    says = row["level"] != Level.CANNOT_SAY.value
    return says and not row["listed"] and not row["private"] and row["owner"] != SERVICE


def _save_extract(connection: Connection, consulted: Extract | None) -> str | None:
    """Keep the claims once for all verdicts that rest on the same ones; returns their key."""
    if consulted is None:
        return None
    data = msgspec.json.encode(consulted, order="deterministic")
    key = sha256(data).hexdigest()
    upsert(connection, extracts, {"sha256": key, "data": zlib.compress(data, 6)}, ["sha256"])
    return key


def _known_to(owner: str, url: str) -> ColumnElement[bool]:
    visible: ColumnElement[bool] = verdicts.c.listed
    if owner:
        visible = or_(visible, verdicts.c.owner == owner)
    return and_(verdicts.c.url == url, verdicts.c.superseded_by.is_(None), visible)


def _newest(wanted: ColumnElement[bool]) -> Select[Any]:
    return select(verdicts).where(wanted).order_by(verdicts.c.checked_at.desc(), verdicts.c.id.desc()).limit(1)


def _row(identifier: str, verdict: Verdict, *, owner: str, private: bool, listed: bool) -> dict[str, Any]:
    return {
        "id": identifier,
        "url": verdict.url,
        "site": verdict.site,
        "domain": registrable(host_of(verdict.url)),
        "group": verdict.control.group.id if verdict.control.group else None,
        "level": verdict.verdict.value,
        "site_level": verdict.site_verdict.value,
        "owner": owner,
        "listed": listed and not private,
        "private": private,
        "checked_at": verdict.checked_at,
        "expires_at": verdict.expires_at,
        "core": verdict.to_json().decode(),
    }


def stored_of(row: Row[Any]) -> Stored:
    """Return what a row of the table is."""
    return Stored(
        row.id,
        _core(row.core),
        row.capture,
        row.owner,
        row.listed,
        row.private,
        row.disputed,
        row.withdrawn_at,
        row.withdrawn_reason,
        row.supersedes,
        row.superseded_by,
        row.revision,
    )


@lru_cache(maxsize=512)
def _core(data: str) -> Verdict:
    """Return the core; it is frozen, and never changes once it is stored."""
    return msgspec.json.decode(data, type=Verdict)
