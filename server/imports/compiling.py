"""Compile what was staged into the files that the detectors look up (`detectors.knowledge.table`).

Organisations of all registers go into one file, sellers of advertising systems into another, so that a new list of
sellers does not take the time of three million organisations. Registers name each other's organisations by LEI and
SIREN; records of one organisation get one id, the LEI's if it has one, and share their ties. Wikidata items that only
have a website are left out: of those nobody knows who holds them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from detectors.knowledge.records import Record, Tie
from detectors.knowledge.sellers import Seller
from detectors.knowledge.table import REGISTERS, SELLERS, Header, Imported
from server.imports.staging import Staging
from server.imports.writing import write_table

Told = Callable[[int, int], None]
SELLERS_SOURCE = "sellers"
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


def compile_imports(source: str, folder: Path, staging: Staging, told: Told = lambda done, of: None) -> Header:
    """Write the file anew that the imports of `source` go into, and return its header; `told` hears how far it is.

    The new file takes the place of the old one at once; who has the old one open keeps it.
    """
    connection = staging.connection
    if source == SELLERS_SOURCE:
        return write_table(SELLERS, folder, _sellers(connection, told), _imports(connection, "="))
    return write_table(REGISTERS, folder, _records(connection, told), _imports(connection, "<>"))


def _imports(connection: sqlite3.Connection, comparison: str) -> tuple[Imported, ...]:
    rows = connection.execute(
        "SELECT source || ': ' || part, file, read, rows FROM imports "  # noqa: S608 - one of two signs of ours
        f"WHERE done AND source {comparison} ? ORDER BY id",
        (SELLERS_SOURCE,),
    )
    return tuple(Imported(*row) for row in rows)


def _sellers(connection: sqlite3.Connection, told: Told) -> Iterator[Seller]:
    total = connection.execute("SELECT count(*) FROM sellers").fetchone()[0]
    query = (
        "SELECT s.system, s.account, s.name, s.kind, s.domain, i.read FROM sellers s JOIN imports i ON i.id = s.import "
        "ORDER BY s.system, s.account"
    )
    for done, (system, account, name, kind, domain, read) in enumerate(connection.execute(query)):
        if done % _EVERY == 0:
            told(done, total)
        yield Seller(system=system, account=account, name=name, kind=kind, domain=domain, read=read)
    told(total, total)


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
