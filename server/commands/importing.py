"""``masthead knowledge import SOURCE FILE...``."""

from __future__ import annotations

import json
import sqlite3
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import msgspec

from detectors.knowledge.table import Header
from server.errors import StoreError
from server.imports.compiling import compile_imports
from server.imports.importing import import_file
from server.imports.staging import Progress, Staging
from server.report.safe import printable
from server.settings import Settings, knowledge_folder

SHOWN_BAD_ROWS = 20
Told = Callable[[str, float], None]


def run_import(args: Namespace, settings: Settings) -> int:
    """Import files of one register and compile the registers: 1 when a row could not be read; names such rows."""
    folder = settings.knowledge or knowledge_folder()
    try:
        with Staging(folder) as staging, progress_bar(sys.stderr) as told:
            done = [(file, _imported(args, Path(file), staging, told)) for file in args.files]
            bad = [(file, staging.bad_rows(progress)) for file, progress in done]
            header = compile_imports(
                args.source, folder, staging, lambda at, of: told("compiling", at / of if of else 1.0)
            )
    except sqlite3.Error as error:
        raise StoreError(f"{folder}: {error}") from error
    if args.json:
        print(json.dumps(_as_json(done, bad, header), indent=2))
    else:
        _print(done, bad, header, folder)
    return int(any(progress.bad for _, progress in done))


def _imported(args: Namespace, file: Path, staging: Staging, told: Told) -> Progress:
    def hears(progress: Progress, share: float) -> None:
        told(f"{file.name}: {progress.rows} rows, {progress.bad} bad", share)

    progress = import_file(args.source, file, staging, hears, again=args.again, only_resume=args.resume)
    if args.replace:
        staging.forget_older(progress)
    return progress


def _as_json(
    done: list[tuple[str, Progress]], bad: list[tuple[str, list[tuple[int, str]]]], header: Header
) -> dict[str, object]:
    files = [
        {
            "file": file,
            "rows": progress.rows,
            "left_out": dict(progress.left_out),
            "bad": progress.bad,
            "bad_rows": [{"line": line, "reason": reason} for line, reason in named],
        }
        for (file, progress), (_, named) in zip(done, bad, strict=True)
    ]
    return {"files": files, "registers": msgspec.to_builtins(header)}


def _print(
    done: list[tuple[str, Progress]], bad: list[tuple[str, list[tuple[int, str]]]], header: Header, folder: Path
) -> None:
    for file, named in bad:
        for line, reason in named[:SHOWN_BAD_ROWS]:
            print(printable(f"{file}: line {line}: {reason}"), file=sys.stderr)
        if len(named) > SHOWN_BAD_ROWS:
            print(printable(f"{file}: and more; --json names the first {len(named)}"), file=sys.stderr)
    for file, progress in done:
        out = ", ".join(f"{count} {reason}" for reason, count in progress.left_out.most_common())
        print(printable(f"{file}: {progress.rows} rows, {progress.bad} bad; left out: {out or 'none'}"))
    print(printable(f"{folder}: {header.records} organisations, {header.keys} keys, version {header.version}"))


@contextmanager
def progress_bar(stream: TextIO) -> Iterator[Told]:
    """Yield what to call with words and a share of 0 to 1; it shows nothing when `stream` is no terminal."""
    if not stream.isatty():
        yield lambda words, share: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for terminals
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[words]}"),
    )
    with Progress(*columns, console=Console(file=stream, highlight=False)) as bar:
        task = bar.add_task("", total=1.0, words="")
        yield lambda words, share: bar.update(task, completed=share, words=printable(words))
