"""What `Asker` makes of an answer; the asking itself is tested over real sockets (tests/functional)."""

from __future__ import annotations

import threading
import time

import pytest

from detectors.model import MissingReason
from server.collect.asking import Asker
from server.collect.dial import Dialer
from server.collect.http import Answer, HttpClient
from server.collect.pace import Pace
from server.collect.resolver import Resolver
from server.errors import FetchError
from server.settings import Settings

SETTINGS = Settings()
URL = "https://service.example/a"


def asker(pace: Pace) -> Asker:
    return Asker(HttpClient(SETTINGS, Dialer(Resolver(SETTINGS), ())), pace, threading.Event())


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (404, b"no", MissingReason.NOT_FOUND),
        (429, b"", MissingReason.THROTTLED),
        (503, b"", MissingReason.THROTTLED),
        (403, b"no", MissingReason.REFUSED),
        (500, b"oh", MissingReason.HTTP_ERROR),
        (200, b" \n", MissingReason.EMPTY),
    ],
)
def test_an_answer_that_is_none(status: int, body: bytes, reason: MissingReason) -> None:
    with pytest.raises(FetchError) as error:
        asker(Pace(None))._body(Answer(URL, status, {}, body))
    assert error.value.reason is reason


def test_a_service_that_asked_us_to_wait_is_held() -> None:
    pace = Pace(None)
    with pytest.raises(FetchError):
        asker(pace)._body(Answer(URL, 429, {}, b""))
    with pytest.raises(FetchError) as error:
        pace.wait("service.example", time.monotonic() + 1)
    assert error.value.reason is MissingReason.THROTTLED


def test_a_body_is_handed_on() -> None:
    assert asker(Pace(None))._body(Answer(URL, 200, {}, b"{}")) == b"{}"
