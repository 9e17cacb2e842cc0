"""Ctrl-C in commands that work for long: what is at hand is finished, and how to go on is said."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

INTERRUPTED = 130


@contextmanager
def stopping(stop_work: Callable[[], None], what: str) -> Iterator[None]:
    """Let Ctrl-C and a terminate signal end the work after `what` is at hand; a second one ends it at once."""

    def stop(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, before[number])
        print(f"\nmasthead: stopping after the {what} at hand …", file=sys.stderr)
        stop_work()

    before: dict[int, Any] = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
