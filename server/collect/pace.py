"""How often one server is asked: a place in its queue for each request, kept by every check of the process."""

from __future__ import annotations

import threading
import time
from typing import Protocol

from detectors.model import MissingReason
from server.errors import FetchError

_PRUNE_ABOVE = 10_000


class Turns(Protocol):
    """Where the queues are kept: in this process (`OwnTurns`) or for a cluster (`server.store.turns.Turns`)."""

    def take(self, key: str, gap: float, latest: float) -> float | None:
        """Take the next turn; return the seconds until it, None when it comes after `latest` or `key` is held."""
        ...

    def is_held(self, key: str) -> bool:
        """Tell whether `key` is refused."""
        ...

    def hold(self, key: str, seconds: float) -> None:
        """Refuse `key` for so many seconds."""
        ...


class OwnTurns:
    """The queues of one process."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}
        self._held: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, key: str, gap: float, latest: float) -> float | None:
        """Take the next turn, `gap` seconds after the one before; None when it comes too late or `key` is held."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(key, 0.0))
            if turn > now + latest or self._held.get(key, 0.0) > now:
                return None
            if gap:
                self._next[key] = turn + gap
            if len(self._next) > _PRUNE_ABOVE:
                self._next = {name: when for name, when in self._next.items() if when > now}
            return turn - now

    def is_held(self, key: str) -> bool:
        """Tell whether `key` is refused."""
        with self._lock:
            return self._held.get(key, 0.0) > time.monotonic()

    def hold(self, key: str, seconds: float) -> None:
        """Refuse `key` for so many seconds."""
        with self._lock:
            now = time.monotonic()
            self._held = {name: until for name, until in self._held.items() if until > now}
            self._held[key] = now + seconds


class Pace:
    """Gives each key (a host or a server) one slot every ``1 / rate`` seconds; rate None means no pacing.

    `hold` keeps a key from being asked for a while (after 429, 503 or a WHOIS quota answer); a held key is refused at
    once, because waiting for it would outlive the check.
    """

    def __init__(self, rate: float | None, turns: Turns | None = None) -> None:
        self._gap = 1 / rate if rate else 0.0
        self._turns = turns or OwnTurns()

    def wait(self, key: str, deadline: float, stop: threading.Event | None = None) -> None:
        """Sleep until it is this caller's turn.

        Raises `FetchError`: THROTTLED when the key is held, BUDGET when the turn comes after `deadline` (an instant of
        `time.monotonic`) or `stop` is set.
        """
        seconds = self._turns.take(key, self._gap, deadline - time.monotonic())
        if seconds is None:
            if self._turns.is_held(key):
                raise FetchError(MissingReason.THROTTLED, "it asked us to wait")
            raise FetchError(MissingReason.BUDGET, "its turn came after the deadline")
        if (stop or threading.Event()).wait(seconds) if seconds > 0 else (stop is not None and stop.is_set()):
            raise FetchError(MissingReason.BUDGET, "cancelled")

    def hold(self, key: str, seconds: float) -> None:
        """Refuse `key` for the next `seconds`."""
        self._turns.hold(key, seconds)
