"""Where statements wait to be compiled: one SQLite file; a batch and the position it ends at are one commit."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from detectors.knowledge.sellers import Seller
from server.imports.files import Position
from server.imports.statements import Held, Organisation, OtherName, Statement

FILE = "imports.sqlite"
NAMED_BAD_ROWS = 1000
_TABLES = """
CREATE TABLE IF NOT EXISTS imports (id INTEGER PRIMARY KEY, source TEXT NOT NULL, part TEXT NOT NULL,
    file TEXT NOT NULL, identity TEXT NOT NULL UNIQUE, read TEXT NOT NULL, byte INTEGER NOT NULL, line INTEGER NOT NULL,
    rows INTEGER NOT NULL, bad INTEGER NOT NULL, left_out TEXT NOT NULL, done INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS bad_rows (import INTEGER NOT NULL, line INTEGER NOT NULL, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS organisations (id TEXT PRIMARY KEY, import INTEGER NOT NULL, name TEXT NOT NULL,
    aliases TEXT NOT NULL, country TEXT NOT NULL, numbers TEXT NOT NULL, domains TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS numbers (kind TEXT, number TEXT, organisation TEXT,
    PRIMARY KEY (kind, number, organisation)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS other_names (organisation TEXT, name TEXT, PRIMARY KEY (organisation, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ties (held TEXT, holder TEXT, type TEXT, ultimate INTEGER, valid_from TEXT,
    valid_to TEXT NOT NULL, statement TEXT NOT NULL, import INTEGER NOT NULL,
    PRIMARY KEY (held, holder, type, ultimate, valid_from)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sellers (system TEXT, account TEXT, name TEXT NOT NULL, kind TEXT NOT NULL,
    domain TEXT NOT NULL, import INTEGER NOT NULL, PRIMARY KEY (system, account)) WITHOUT ROWID;
"""
SHARED_NUMBERS = frozenset({"lei", "siren"})  # by which registers name the same organisation


@dataclass(slots=True)
class Progress:
    """How far an import is; `bad` counts rows that could not be read, `left_out` those not wanted, by reason."""

    id: int
    position: Position
    rows: int
    bad: int
    left_out: Counter[str]
    done: bool


class Staging:
    """The staged statements of a folder. Raises sqlite3.Error."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.connection = sqlite3.connect(folder / FILE, isolation_level=None)
        self.connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _TABLES)

    def begin(self, source: str, part: str, file: str, identity: str, read: str) -> Progress:
        """Return how far the import of a file is; `identity` tells files apart, also those of one name."""
        self.connection.execute(
            "INSERT INTO imports VALUES (NULL, ?, ?, ?, ?, ?, 0, 0, 0, 0, '{}', 0) ON CONFLICT (identity) DO NOTHING",
            (source, part, file, identity, read),
        )
        row = self.connection.execute(
            "SELECT id, byte, line, rows, bad, left_out, done FROM imports WHERE identity = ?", (identity,)
        ).fetchone()
        return Progress(row[0], Position(row[1], row[2]), row[3], row[4], Counter(json.loads(row[5])), bool(row[6]))

    def restart(self, progress: Progress) -> Progress:
        """Forget how far an import is; what it staged will be written again."""
        with self._whole() as run:
            for table in ("bad_rows", "organisations"):  # what is said of an organisation would add to what was
                run(f"DELETE FROM {table} WHERE import = ?", (progress.id,))  # noqa: S608
            run("UPDATE imports SET byte = 0, line = 0, done = 0 WHERE id = ?", (progress.id,))
        return Progress(progress.id, Position(), 0, 0, Counter(), done=False)

    def write(self, progress: Progress, batch: Sequence[Statement], bad: Iterable[tuple[int, str]]) -> None:
        """Keep a batch, the rows that could not be read, and the position after them, all or nothing."""
        with self._whole() as run:
            self._statements(progress.id, batch)
            known = run("SELECT count(*) FROM bad_rows WHERE import = ?", (progress.id,)).fetchone()[0]
            named = [(progress.id, line, reason) for line, reason in bad][: max(0, NAMED_BAD_ROWS - known)]
            self.connection.executemany("INSERT INTO bad_rows VALUES (?, ?, ?)", named)
            p = progress
            run(
                "UPDATE imports SET byte = ?, line = ?, rows = ?, bad = ?, left_out = ?, done = ? WHERE id = ?",
                (p.position.offset, p.position.line, p.rows, p.bad, json.dumps(p.left_out), p.done, p.id),
            )

    @contextmanager
    def _whole(self) -> Iterator[Callable[..., sqlite3.Cursor]]:
        """Do all of what follows, or nothing; yields what runs one statement."""
        run = self.connection.execute
        run("BEGIN IMMEDIATE")
        try:
            yield run
        except BaseException:
            run("ROLLBACK")
            raise
        run("COMMIT")

    def _statements(self, import_: int, batch: Sequence[Statement]) -> None:
        self._organisations(import_, [s for s in batch if isinstance(s, Organisation)])
        self.connection.executemany(
            "INSERT OR IGNORE INTO other_names SELECT id, ?2 FROM organisations WHERE id = ?1",
            [(s.id, s.name) for s in batch if isinstance(s, OtherName)],
        )
        self.connection.executemany(
            "INSERT OR REPLACE INTO ties VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (s.held, s.holder, s.type, s.ultimate, s.valid_from, s.valid_to, s.statement, import_)
                for s in batch
                if isinstance(s, Held)
            ],
        )
        self.connection.executemany(
            "INSERT OR REPLACE INTO sellers VALUES (?, ?, ?, ?, ?, ?)",
            [(s.system, s.account, s.name, s.kind, s.domain, import_) for s in batch if isinstance(s, Seller)],
        )

    def _organisations(self, import_: int, said: Sequence[Organisation]) -> None:
        """Keep what is said of organisations: beside what the same file said, in the place of what older ones did."""
        rows = self.connection.execute(
            "SELECT id, name, aliases, country, numbers, domains FROM organisations WHERE import = ? "
            "AND id IN (SELECT value FROM json_each(?))",
            (import_, json.dumps([s.id for s in said])),
        )
        known = {row[0]: _organisation(row) for row in rows}
        for s in said:
            known[s.id] = known[s.id].with_more(s) if s.id in known else s
        found = known.values()
        self.connection.executemany(
            "INSERT OR REPLACE INTO organisations VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (s.id, import_, s.name, json.dumps(s.aliases), s.country, json.dumps(s.numbers), json.dumps(s.domains))
                for s in found
            ],
        )
        self.connection.executemany(
            "INSERT OR IGNORE INTO numbers VALUES (?, ?, ?)",
            [(kind, number, s.id) for s in found for kind, number in s.numbers if kind in SHARED_NUMBERS],
        )

    def forget_older(self, progress: Progress) -> None:
        """Forget what earlier imports of the same part of the register said and this one does not."""
        older = (
            "SELECT o.id FROM imports o JOIN imports n ON n.source = o.source AND n.part = o.part "
            "WHERE n.id = ? AND o.id <> n.id"
        )
        with self._whole() as run:
            for table in ("ties", "organisations", "sellers"):
                run(f"DELETE FROM {table} WHERE import IN ({older})", (progress.id,))  # noqa: S608
            for table in ("numbers", "other_names"):
                run(f"DELETE FROM {table} WHERE organisation NOT IN (SELECT id FROM organisations)")  # noqa: S608
            run(f"DELETE FROM imports WHERE id IN ({older})", (progress.id,))  # noqa: S608

    def bad_rows(self, progress: Progress) -> list[tuple[int, str]]:
        """Return (line, reason) of the rows that could not be read, the first `NAMED_BAD_ROWS` of them."""
        query = "SELECT line, reason FROM bad_rows WHERE import = ? ORDER BY line"
        return list(self.connection.execute(query, (progress.id,)))

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __enter__(self) -> Staging:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _organisation(row: tuple[str, ...]) -> Organisation:
    id_, name, aliases, country, numbers, domains = row
    pairs: list[list[tuple[Any, Any]]] = [[(a, b) for a, b in json.loads(text)] for text in (numbers, domains)]
    return Organisation(id_, name, tuple(json.loads(aliases)), country, tuple(pairs[0]), tuple(pairs[1]))
