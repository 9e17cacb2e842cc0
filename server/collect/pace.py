"""How often one server is asked: a place in its queue for each request, kept by every check of the process."""

from __future__ import annotations

import threading
import time

from detectors.model import MissingReason
from server.errors import FetchError

_PRUNE_ABOVE = 10_000


class Pace:
    """Gives each key (a host or a server) one slot every ``1 / rate`` seconds; rate None means no pacing.

    `hold` keeps a key from being asked for a while (after 429, 503 or a WHOIS quota answer); a held key is refused at
    once, because waiting for it would outlive the check.
    """

    def __init__(self, rate: float | None) -> None:
        self._gap = 1 / rate if rate else 0.0
        self._next: dict[str, float] = {}
        self._held: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, key: str, deadline: float, stop: threading.Event | None = None) -> None:
        """Sleep until it is this caller's turn.

        Raises `FetchError`: THROTTLED when the key is held, BUDGET when the turn comes after `deadline` (an instant of
        `time.monotonic`) or `stop` is set.
        """
        with self._lock:
            now = time.monotonic()
            if self._held.get(key, 0.0) > now:
                raise FetchError(MissingReason.THROTTLED, "it asked us to wait")
            turn = max(now, self._next.get(key, 0.0))
            if turn > deadline:
                raise FetchError(MissingReason.BUDGET, "its turn came after the deadline")
            if self._gap:
                self._next[key] = turn + self._gap
            if len(self._next) > _PRUNE_ABOVE:
                self._next = {name: when for name, when in self._next.items() if when > now}
        if (stop or threading.Event()).wait(turn - now) if turn > now else (stop is not None and stop.is_set()):
            raise FetchError(MissingReason.BUDGET, "cancelled")

    def hold(self, key: str, seconds: float) -> None:
        """Refuse `key` for the next `seconds`."""
        with self._lock:
            now = time.monotonic()
            self._held = {name: until for name, until in self._held.items() if until > now}
            self._held[key] = now + seconds
