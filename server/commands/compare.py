"""``masthead compare A B`` and ``masthead compare --pairs FILE.jsonl``.

A side is an address, a file, a folder of text files (one a post) or the text itself.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from detectors.style import compare
from detectors.style.in_full import compare_in_full
from server.commands.sides import cohort, rows, side, texts
from server.errors import UsageError
from server.report.hands import report


def run(args: Namespace) -> int:
    """Compare two sides, or every pair of a file; raises `UsageError` or `CannotTry` for what cannot be read."""
    others = cohort(Path(args.cohort)) if args.cohort else None
    if args.pairs:
        if args.a or args.b:
            raise UsageError("give either two sides or --pairs FILE")
        return _pairs(Path(args.pairs), args.lang, others)
    if not args.a or not args.b:
        raise UsageError("two sides are needed: masthead compare A B, or --pairs FILE")
    a, b = side(args.a), side(args.b)
    if args.json:
        print(json.dumps(asdict(compare(a, b, args.lang, others)), indent=2))
    else:
        print(report(compare_in_full(a, b, args.lang, others)))
    return 0


def _pairs(path: Path, lang: str | None, others: Sequence[Sequence[str]] | None) -> int:
    """Print one line of JSON for every pair of the file."""
    pairs = list(rows(path))
    with _counting(len(pairs), sys.stderr) as count:
        for place, (number, row) in enumerate(pairs, 1):
            a, b = (texts(row.get(name), f'{path}, line {number}, "{name}"') for name in ("a", "b"))
            result = compare(a, b, row.get("lang") or lang, others)
            answer = {"id": row.get("id", place), "same_author": result.same_author, "score": result.score}
            print(json.dumps(answer | {"reason": result.reason}), flush=True)
            count()
    return 0


@contextmanager
def _counting(total: int, stream: TextIO) -> Iterator[Callable[[], None]]:
    """Yield what to call after each pair; it moves a bar when `stream` is a terminal."""
    if not stream.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for terminals
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(file=stream)) as progress:
        task = progress.add_task("comparing", total=total)
        yield lambda: progress.advance(task)
