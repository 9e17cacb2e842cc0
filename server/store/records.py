"""What was read: records, the bodies they leave out, and captures as lists of records.

A record is one value read for one source and key; reading the same value again adds nothing. A page's HTML and a file's
text are kept apart from it, in `bodies`, where they can be emptied without touching the rest.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, and_, delete, insert, or_, select

from detectors.model import Capture, Page, Read, Source, TextFile, Want
from server.clock import ago, now
from server.errors import StoreError
from server.store.engine import serialize, writing
from server.store.schema import bodies, capture_records, captures, records
from server.store.statements import is_pair, upsert

Asked = tuple[str, str]  # a source and a key
_IDENTITY, _PLACE = ("source", "key", "sha256"), ("capture", "position")
_BATCH = 200  # records a query; SQLite takes no more than some thousand parameters


_READS = (
    select(records.c.source, records.c.key, capture_records.c.why, records.c.value, records.c.body, bodies.c.data)
    .join(records, records.c.id == capture_records.c.record)
    .outerjoin(bodies, bodies.c.sha256 == records.c.body)
)


class Records:
    """Captures in the store, and single records for those who ask the same again soon."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def capture(self, number: int) -> Capture:
        """Return a kept capture; raises `StoreError` when there is none, or its bodies have been emptied."""
        query = _READS.where(capture_records.c.capture == number).order_by(capture_records.c.position)
        with self._engine.connect() as connection:
            row = connection.execute(select(captures).where(captures.c.id == number)).one_or_none()
            if row is None:
                raise StoreError("there is no such capture")
            reads = tuple(
                Read(Want(source, key, why), _joined(value, body, data))
                for source, key, why, value, body, data in connection.execute(query)
            )
        return Capture(row.url, row.taken_at, row.bare).with_reads(reads)

    def pages(self, wanted: Collection[tuple[int, str]]) -> dict[tuple[int, str], Capture]:
        """Return of kept captures the page that was asked for at an address, alone, as if it were the checked one.

        `wanted` are captures and addresses; those whose page is not there, or no longer, are left out.
        """
        page = and_(records.c.source == "page", records.c.key.in_({url for _, url in wanted}))
        query = (
            _READS.add_columns(capture_records.c.capture)
            .where(capture_records.c.capture.in_({number for number, _ in wanted}))
            .where(or_(page, capture_records.c.why == "style"))
        )
        styles: defaultdict[int, list[Read]] = defaultdict(list)
        found: dict[tuple[int, str], Read] = {}
        with self._engine.connect() as connection:
            for source, key, why, value, body, data, number in connection.execute(query):
                if body is None or data is not None:
                    read = Read(Want(source, key, why), _joined(value, body, data))
                    if source == "page":
                        found[number, key] = Read(Want(source, key, "checked"), read.value)
                    else:
                        styles[number].append(read)
        return {
            (number, url): Capture(url, now()).with_reads((found[number, url], *styles[number]))
            for number, url in wanted
            if (number, url) in found
        }

    def extend(self, number: int, *reads: Read) -> None:
        """Add reads to a kept capture, all at once, those but that it has for the same source and key."""
        with writing(self._engine) as connection:
            serialize(connection, f"capture {number}")
            query = select(records.c.source, records.c.key, capture_records.c.position)
            query = query.join(records, records.c.id == capture_records.c.record)
            held = connection.execute(query.where(capture_records.c.capture == number)).all()
            there = {(row.source, row.key) for row in held}
            more = [read for read in reads if (read.want.source, read.want.key) not in there]
            first = max((row.position for row in held), default=0) + 1
            kept = zip(more, save_reads(connection, pack(more, now())), strict=True)
            rows = [
                {"capture": number, "position": place, "record": record, "why": read.want.why}
                for place, (read, record) in enumerate(kept, first)
            ]
            upsert(connection, capture_records, rows, _PLACE)

    def raw(self, capture: Capture) -> dict[str, bytes]:
        """Return the bodies of a capture as fetched, as far as they are kept, by their SHA-256."""
        wanted = {read.value.seen.sha256 for read in capture.reads if isinstance(read.value, Page | TextFile)}
        query = select(bodies.c.sha256, bodies.c.data).where(bodies.c.sha256.in_(wanted))
        with self._engine.connect() as connection:
            return {name: zlib.decompress(data) for name, data in connection.execute(query)}

    def newest(self, since: Mapping[Asked, str]) -> dict[Asked, Source]:
        """Return the newest value of each (source, key) that was seen at or after the time asked for it, if any."""
        if not since:
            return {}
        asked = (is_pair(records.c.source, records.c.key, since), records.c.seen_at >= min(since.values()))
        order = (records.c.seen_at, records.c.id)
        query = select(records.c.source, records.c.key, records.c.seen_at, records.c.id).where(*asked).order_by(*order)
        with self._engine.connect() as connection:
            newest = {
                (source, key): number
                for source, key, seen_at, number in connection.execute(query)
                if seen_at >= since[source, key]
            }
            if not newest:
                return {}
            values = (
                select(records.c.id, records.c.value, records.c.body, bodies.c.data)
                .outerjoin(bodies, bodies.c.sha256 == records.c.body)
                .where(records.c.id.in_(newest.values()))
            )
            found = {number: _joined(*row) for number, *row in connection.execute(values)}
        return {asked: found[number] for asked, number in newest.items()}

    def empty_bodies(self, before: str) -> int:
        """Delete bodies kept before that time; returns how many. Verdicts and records stay, bundles cannot be made."""
        with writing(self._engine) as connection:
            return connection.execute(delete(bodies).where(bodies.c.kept_at < before)).rowcount


