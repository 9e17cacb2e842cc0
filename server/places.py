"""Few at once: places for requests that hold a thread of the server for long, or cost much.

Some threads must be left for who only reads, so who finds no place is told to ask again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from server.errors import MastheadError


class Busy(MastheadError):  # noqa: N818 - a state, not a fault
    """Too much waits or is being done already; `again` is in how many seconds to ask again."""

    def __init__(self, detail: str, again: int = 60) -> None:
        super().__init__(detail)
        self.again = again


class Places:
    """`count` places; who finds none within `patience` seconds is told `refusal`."""

    def __init__(self, count: int, refusal: str = "", *, patience: float = 0.0, again: int = 60) -> None:
        self.count, self._refusal, self._patience, self._again = count, refusal, patience, again
        self._free = threading.BoundedSemaphore(count)

    def take(self) -> None:
        """Take a place, to be given back; raises `Busy`."""
        if not self._free.acquire(timeout=self._patience):
            raise Busy(self._refusal, self._again)

    def give_back(self) -> None:
        """Give a place back."""
        self._free.release()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold a place for a block; raises `Busy`."""
        self.take()
        try:
            yield
        finally:
            self.give_back()
