"""What was read: records, the bodies they leave out, and captures as lists of records.

A record is one value read for one source and key; reading the same value again adds nothing. A page's HTML and a file's
text are kept apart from it, in `bodies`, where they can be emptied without touching the rest.
"""

from __future__ import annotations

import zlib
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, Engine, delete, insert, select

from detectors.model import Capture, Page, Read, Source, SourceName, TextFile, Want
from server.clock import now
from server.errors import StoreError
from server.store.engine import upsert
from server.store.schema import bodies, capture_records, captures, records


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
        return Capture(row.url, row.taken_at, row.bare, reads)

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


def save_capture(connection: Connection, capture: Capture) -> int:
    """Keep a capture inside a running transaction and return its number."""
    key = connection.execute(
        insert(captures).values(url=capture.url, taken_at=capture.taken_at, bare=capture.bare)
    ).inserted_primary_key
    number = int(key[0]) if key else 0
    rows = [
        {"capture": number, "position": place, "record": record, "why": read.want.why}
        for place, (read, record) in enumerate(zip(capture.reads, save_reads(connection, capture), strict=True))
    ]
    if rows:
        connection.execute(insert(capture_records), rows)
    return number


def save_reads(connection: Connection, capture: Capture) -> list[int]:
    """Keep what was read, without the capture, inside a running transaction; returns the number of each record."""
    return [_save(connection, read, capture.taken_at) for read in capture.reads]


def _save(connection: Connection, read: Read, taken_at: str) -> int:
    text, value = _split(read.value)
    body = None
    if text is not None:
        data = text.encode("utf-8", "surrogatepass")
        body = sha256(data).hexdigest()
        row = {"sha256": body, "size": len(data), "data": zlib.compress(data, 6), "kept_at": now()}
        upsert(connection, bodies, row, ["sha256"], renewed=["kept_at"])
    encoded = msgspec.json.encode(value, order="deterministic")
    identity = {
        "source": read.want.source,
        "key": read.want.key,
        "sha256": sha256(encoded + (body or "").encode()).hexdigest(),
    }
    seen = getattr(read.value, "seen", None)
    upsert(
        connection,
        records,
        {
            **identity,
            "kind": _kind(read.value),
            "seen_at": seen.when if seen else taken_at,
            "value": encoded.decode(),
            "body": body,
        },
        ["source", "key", "sha256"],
    )
    found = connection.scalar(select(records.c.id).where(*(records.c[name] == v for name, v in identity.items())))
    return int(found or 0)


def _split(value: Source) -> tuple[str | None, Source]:
    """Return the long text of a page or file, and the value without it."""
    if isinstance(value, Page):
        return value.html, msgspec.structs.replace(value, html="")
    if isinstance(value, TextFile):
        return value.text, msgspec.structs.replace(value, text="")
    return None, value


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
