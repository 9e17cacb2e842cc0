"""Rate limits that hold for all processes and machines together: flask-limiter's counters, kept in the store."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from functools import cached_property
from hashlib import sha256

from limits.storage import Storage
from sqlalchemy.exc import SQLAlchemyError

from server.store.rates import Rates

SCHEME = "masthead"


class StoreCounters(Storage):
    """Counters of fixed windows. `opened` returns the store's rates, and a secret that keeps addresses out of them."""

    STORAGE_SCHEME = (SCHEME,)  # type: ignore[assignment]  # only looked through

    def __init__(
        self, uri: str | None = None, *, opened: Callable[[], tuple[Rates, bytes]], wrap_exceptions: bool = False
    ) -> None:
        super().__init__(uri, wrap_exceptions)
        self._open = opened

    @cached_property
    def _opened(self) -> tuple[Rates, bytes]:
        """Open at the first request: the application is also made where there is no store, to be described."""
        return self._open()

    @property
    def _rates(self) -> Rates:
        return self._opened[0]

    @property
    def base_exceptions(self) -> type[Exception]:
        """What a store that does not answer raises."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count, in a window of `expiry` seconds; return how much it is now."""
        return self._rates.count(self._hidden(key), expiry, amount)

    def get(self, key: str) -> int:
        """Return how much was counted in the present window."""
        return self._rates.read(self._hidden(key))[0]

    def get_expiry(self, key: str) -> float:
        """Return when the present window is over, in seconds since the epoch by this machine's clock."""
        return time.time() + self._rates.read(self._hidden(key))[1]

    def check(self) -> bool:
        """Tell whether the store answers."""
        self._rates.read("")
        return True

    def reset(self) -> int | None:
        """Counters end with their windows; there is nothing to reset."""
        return None

    def clear(self, key: str) -> None:
        """Counters end with their windows; there is nothing to clear."""

    def _hidden(self, key: str) -> str:
        return hmac.new(self._opened[1], key.encode(), sha256).hexdigest()
