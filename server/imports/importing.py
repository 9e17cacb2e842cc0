"""Import one file: read its rows from where an earlier attempt ended, stage them, and say what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from server.clock import now
from server.errors import UsageError
from server.imports import gleif, related_sets, sellers, sirene, wikidata_query
from server.imports.files import Packed, Position
from server.imports.staging import Progress, Staging
from server.imports.statements import BadRow, LeftOut, Statement

BATCH = 10_000  # rows of one commit: what a kill can cost
Told = Callable[[Progress, float], None]


class Reader(Protocol):
    """Reads one kind of file: rows with the position after each, and what a row says."""

    part: str

    def rows(self, position: Position) -> Iterator[tuple[Position, Any]]: ...  # noqa: D102

    def statements(self, row: Any) -> Iterator[Statement]: ...  # noqa: D102


READERS: Mapping[str, Callable[[Packed], Any]] = {
    "wikidata": wikidata_query.reader,
    "gleif": gleif.reader,
    "sirene": sirene.reader,
    "rws": related_sets.reader,
    "sellers": sellers.reader,
}


def import_file(
    source: str,
    path: Path,
    staging: Staging,
    told: Told = lambda progress, share: None,
    *,
    again: bool = False,
    only_resume: bool = False,
) -> Progress:
    """Stage a file and return what came of it; `told` hears how far it is, with the share of the file read (0 to 1).

    An import that was interrupted goes on after its last commit; one that was finished is not done again, unless
    `again`. Raises `UsageError` for a file that cannot be opened or is of another kind, and with `only_resume` for one
    that was never begun.
    """
    with Packed(path) as packed:
        reader: Reader = READERS[source](packed)
        identity = _identity(f"{source} {reader.part}", path, packed)
        progress = staging.begin(source, reader.part, path.name, identity, now()[:10])
        if only_resume and not (progress.rows or progress.done):
            raise UsageError(f"{path}: there is nothing to go on with")
        if again:
            progress = staging.restart(progress)
        if not progress.done:
            _stage(reader, packed, staging, progress, told)
    return progress


def _stage(reader: Reader, packed: Packed, staging: Staging, progress: Progress, told: Told) -> None:
    batch: list[Statement] = []
    bad: list[tuple[int, str]] = []
    for position, row in reader.rows(progress.position):
        progress.position, progress.rows = position, progress.rows + 1
        try:
            if isinstance(row, BadRow):
                raise row
            batch.extend(reader.statements(row))
        except BadRow as error:
            progress.bad += 1
            bad.append((position.line, str(error)))
        except LeftOut as reason:
            progress.left_out[str(reason)] += 1
        if progress.rows % BATCH == 0:
            staging.write(progress, batch, bad)
            batch, bad = [], []
            told(progress, packed.share)
    progress.done = True
    staging.write(progress, batch, bad)
    told(progress, 1.0)


def _identity(kind: str, path: Path, packed: Packed) -> str:
    """Return what tells this file from every other, its name aside: its kind, size, time and beginning."""
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise UsageError(f"{path}: {error}") from error
    return f"{kind} {packed.size} {changed} {sha256(packed.start).hexdigest()}"
