"""Progress on a terminal: while the sources of one check are read, and while an audit runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from detectors.domain import host_of
from detectors.model import Missing, Read
from server.audit import OnUnit
from server.check import Progress
from server.report.safe import printable
from server.store import Audit, Rejudging, Rejudgings
from server.store.audits import Audits

DRAW_SECONDS = 0.5


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


@contextmanager
def auditing(audits: Audits, audit: Audit, stream: TextIO) -> Iterator[OnUnit | None]:
    """Yield what to call for each unit of an audit; nothing at all when `stream` is no terminal.

    One bar a phase, with lines a second, the time left and, while judging, the lines of each level.
    """
    if not stream.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only for terminals
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description:8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[levels]}"),
    )
    with Progress(*columns, console=Console(file=stream, highlight=False)) as bars:
        show = _Bars(audits, audit, bars)
        show.refresh()
        yield lambda _phase, _domain: show.soon()
        show.refresh()


@contextmanager
def rejudging(runs: Rejudgings, run: Rejudging, stream: TextIO) -> Iterator[Callable[[], None] | None]:
    """Yield what to call for each chunk of captures judged again; nothing at all when `stream` is no terminal."""
    if not stream.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only for terminals
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(*Progress.get_default_columns(), console=Console(file=stream, highlight=False)) as bars:
        task = bars.add_task("judging")

        def refresh() -> None:
            found = runs.progress(run.id)
            bars.update(task, completed=found.done, total=found.chunks)

        refresh()
        yield refresh
        refresh()


class _Bars:
    """The two bars of an audit, drawn from the store's counts twice a second at most."""

    def __init__(self, audits: Audits, audit: Audit, bars: Any) -> None:
        self._audits, self._audit, self._bars = audits, audit, bars
        self._tasks = {name: bars.add_task(name, total=None, rate="", levels="") for name in ("reading", "judging")}
        self._drawn = 0.0

    def soon(self) -> None:
        """Draw again, unless that was done a moment ago."""
        if time.monotonic() - self._drawn >= DRAW_SECONDS:
            self.refresh()

    def refresh(self) -> None:
        """Draw the bars as the store counts now."""
        self._drawn = time.monotonic()
        counts = self._audits.counts(self._audit.id)
        judged, failed = counts.states.get("judged", 0), counts.states.get("failed", 0)
        done = {"reading": judged + failed + counts.states.get("collected", 0), "judging": judged + failed}
        levels = "  ".join(f"{level} {count}" for level, count in sorted(counts.levels.items()))
        for name, task in self._tasks.items():
            speed = self._bars.tasks[task].speed
            rate = f"{speed:.1f}/s" if speed else ""
            said = levels if name == "judging" else ""
            self._bars.update(task, total=counts.total, completed=done[name], rate=rate, levels=said)
