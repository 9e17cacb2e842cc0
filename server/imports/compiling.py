"""Compile what was staged into the file of registers that the detectors look up (`detectors.knowledge.table`).

Registers name each other's organisations by LEI and SIREN; records of one organisation get one id, the LEI's if it has
one, and share their ties. Wikidata items that only have a website are left out: of those nobody knows who holds them.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

import msgspec

from detectors.knowledge.records import Record, Tie
from detectors.knowledge.table import FILE, MAGIC, WORD, Header, Imported, hash_of, padded
from server.imports.staging import Staging

Told = Callable[[int, int], None]
_EVERY = 5000
_SAME = """
CREATE TEMP TABLE same (id TEXT PRIMARY KEY, one TEXT NOT NULL) WITHOUT ROWID;
INSERT OR IGNORE INTO same SELECT n.organisation, o.id FROM numbers n JOIN organisations o ON o.id = 'lei:' || n.number
    WHERE n.kind = 'lei' AND o.id <> n.organisation;
INSERT OR IGNORE INTO same SELECT n.organisation, min(l.organisation) FROM numbers n
    JOIN numbers l ON l.kind = 'siren' AND l.number = n.number AND l.organisation LIKE 'lei:%'
    WHERE n.kind = 'siren' AND n.organisation NOT LIKE 'lei:%' GROUP BY n.organisation;
INSERT OR IGNORE INTO same SELECT n.organisation, o.id FROM numbers n
    JOIN organisations o ON o.id = 'siren:' || n.number
    WHERE n.kind = 'siren' AND n.organisation LIKE 'wikidata:%';
CREATE TEMP TABLE edges AS SELECT coalesce(a.one, t.held) held, coalesce(b.one, t.holder) holder, t.type, t.ultimate,
    t.valid_from, t.valid_to, t.statement FROM ties t LEFT JOIN same a ON a.id = t.held
    LEFT JOIN same b ON b.id = t.holder WHERE coalesce(b.one, t.holder) IN (SELECT id FROM organisations);
DELETE FROM edges WHERE held = holder;
CREATE INDEX temp.edges_held ON edges (held);
CREATE INDEX temp.edges_holder ON edges (holder);
"""
_ORGANISATIONS = """
SELECT coalesce(s.one, o.id), o.id, i.read, o.name, o.aliases, o.country, o.numbers, o.domains,
    (SELECT json_group_array(name) FROM other_names WHERE organisation = o.id),
    (SELECT json_group_array(json_array(holder, type, ultimate, valid_from, valid_to, statement)) FROM edges
        WHERE held = coalesce(s.one, o.id)),
    EXISTS (SELECT 1 FROM edges WHERE holder = coalesce(s.one, o.id))
FROM organisations o JOIN imports i ON i.id = o.import LEFT JOIN same s ON s.id = o.id ORDER BY o.id
"""


def compile_registers(folder: Path, staging: Staging, told: Told = lambda done, of: None) -> Header:
    """Write the file of registers of a folder anew and return its header; `told` hears how many of how many are done.

    The new file takes the place of the old one at once; who has the old one open keeps it.
    """
    part = folder / f"{FILE}.part"
    try:
        with part.open("wb") as file:
            header = _write(file, staging.connection, told)
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / FILE)
    finally:
        part.unlink(missing_ok=True)
    return header


def _write(file: IO[bytes], connection: sqlite3.Connection, told: Told) -> Header:
    offsets, hashes, numbers = array("Q", [0]), array("Q"), array("I")
    file.write(MAGIC)
    digest = blake2b(digest_size=6)
    for number, record in enumerate(_records(connection, told)):
        data = msgspec.msgpack.encode(record)
        digest.update(data)
        file.write(data)
        offsets.append(offsets[-1] + len(data))
        for key in sorted(record.keys):
            hashes.append(hash_of(key))
            numbers.append(number)
    _pad(file, offsets[-1])
    offsets.tofile(file)
    _write_keys(file, hashes, numbers)
    imports = connection.execute("SELECT source || ': ' || part, file, read, rows FROM imports WHERE done ORDER BY id")
    made_of = tuple(Imported(*row) for row in imports)
    header = Header(offsets[-1], len(offsets) - 1, len(hashes), digest.hexdigest(), made_of)
    data = msgspec.json.encode(header)
    _pad(file, len(data))  # before it, so that it ends where its length stands
    file.write(data + len(data).to_bytes(WORD, "little"))
    return header


def _write_keys(file: IO[bytes], hashes: array[int], numbers: array[int]) -> None:
    import numpy as np  # noqa: PLC0415 - slow to import, and only needed here

    found = np.frombuffer(hashes, dtype="<u8") if hashes else np.empty(0, "<u8")
    order = np.argsort(found, kind="stable")
    found[order].tofile(file)
    (np.frombuffer(numbers, dtype="<u4") if numbers else np.empty(0, "<u4"))[order].tofile(file)
    _pad(file, 4 * len(numbers))


def _pad(file: IO[bytes], length: int) -> None:
    file.write(b"\0" * (padded(length) - length))


def _records(connection: sqlite3.Connection, told: Told) -> Iterator[Record]:
    connection.executescript("DROP TABLE IF EXISTS temp.same; DROP TABLE IF EXISTS temp.edges;" + _SAME)
    total = connection.execute("SELECT count(*) FROM organisations").fetchone()[0]
    for done, row in enumerate(connection.execute(_ORGANISATIONS)):
        if done % _EVERY == 0:
            told(done, total)
        record = _record(row)
        if record.ties or record.numbers or len(record.domains) > 1 or row[10]:
            yield record
    told(total, total)


def _record(row: tuple[Any, ...]) -> Record:
    id_, source, read, name, aliases, country, numbers, domains, others, ties, _ = row
    decode = msgspec.json.decode
    names = dict.fromkeys((*decode(aliases), *decode(others)))
    names.pop(name, None)
    return Record(
        id=id_,
        source=source,
        read=read,
        name=name,
        aliases=tuple(names),
        country=country,
        numbers=tuple((kind, number) for kind, number in decode(numbers)),
        domains=tuple((domain, use) for domain, use in decode(domains)),
        ties=tuple(
            Tie(to=to, type=kind, ultimate=bool(ultimate), valid_from=start, valid_to=end, source=statement)
            for to, kind, ultimate, start, end, statement in sorted(decode(ties))
        ),
    )
