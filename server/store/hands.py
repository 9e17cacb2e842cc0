"""The hands of blogs: how each is written by one capture, as a print and as a signature to search by.

The rows of a capture count from the moment its verdict is listed, and within an audit those that it has read; private
captures have none. A print is a record, so that it is kept once for all captures that froze it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, Row, exists, or_, select

from detectors.model import HandPrint, Read, Source, Want
from server.clock import now
from server.store.audits import read_by
from server.store.domains import visible
from server.store.engine import writing
from server.store.records import pack, save_reads
from server.store.schema import audit_rows, hands, records, verdicts
from server.store.statements import upsert

_CHUNK = 200  # values a query


@dataclass(frozen=True, slots=True)
class Hand:
    """How a blog is written by one capture: `key` is what its print is known by, `words` how much was read.

    `made` is the version of the print, `signed` that of the `signature` (32-bit floats, least byte first). `capture` is
    0 until it is kept.
    """

    site: str
    domain: str
    lang: str
    words: int
    key: str
    made: str
    signed: str
    signature: bytes
    capture: int = 0


class Hands:
    """The hands of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, capture: int, hand: Hand, kept: HandPrint) -> None:
        """Keep the hand of a capture; saving it again changes nothing."""
        with writing(self._engine) as connection:
            save_hand(connection, capture, hand, kept)

    def of_sites(self, sites: Iterable[str], audit: str = "") -> dict[str, Hand]:
        """Return the hand of each of these sites that is known, by the capture with most words."""
        wanted = sorted(set(sites))
        found: dict[str, Hand] = {}
        for at in range(0, len(wanted), _CHUNK):
            found |= self._best(hands.c.site.in_(wanted[at : at + _CHUNK]), _seen(audit))
        return found

    def of_audit(self, audit: str, lang: str = "") -> tuple[Hand, ...]:
        """Return the hands of all blogs that an audit has read, of one language if one is named, by site."""
        found = self._best(_within(audit), *((hands.c.lang == lang,) if lang else ()))
        return tuple(found[site] for site in sorted(found))

    def strangers(self, lang: str, made: str, count: int, beside: Iterable[str] = ()) -> tuple[Hand, ...]:
        """Return up to `count` hands of listed readings, one a domain, none of a domain in `beside`.

        They are taken in the order of their keys, which is chance, and always the same.
        """
        taken, after = dict.fromkeys(beside), ""
        found: list[Hand] = []
        with self._engine.connect() as connection:
            while len(found) < count:
                query = select(*_columns()).where(hands.c.lang == lang, hands.c.made == made, hands.c.key > after)
                rows = connection.execute(query.where(_seen("")).order_by(hands.c.key).limit(_CHUNK)).all()
                if not rows:
                    break
                after = rows[-1].key
                for row in rows:
                    if row.domain not in taken and len(found) < count:
                        taken[row.domain] = None
                        found.append(_hand(row))
        return tuple(found)

    def prints(self, keys: Iterable[str]) -> dict[str, HandPrint]:
        """Return the prints that are known by these keys."""
        wanted = sorted(set(keys))
        found: dict[str, HandPrint] = {}
        with self._engine.connect() as connection:
            for at in range(0, len(wanted), _CHUNK):
                query = select(records.c.key, records.c.value).where(records.c.source == "hand")
                for row in connection.execute(query.where(records.c.key.in_(wanted[at : at + _CHUNK]))):
                    value = msgspec.json.decode(row.value, type=Source)
                    if isinstance(value, HandPrint):
                        found[row.key] = value
        return found

    def _best(self, *conditions: ColumnElement[bool]) -> dict[str, Hand]:
        query = select(*_columns()).where(*conditions).order_by(hands.c.words, hands.c.key.desc())
        with self._engine.connect() as connection:
            return {row.site: _hand(row) for row in connection.execute(query)}  # the last of a site is the best


def save_hand(connection: Connection, capture: int, hand: Hand, kept: HandPrint) -> None:
    """Keep the hand of a capture, inside a running transaction."""
    (record,) = save_reads(connection, pack((Read(Want("hand", hand.key), kept),), now()))
    row = {name: getattr(hand, name) for name in Hand.__slots__} | {"capture": capture, "record": record}
    upsert(connection, hands, row, ["capture"])


def _columns() -> Sequence[ColumnElement[Any]]:
    return [hands.c[name] for name in Hand.__slots__]


def _hand(row: Row[Any]) -> Hand:
    return Hand(**{name: getattr(row, name) for name in Hand.__slots__})


def _within(audit: str) -> ColumnElement[bool]:
    read = select(audit_rows.c.capture).where(audit_rows.c.audit == audit, audit_rows.c.capture.is_not(None))
    return hands.c.capture.in_(read)


def _seen(audit: str) -> ColumnElement[bool]:
    """Return the condition that a row is of a listed reading or, within an audit, has been read."""
    listed = exists().where(verdicts.c.capture == hands.c.capture, visible(""))
    return or_(listed, read_by(audit, hands.c.capture)) if audit else listed
