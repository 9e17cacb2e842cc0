"""Asking a public service over HTTP: in its turn, and not again for a while once it asked us to wait."""

from __future__ import annotations

import threading
import time

from detectors.model import MissingReason
from server.collect.http import FETCH_SECONDS, Answer, HttpClient, Spent
from server.collect.pace import Pace
from server.collect.target import Target, read_target
from server.errors import FetchError

HOLD = 60.0  # seconds that a service is left alone after 429 or 503, or after it kept us waiting in vain
_BUSY = frozenset({429, 503})
_REFUSED = frozenset({401, 403, 451})


class Asker:
    """Asks services (RDAP, archives, logs), all checks of the process in one queue a host."""

    def __init__(self, client: HttpClient, pace: Pace, stop: threading.Event) -> None:
        self._client = client
        self._pace = pace
        self._stop = stop

    def ask(
        self,
        url: str,
        *,
        limit: int,
        deadline: float,
        accept: str = "*/*",
        trusted: bool = False,
        seconds: float = FETCH_SECONDS,
        spent: Spent | None = None,
    ) -> bytes:
        """Return the body of a successful answer.

        `seconds` bounds the time on the network, and `spent` is told how much it was. `trusted` URLs (named in a
        setting) escape the address rule. Raises `FetchError`: NOT_FOUND for 404, THROTTLED,
        REFUSED, HTTP_ERROR, EMPTY, or as fetching does.
        """

        def admit(hop: Target) -> None:
            self._pace.wait(hop.host, deadline, self._stop)

        try:
            answer = self._client.get(
                url,
                limit=limit,
                deadline=deadline,
                accept=accept,
                trusted=trusted,
                admit=admit,
                seconds=seconds,
                spent=spent,
            )
        except FetchError as error:
            if error.reason is MissingReason.TIMEOUT and not error.redirected and time.monotonic() < deadline:
                self._pace.hold(read_target(url).host, HOLD)
            raise
        return self._body(answer)

    def _body(self, answer: Answer) -> bytes:
        if answer.status in _BUSY:
            self._pace.hold(read_target(answer.url).host, HOLD)
            raise FetchError(MissingReason.THROTTLED)
        if answer.status == 404:
            raise FetchError(MissingReason.NOT_FOUND)
        if answer.status in _REFUSED:
            raise FetchError(MissingReason.REFUSED, str(answer.status))
        if not 200 <= answer.status < 300:
            raise FetchError(MissingReason.HTTP_ERROR, str(answer.status))
        if not answer.body.strip():
            raise FetchError(MissingReason.EMPTY)
        return answer.body
