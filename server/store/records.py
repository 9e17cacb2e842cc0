"""What was read: records, the bodies they leave out, and captures as lists of records.

A record is one value read for one source and key; reading the same value again adds nothing. A page's HTML and a file's
text are kept apart from it, in `bodies`, where they can be emptied without touching the rest.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, delete, insert, select

from detectors.model import Capture, Page, Read, Source, SourceName, TextFile, Want
from server.clock import now
from server.errors import StoreError
from server.store.engine import serialize, upsert
from server.store.schema import bodies, capture_records, captures, records

_IDENTITY = ("source", "key", "sha256")


class Records:
    """Captures in the store, and single records for those who ask the same again soon."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def capture(self, number: int) -> Capture:
        """Return a kept capture; raises `StoreError` when there is none, or its bodies have been emptied."""
        query = (
            select(
                records.c.source, records.c.key, capture_records.c.why, records.c.value, records.c.body, bodies.c.data
            )
            .join(records, records.c.id == capture_records.c.record)
            .outerjoin(bodies, bodies.c.sha256 == records.c.body)
            .where(capture_records.c.capture == number)
            .order_by(capture_records.c.position)
        )
        with self._engine.connect() as connection:
            row = connection.execute(select(captures).where(captures.c.id == number)).one_or_none()
            if row is None:
                raise StoreError("there is no such capture")
            reads = tuple(
                Read(Want(source, key, why), _joined(value, body, data))
                for source, key, why, value, body, data in connection.execute(query)
            )
        return Capture(row.url, row.taken_at, row.bare).with_reads(reads)

    def extend(self, number: int, *reads: Read) -> None:
        """Add reads to a kept capture, all at once, those but that it has for the same source and key."""
        with self._engine.execution_options(writes=True).begin() as connection:
            serialize(connection, f"capture {number}")
            query = select(records.c.source, records.c.key, capture_records.c.position)
            query = query.join(records, records.c.id == capture_records.c.record)
            held = connection.execute(query.where(capture_records.c.capture == number)).all()
            there = {(row.source, row.key) for row in held}
            more = [read for read in reads if (read.want.source, read.want.key) not in there]
            first = max((row.position for row in held), default=0) + 1
            kept = zip(more, save_reads(connection, more, now()), strict=True)
            rows = [
                {"capture": number, "position": place, "record": record, "why": read.want.why}
                for place, (read, record) in enumerate(kept, first)
            ]
            if rows:
                connection.execute(insert(capture_records), rows)

    def raw(self, capture: Capture) -> dict[str, bytes]:
        """Return the bodies of a capture as fetched, as far as they are kept, by their SHA-256."""
        wanted = {read.value.seen.sha256 for read in capture.reads if isinstance(read.value, Page | TextFile)}
        query = select(bodies.c.sha256, bodies.c.data).where(bodies.c.sha256.in_(wanted))
        with self._engine.connect() as connection:
            return {name: zlib.decompress(data) for name, data in connection.execute(query)}

    def newest(self, source: SourceName, key: str, since: str) -> Source | None:
        """Return the newest value read for `source` and `key` that was seen at or after `since`, or None."""
        query = (
            select(records.c.value, records.c.body, bodies.c.data)
            .outerjoin(bodies, bodies.c.sha256 == records.c.body)
            .where(records.c.source == source, records.c.key == key, records.c.seen_at >= since)
            .order_by(records.c.seen_at.desc(), records.c.id.desc())
            .limit(1)
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _joined(*row)

    def empty_bodies(self, before: str) -> int:
        """Delete bodies kept before that time; returns how many. Verdicts and records stay, bundles cannot be made."""
        with self._engine.execution_options(writes=True).begin() as connection:
            return connection.execute(delete(bodies).where(bodies.c.kept_at < before)).rowcount


def save_capture(connection: Connection, capture: Capture, raw: Mapping[str, bytes]) -> int:
    """Keep a capture inside a running transaction and return its number.

    `raw` holds bodies as fetched, by their SHA-256, where the text that was read of them does not give them back.
    """
    key = connection.execute(
        insert(captures).values(url=capture.url, taken_at=capture.taken_at, bare=capture.bare)
    ).inserted_primary_key
    number = int(key[0]) if key else 0
    numbers = save_reads(connection, capture.reads, capture.taken_at, raw)
    links = [
        {"capture": number, "position": place, "record": record, "why": read.want.why}
        for place, (read, record) in enumerate(zip(capture.reads, numbers, strict=True))
    ]
    if links:
        connection.execute(insert(capture_records), links)
    return number


def save_reads(
    connection: Connection, reads: Sequence[Read], taken_at: str, raw: Mapping[str, bytes] = MappingProxyType({})
) -> list[int]:
    """Keep what was read, without a capture, inside a running transaction; returns the number of each record."""
    # Everyone writes rows in the same order, so that no two writers can wait for each other.
    texts = {body: data for read in reads for body, data in _text(read.value)} | dict(raw)
    for body in sorted(texts):
        _save_body(connection, body, texts[body])
    rows = [_row(read, taken_at) for read in reads]
    distinct = {_identity(row): row for row in rows}
    ids = {key: _save(connection, distinct[key]) for key in sorted(distinct)}
    return [ids[_identity(row)] for row in rows]


def _save_body(connection: Connection, body: str, data: bytes) -> None:
    row = {"sha256": body, "size": len(data), "data": zlib.compress(data, 6), "kept_at": now()}
    upsert(connection, bodies, row, ["sha256"], renewed=["kept_at"])


def _save(connection: Connection, row: dict[str, Any]) -> int:
    upsert(connection, records, row, _IDENTITY)
    found = connection.scalar(select(records.c.id).where(*(records.c[name] == row[name] for name in _IDENTITY)))
    return int(found or 0)


def _identity(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(row[name] for name in _IDENTITY)


def _row(read: Read, taken_at: str) -> dict[str, Any]:
    value = msgspec.json.encode(_without_text(read.value), order="deterministic")
    body = next((body for body, _ in _text(read.value)), None)
    seen = getattr(read.value, "seen", None)
    return {
        "source": read.want.source,
        "key": read.want.key,
        "sha256": sha256(value + (body or "").encode()).hexdigest(),
        "kind": _kind(read.value),
        "seen_at": seen.when if seen else taken_at,
        "value": value.decode(),
        "body": body,
    }


def _text(value: Source) -> Iterator[tuple[str, bytes]]:
    """Yield the long text of a page or file with its SHA-256; nothing of another source."""
    if isinstance(value, Page | TextFile):
        data = (value.html if isinstance(value, Page) else value.text).encode("utf-8", "surrogatepass")
        yield sha256(data).hexdigest(), data


def _without_text(value: Source) -> Source:
    if isinstance(value, Page):
        return msgspec.structs.replace(value, html="")
    if isinstance(value, TextFile):
        return msgspec.structs.replace(value, text="")
    return value


def _joined(value: str, body: str | None, data: bytes | None) -> Source:
    source: Source = msgspec.json.decode(value, type=Source)
    if body is None:
        return source
    if data is None:
        raise StoreError("the pages of this capture are no longer kept")
    text = zlib.decompress(data).decode("utf-8", "surrogatepass")
    if isinstance(source, Page):
        return msgspec.structs.replace(source, html=text)
    if isinstance(source, TextFile):
        return msgspec.structs.replace(source, text=text)
    return source


def _kind(value: Source) -> str:
    return str(value.__struct_config__.tag)
