"""Lists of addresses to audit: plain lines, CSV with a url column, JSON lines. Nothing that was given is lost."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Literal

from server.errors import UsageError

Format = Literal["txt", "csv", "jsonl"]
SUFFIXES: Mapping[str, Format] = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".txt": "txt"}
MEDIA_TYPES: Mapping[str, Format] = {
    "text/plain": "txt",
    "text/csv": "csv",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
}
URL_COLUMN = "url"
_MAX_TEXT = 4096  # characters of a line's address that are kept; a longer one is no address


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: its number from 1, the address as given, the other columns; or why it cannot be read."""

    line: int
    text: str
    columns: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""


def format_of(name: str, start: str = "") -> Format:
    """Return the format that a file's name tells, else the one that its first line looks like."""
    known = SUFFIXES.get(PurePath(name).suffix.lower())
    if known is not None:
        return known
    first = next((line.strip() for line in start.splitlines() if line.strip()), "")
    if first.startswith("{"):
        return "jsonl"
    names = [cell.strip().strip('"').lower() for cell in first.replace(";", ",").replace("\t", ",").split(",")]
    return "csv" if URL_COLUMN in names else "txt"


def read_rows(data: bytes, form: Format) -> Iterator[Row]:
    """Yield the rows of a list (UTF-8; other bytes become U+FFFD, so that their line is reported, not the file).

    Blank lines are no rows. Raises `UsageError` when a CSV has no column called url.
    """
    text = data.decode("utf-8-sig", "replace")
    if form == "csv":
        yield from _csv(text)
    elif form == "jsonl":
        yield from _jsonl(_lines(text))
    else:
        yield from (_plain(number, line) for number, line in _lines(text))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    # not splitlines: a form feed or U+2028 inside a line must not move the numbers of the lines after it
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if line.strip():
            yield number, line.strip()


def _plain(number: int, text: str, columns: Mapping[str, Any] | None = None) -> Row:
    text = text.strip().replace("\0", "\ufffd").encode("utf-8", "replace").decode()  # what any store can keep
    if len(text) > _MAX_TEXT:
        return Row(number, text[:_MAX_TEXT], columns or {}, "the line is too long for an address")
    return Row(number, text, columns or {})


def _jsonl(lines: Iterable[tuple[int, str]]) -> Iterator[Row]:
    for number, line in lines:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            yield Row(number, line[:_MAX_TEXT], {}, "the line is not JSON")
            continue
        if isinstance(found, str):
            yield _plain(number, found)
        elif isinstance(found, dict) and isinstance(found.get(URL_COLUMN), str):
            yield _plain(number, found.pop(URL_COLUMN), found)
        else:
            yield Row(number, "", found if isinstance(found, dict) else {}, 'the line has no "url"')


def _csv(text: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), _dialect(text))
    header: list[str] | None = None
    place = 0
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield Row(number, "", {}, f"the line is not CSV: {error}")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header, place = _header(cells)
            continue
        yield _from_cells(number, cells, header, place)
    if header is None:
        raise UsageError("the list is empty: its first line must name the columns, one of them url")


def _dialect(text: str) -> type[csv.Dialect]:
    """Return the dialect of the header line: commas, semicolons (as French spreadsheets write) or tabs."""

    class Found(csv.excel):
        delimiter = max(",;\t", key=text.partition("\n")[0].count)

    return Found


def _header(cells: list[str]) -> tuple[list[str], int]:
    names = [cell.strip() for cell in cells]
    places = [place for place, name in enumerate(names) if name.lower() == URL_COLUMN]
    if len(places) != 1:
        raise UsageError(f"the list's first line must name exactly one column url; it names: {', '.join(names)[:200]}")
    return names, places[0]


def _from_cells(number: int, cells: list[str], header: list[str], place: int) -> Row:
    named = {
        name or f"column {at + 1}": cell
        for at, (name, cell) in enumerate(zip(header, cells, strict=False))
        if at != place
    }
    named |= {f"column {at + 1}": cells[at] for at in range(len(header), len(cells))}
    if place >= len(cells):
        return Row(number, "", named, "the line has no url")
    return _plain(number, cells[place], named)
