from __future__ import annotations

import threading
import time

import pytest

from detectors.model import MissingReason
from server.collect.pace import Pace
from server.errors import FetchError


def soon(seconds: float = 30) -> float:
    return time.monotonic() + seconds


def test_one_key_waits_while_another_passes() -> None:
    pace = Pace(4)
    order: list[str] = []

    def ask(key: str) -> None:
        pace.wait(key, soon())
        order.append(key)

    ask("a")
    waiting = threading.Thread(target=ask, args=("a",))
    waiting.start()
    ask("b")
    waiting.join()
    assert order == ["a", "b", "a"]


def test_turns_are_given_in_the_order_of_asking() -> None:
    pace = Pace(20)
    order: list[int] = []
    started = threading.Semaphore(0)

    def ask(number: int) -> None:
        started.release()
        pace.wait("a", soon())
        order.append(number)

    threads = []
    pace.wait("a", soon())
    for number in range(4):
        thread = threading.Thread(target=ask, args=(number,))
        thread.start()
        started.acquire()
        time.sleep(0.01)
        threads.append(thread)
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3]


def test_a_turn_after_the_deadline_is_not_waited_for() -> None:
    pace = Pace(0.001)
    pace.wait("a", soon())
    with pytest.raises(FetchError) as caught:
        pace.wait("a", soon(1))
    assert caught.value.reason is MissingReason.BUDGET


def test_no_rate_is_no_pacing() -> None:
    pace = Pace(None)
    for _ in range(1000):
        pace.wait("a", soon(0.5))


def test_a_held_key_is_refused_and_others_are_not() -> None:
    pace = Pace(None)
    pace.hold("a", 60)
    with pytest.raises(FetchError) as caught:
        pace.wait("a", soon())
    assert caught.value.reason is MissingReason.THROTTLED
    pace.wait("b", soon())
    pace.hold("a", -1)
    pace.wait("a", soon())


def test_stop_ends_the_waiting() -> None:
    pace, stop = Pace(0.01), threading.Event()
    pace.wait("a", soon(1000), stop)
    threading.Timer(0.05, stop.set).start()
    with pytest.raises(FetchError) as caught:
        pace.wait("a", soon(1000), stop)
    assert caught.value.reason is MissingReason.BUDGET
    with pytest.raises(FetchError):
        pace.wait("b", soon(1000), stop)
