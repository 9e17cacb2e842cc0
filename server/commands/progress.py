"""Progress on a terminal while sources are read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from detectors.domain import host_of
from detectors.model import Missing, Read
from server.check import Progress
from server.report.safe import printable


@contextmanager
def reading(stream: TextIO) -> Iterator[Progress | None]:
    """Yield what to call for each read; nothing at all when `stream` is no terminal."""
    if not stream.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only for terminals
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=stream, highlight=False)
    with console.status("reading …") as status:
        count = 0

        def on_read(read: Read) -> None:
            nonlocal count
            count += 1
            mark = "–" if isinstance(read.value, Missing) else "✓"
            name = host_of(read.want.key) or read.want.key
            status.update(Text(f"{count} sources  {mark} {read.want.source} {printable(name)}"))

        yield on_read
