"""The sides of a comparison: texts given as such, files, folders of posts, and addresses read by the guarded client."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from server.errors import UsageError

_LONGEST_NAME = 4096  # characters; a longer argument is a text
_TABLES = (".jsonl", ".csv")


def side(given: str) -> list[str]:
    """Return the posts of a side: those of an address, a file or a folder, else the argument itself.

    Raises `UsageError` for what cannot be read, `CannotTry` for an address that may not or cannot be read.
    """
    if given.startswith(("http://", "https://")):
        return _read_posts(given)
    path = Path(given)
    try:
        is_folder, is_file = (path.is_dir(), path.is_file()) if len(given) < _LONGEST_NAME else (False, False)
    except (OSError, ValueError):
        is_folder = is_file = False
    if is_folder or is_file:
        found = _folder(path) if is_folder else _posts(path)
        if not any(text.strip() for text in found):
            raise UsageError(f"{given}: there is no text in it")
        return found
    if " " not in given.strip():
        raise UsageError(f"{given}: no such file, and one word is no text")
    return [given]


def _read_posts(url: str) -> list[str]:
    from server.children import Children  # noqa: PLC0415 - what is given as text needs no network
    from server.collect import Collector  # noqa: PLC0415
    from server.posts import read_posts  # noqa: PLC0415
    from server.settings import Settings  # noqa: PLC0415

    settings = Settings.load()
    with Children.by(settings) as children:
        collector = Collector(settings, children.parse_registration)
        return read_posts(url, settings, children, collector.begin, settings.check_deadline)


def cohort(path: Path) -> list[list[str]]:
    """Return the other hands, each with its texts; raises `UsageError`.

    A folder has a file or a folder for each hand. The lines of a .jsonl and the rows of a .csv file tell their hand by
    `author`, or by `site`, or by the host of `url`; where they tell none, each is a hand, or in a folder each file.
    """
    if path.is_dir():
        found = [hand for entry in sorted(path.iterdir()) if not _hidden(entry) for hand in _entry(entry)]
    else:
        found = _told_apart(path, alone=False) if path.suffix in _TABLES else [side(str(path))]
    if not found:
        raise UsageError(f"{path}: there is no text of other hands in it")
    return found


def _entry(entry: Path) -> list[list[str]]:
    """Return the hands of an entry of a folder: one, but for a file whose rows tell several."""
    return _told_apart(entry, alone=True) if entry.is_file() and entry.suffix in _TABLES else [side(str(entry))]


def _told_apart(path: Path, *, alone: bool) -> list[list[str]]:
    """Return the texts of a file by hand; rows that tell none are together when the file stands `alone` for a hand."""
    hands: dict[str, list[str]] = {}
    for number, row in rows(path):
        host = urlsplit(row["url"]).hostname if isinstance(row.get("url"), str) else None
        hand = next((f"{value}" for value in (row.get("author"), row.get("site"), host) if value), None)
        own = hands.setdefault(hand or ("" if alone else f"\0{number}"), [])
        own.extend(texts(row.get("text", row.get("texts")), f"{path}, line {number}"))
    return [found for found in hands.values() if any(text.strip() for text in found)]


def _hidden(entry: Path) -> bool:
    return entry.name.startswith(".")


def _folder(path: Path) -> list[str]:
    return [text for file in sorted(path.iterdir()) if file.is_file() and not _hidden(file) for text in _posts(file)]


def rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a .jsonl file, or the rows of a .csv one, with the number of their line.

    Raises `UsageError` with that number.
    """
    if path.suffix == ".csv":
        table = csv.DictReader(StringIO(read(path), newline=""))
        yield from ((table.line_num, dict(row)) for row in table)
        return
    for number, line in enumerate(read(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path}, line {number}: an object of JSON is needed ({error})") from error
        if not isinstance(row, dict):
            raise UsageError(f"{path}, line {number}: an object is needed")
        yield number, row


def texts(value: object, where: str) -> list[str]:
    """Return a text or a list of texts as a list; raises `UsageError` that says `where` for anything else."""
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise UsageError(f"{where}: a text, or a list of texts, is needed")
    return found


def read(path: Path) -> str:
    """Return the text of a file; raises `UsageError`."""
    try:
        found = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    if "\0" in found:
        raise UsageError(f"{path}: it is no text file")
    return found


def _posts(path: Path) -> list[str]:
    """Return the posts of a file: the texts of a .jsonl or .csv file, else its whole text."""
    if path.suffix not in _TABLES:
        return [read(path)]
    return [
        text
        for number, row in rows(path)
        for text in texts(row.get("text", row.get("texts")), f"{path}, line {number}")
    ]