@dataclass(frozen=True, slots=True)
class Packed:
    """What was read, as rows; made before a transaction begins, for compressing takes time and writers wait in line.

    `reads` and `records` belong together, one by one.
    """

    reads: Sequence[Read]
    records: Sequence[dict[str, Any]]
    bodies: Sequence[dict[str, Any]]


def pack(reads: Sequence[Read], taken_at: str, raw: Mapping[str, bytes] = MappingProxyType({})) -> Packed:
    """Return what was read, ready to be kept.

    `raw` holds bodies as fetched, by their SHA-256, where the text that was read of them does not give them back.
    """
    texts = {body: data for read in reads for body, data in _text(read.value)} | dict(raw)
    kept_at = now()
    packed = [
        {"sha256": body, "size": len(data), "data": zlib.compress(data, 6), "kept_at": kept_at}
        for body, data in sorted(texts.items())
    ]
    return Packed(reads, [_row(read, taken_at) for read in reads], packed)


def save_capture(connection: Connection, capture: Capture, packed: Packed) -> int:
    """Keep a capture with its packed reads inside a running transaction and return its number."""
    key = connection.execute(
        insert(captures).values(url=capture.url, taken_at=capture.taken_at, bare=capture.bare)
    ).inserted_primary_key
    number = int(key[0]) if key else 0
    numbers = save_reads(connection, packed)
    links = [
        {"capture": number, "position": place, "record": record, "why": read.want.why}
        for place, (read, record) in enumerate(zip(packed.reads, numbers, strict=True))
    ]
    upsert(connection, capture_records, links, _PLACE)
    return number


def save_reads(connection: Connection, packed: Packed) -> list[int]:
    """Keep what was read, without a capture, inside a running transaction; returns the number of each record."""
    # Everyone writes rows in the same order, so that no two writers can wait for each other.
    upsert(connection, bodies, _not_kept(connection, packed.bodies), ["sha256"], renewed=["kept_at"])
    distinct = {_identity(row): row for row in packed.records}
    upsert(connection, records, [distinct[key] for key in sorted(distinct)], _IDENTITY)
    identity = [records.c[name] for name in _IDENTITY]
    ids: dict[tuple[str, str, str], int] = {}
    keys = sorted(distinct)
    for at in range(0, len(keys), _BATCH):
        part = keys[at : at + _BATCH]
        asked = is_pair(records.c.source, records.c.key, (key[:2] for key in part))
        query = select(records.c.id, *identity).where(asked, records.c.sha256.in_([key[2] for key in part]))
        ids |= {tuple(key): number for number, *key in connection.execute(query)}
    return [ids[_identity(row)] for row in packed.records]


def _not_kept(connection: Connection, packed: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Return the bodies that are not there, or not as of late.

    Renewing one locks it, and many sites have the same style sheet or robots.txt: whoever kept one would wait for all
    others to be done with it, in the whole cluster.
    """
    names, lately = [body["sha256"] for body in packed], ago(days=1)
    query = select(bodies.c.sha256).where(bodies.c.sha256.in_(names), bodies.c.kept_at > lately)
    kept = set(connection.scalars(query)) if names else set()
    return [body for body in packed if body["sha256"] not in kept]


def _identity(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["source"], row["key"], row["sha256"]


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
