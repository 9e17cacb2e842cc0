"""Files of registers as streams: lines and CSV rows with the position after each, whatever the file is packed in."""

from __future__ import annotations

import bz2
import csv
import gzip
import zipfile
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, cast

from server.errors import UsageError
from server.imports.statements import BadRow

LONGEST_LINE = 64 * 1024 * 1024  # bytes; the largest items of Wikidata have a few
LONGEST_FIELD = 1024 * 1024
PEEK = 4096


@dataclass(frozen=True, slots=True)
class Position:
    """Where reading goes on: bytes of unpacked text, and lines, before it."""

    offset: int = 0
    line: int = 0


class Packed:
    """An opened file, unpacked while it is read; `name` is the file's. Raises `UsageError` when it cannot be opened."""

    def __init__(self, path: Path) -> None:
        self._stack = ExitStack()
        self.name = path.name
        try:
            self.size = path.stat().st_size
            self._raw: IO[bytes] = self._stack.enter_context(path.open("rb"))
            self._text = self._unpacked(self._raw.read(4))
            self.start = self._text.read(PEEK)
            self._text.seek(0)
        except (OSError, EOFError, zipfile.BadZipFile) as error:
            self._stack.close()
            raise UsageError(f"{path}: {error}") from error

    def _unpacked(self, magic: bytes) -> IO[bytes]:
        self._raw.seek(0)
        if magic[:2] == b"\x1f\x8b":
            return cast(IO[bytes], self._stack.enter_context(gzip.GzipFile(fileobj=self._raw)))
        if magic[:3] == b"BZh":
            return self._stack.enter_context(bz2.BZ2File(self._raw))
        if magic == b"PK\x03\x04":
            archive = self._stack.enter_context(zipfile.ZipFile(self._raw))
            members = [info for info in archive.infolist() if not info.is_dir()]
            if len(members) != 1:
                raise OSError("the archive does not hold one single file")
            return self._stack.enter_context(archive.open(members[0]))
        return self._raw

    @property
    def share(self) -> float:
        """How much of the file has been read, 0 to 1."""
        return min(1.0, self._raw.tell() / self.size) if self.size else 1.0

    def lines(self, position: Position) -> Lines:
        """Return the lines after a position."""
        self._text.seek(position.offset)
        return Lines(self._text, position)

    def text(self) -> IO[bytes]:
        """Return its text from the start on, a byte order mark left out."""
        self._text.seek(len(BOM_UTF8) if self.start.startswith(BOM_UTF8) else 0)
        return self._text

    def __enter__(self) -> Packed:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()


class Lines:
    """Lines of text; `position` is after the last one given. Raises BadRow for a line that is no UTF-8, and goes on."""

    def __init__(self, text: IO[bytes], position: Position) -> None:
        self._text, self._offset, self._line = text, position.offset, position.line

    @property
    def position(self) -> Position:
        """Return the position after the last line given."""
        return Position(self._offset, self._line)

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        data = self.next_bytes()
        try:
            return data.decode("utf-8-sig" if self._line == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise BadRow("not UTF-8") from error

    def next_bytes(self) -> bytes:
        """Return the next line as bytes; raises StopIteration at the end."""
        data = self._text.readline(LONGEST_LINE)
        if not data:
            raise StopIteration
        self._offset += len(data)
        self._line += 1
        return data


class Table:
    """A CSV file by the names of its columns. Raises `UsageError` when it lacks one of those `needed`."""

    def __init__(self, packed: Packed, needed: tuple[str, ...]) -> None:
        csv.field_size_limit(LONGEST_FIELD)
        self._packed = packed
        lines = packed.lines(Position())
        self.header = next(csv.reader(lines), [])
        if absent := [name for name in needed if name not in self.header]:
            raise UsageError(f"the file has no column {absent[0]}")
        self._first = lines.position
        self._places = {name: place for place, name in enumerate(self.header)}

    def place(self, name: str) -> int:
        """Return the place of a column, or -1: of a row that ends with an empty field, that is empty."""
        return self._places.get(name, -1)

    def rows(self, position: Position) -> Iterator[tuple[Position, list[str] | BadRow]]:
        """Yield each row after `position`, with an empty field added, and the position after it; bad ones as such."""
        lines = self._packed.lines(max(position, self._first, key=lambda p: p.offset))
        reader = csv.reader(lines, strict=True)
        while True:
            row: list[str] | BadRow
            try:
                row = next(reader)
            except StopIteration:
                return
            except BadRow as error:
                row = error
            except csv.Error as error:
                row = BadRow(f"not CSV: {error}")
            else:
                if not row:
                    continue
                short = len(row) != len(self.header)
                row = BadRow(f"{len(row)} fields, not {len(self.header)}") if short else [*row, ""]
            yield lines.position, row
