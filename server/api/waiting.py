"""What holds a thread of the server for long: waiting for a verdict, and following events. Few may at once."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from flask import Response

from server.api.schemas import told
from server.places import Busy, Places

HOLDERS = 24  # of the threads that `masthead serve` has; the others are left for who only reads
SECONDS = 180.0  # then a stream ends, and who still cares connects again
SILENCE = 10.0  # seconds after which a stream says that it lives, which also shows whether anybody listens
Event = tuple[str, object]
EVENTS = told("Events until the end", "text/event-stream", {"type": "string"})
FULL = told("Too many follow")
places = Places(HOLDERS, "too many follow already; ask for the state instead", again=5)


def waited(wait: Callable[[], object]) -> bool:
    """Wait if there is a place to wait in; return whether there was."""
    with suppress(Busy), places.taken():
        wait()
        return True
    return False


def followed(events: Iterator[Event | None]) -> Response:
    """Return the answer that streams events, as (name, data); None is one look at which nothing had happened.

    Raises `Busy`.
    """
    places.take()
    response = Response(_written(events), content_type="text/event-stream; charset=utf-8")
    response.headers.update({"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
    response.call_on_close(places.give_back)
    return response


def _written(events: Iterator[Event | None]) -> Iterator[bytes]:
    began = said = time.monotonic()
    for event in events:
        now = time.monotonic()
        if event is not None:
            yield f"event: {event[0]}\ndata: {json.dumps(event[1])}\n\n".encode()
            said = now
        elif now - said >= SILENCE:
            yield b":\n\n"  # a comment
            said = now
        if now - began >= SECONDS:
            return
