"""``masthead compare A B`` and ``masthead compare --pairs FILE.jsonl``.

A side is a file, a folder of text files (one a post) or the text itself. Web addresses are not read here: `check` and
`audit` read sites, and save what they read.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from detectors.style import Comparison, compare
from server.errors import UsageError
from server.report.safe import printable

_LONGEST_NAME = 4096  # characters; a longer argument is a text


def run(args: Namespace) -> int:
    """Compare two sides, or every pair of a file; raises `UsageError` for what cannot be read."""
    cohort = _cohort(Path(args.cohort)) if args.cohort else None
    if args.pairs:
        if args.a or args.b:
            raise UsageError("give either two sides or --pairs FILE")
        return _pairs(Path(args.pairs), args.lang, cohort)
    if not args.a or not args.b:
        raise UsageError("two sides are needed: masthead compare A B, or --pairs FILE")
    result = compare(_side(args.a), _side(args.b), args.lang, cohort)
    print(json.dumps(asdict(result), indent=2) if args.json else _in_words(result))
    return 0


def _side(given: str) -> list[str]:
    """Return the posts of a side: those of a file or folder, else the argument itself."""
    if given.startswith(("http://", "https://")):
        raise UsageError("compare reads files and texts, not addresses; save the posts to files first")
    path = Path(given)
    try:
        is_folder, is_file = (path.is_dir(), path.is_file()) if len(given) < _LONGEST_NAME else (False, False)
    except (OSError, ValueError):
        is_folder = is_file = False
    if is_folder:
        return [_read(file) for file in sorted(path.iterdir()) if file.is_file() and not file.name.startswith(".")]
    if is_file:
        return _posts(path)
    if " " not in given.strip():
        raise UsageError(f"{given}: no such file, and one word is no text")
    return [given]


def _posts(path: Path) -> list[str]:
    """Return the posts of a file: the texts of a .jsonl file, else its whole text."""
    if path.suffix != ".jsonl":
        return [_read(path)]
    return [text for row in _rows(path) for text in _texts(row.get("text", row.get("texts")), path)]


def _cohort(path: Path) -> list[list[str]]:
    """Return the other hands: a folder has one file or folder for each, a .jsonl file one line for each."""
    if path.is_dir():
        return [_side(str(entry)) for entry in sorted(path.iterdir()) if not entry.name.startswith(".")]
    hands: dict[str, list[str]] = {}
    for number, row in enumerate(_rows(path)):
        hand = str(row.get("author", number))
        hands.setdefault(hand, []).extend(_texts(row.get("text", row.get("texts")), path))
    return list(hands.values())


def _pairs(path: Path, lang: str | None, cohort: list[list[str]] | None) -> int:
    """Print one line of JSON for every pair of the file."""
    rows = list(_rows(path))
    with _counting(len(rows), sys.stderr) as count:
        for number, row in enumerate(rows, 1):
            a, b = (_texts(row.get(side), path) for side in ("a", "b"))
            result = compare(a, b, row.get("lang") or lang, cohort)
            answer = {"id": row.get("id", number), "same_author": result.same_author, "score": result.score}
            print(json.dumps(answer | {"reason": result.reason}), flush=True)
            count()
    return 0


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_read(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path}, line {number}: {error}") from error
        if not isinstance(row, dict):
            raise UsageError(f"{path}, line {number}: an object is needed")
        yield row


def _texts(value: object, path: Path) -> list[str]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise UsageError(f"{path}: a text, or a list of texts, is needed on every line")
    return texts


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error


@contextmanager
def _counting(total: int, stream: TextIO) -> Iterator[Any]:
    """Yield what to call after each pair; it moves a bar when `stream` is a terminal."""
    if not stream.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for terminals
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(file=stream)) as progress:
        task = progress.add_task("comparing", total=total)
        yield lambda: progress.advance(task)


def _in_words(result: Comparison) -> str:
    """Return the report for people: what may be said, on how much text, and how often that is wrong."""
    lines = [_finding(result)]
    lines += [f"Side {name}: {words} words in {posts} posts" for name, words, posts in _sides(result)]
    lines.append(f"Cohort: {result.cohort} samples of other hands" if result.cohort else "Cohort: none")
    if result.error_rate is not None:
        lines.append(
            f"Measured: {result.error_rate:.0%} of such answers were wrong, on texts of {result.bucket} words a side "
            f"and more, with {result.strangers} pairs of two hands."
        )
    lines.append(f"Score for ranking: {result.score:.3f}")
    lines.append("A style is a lead, never proof: editors, translation and language models imitate or hide a hand.")
    return "\n".join(map(printable, lines))


def _sides(result: Comparison) -> list[tuple[str, int, int]]:
    return list(zip("AB", result.words, result.posts, strict=True))


def _finding(result: Comparison) -> str:
    if result.same_author is None:
        return f"No answer. {result.reason}"
    if result.same_author > 0.5:
        weak = ". A " + result.reason if result.reason.startswith("weak") else ""
        return f"Consistent with one hand: probability {result.same_author:.2f}{weak}"
    return f"Not alike: probability of one hand {result.same_author:.2f}; this clears nobody."
