"""The sides of a comparison: texts given as such, files, folders of posts, and addresses read by the guarded client."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from server.errors import UsageError

_LONGEST_NAME = 4096  # characters; a longer argument is a text


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
    with Children(settings.knowledge, workers=1) as children:
        collector = Collector(settings, children.parse_registration)
        return read_posts(url, settings, children, collector.begin, settings.check_deadline)


def cohort(path: Path) -> list[list[str]]:
    """Return the other hands: a folder has one file or folder for each, a .jsonl file one line or author for each."""
    if path.is_dir():
        found = [side(str(entry)) for entry in sorted(path.iterdir()) if not entry.name.startswith(".")]
    else:
        hands: dict[str, list[str]] = {}
        for number, row in rows(path):
            hand = str(row.get("author", number))
            hands.setdefault(hand, []).extend(texts(row.get("text", row.get("texts")), f"{path}, line {number}"))
        found = list(hands.values())
    if not found:
        raise UsageError(f"{path}: there is no text of other hands in it")
    return found


def _folder(path: Path) -> list[str]:
    return [read(file) for file in sorted(path.iterdir()) if file.is_file() and not file.name.startswith(".")]


def rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a .jsonl file with the number of their line; raises `UsageError` with it."""
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
    """Return the posts of a file: the texts of a .jsonl file, else its whole text."""
    if path.suffix != ".jsonl":
        return [read(path)]
    return [
        text
        for number, row in rows(path)
        for text in texts(row.get("text", row.get("texts")), f"{path}, line {number}")
    ]
