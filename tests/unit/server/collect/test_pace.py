from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from detectors.model import MissingReason
from server.collect.pace import OwnTurns, Pace
from server.errors import FetchError


class Told(OwnTurns):
    """Tells of each turn that was taken, and when it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.taken = threading.Semaphore(0)
        self.instants: list[float] = []

    def take(self, key: str, gap: float, latest: float) -> float | None:
        seconds = super().take(key, gap, latest)
        self.instants.append(self._next[key] - gap)
        self.taken.release()
        return seconds


def soon(seconds: float = 300) -> float:
    return time.monotonic() + seconds


def test_one_key_waits_while_another_passes() -> None:
    pace, stop = Pace(0.001), threading.Event()
    pace.wait("a", soon())
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(pace.wait, "a", soon(10_000), stop)
        pace.wait("b", soon())
        assert not waiting.done()
        stop.set()
        assert isinstance(waiting.exception(), FetchError)


def test_a_key_passes_when_its_turn_has_come() -> None:
    pace, start = Pace(4), time.monotonic()
    for _ in range(3):
        pace.wait("a", soon())
    assert time.monotonic() - start > 0.49


def test_turns_are_given_in_the_order_of_asking() -> None:
    turns = Told()
    pace = Pace(20, turns)
    late: list[int] = []

    def ask(number: int) -> None:
        pace.wait("a", soon())
        if time.monotonic() < turns.instants[number] - 0.01:
            late.append(number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
        turns.taken.acquire()
    for thread in threads:
        thread.join()
    assert turns.instants == sorted(turns.instants)
    assert late == []


def test_a_turn_after_the_deadline_is_not_waited_for() -> None:
    pace = Pace(0.001)
    pace.wait("a", soon())
    with pytest.raises(FetchError) as caught:
        pace.wait("a", soon(1))
    assert caught.value.reason is MissingReason.BUDGET


def test_no_rate_is_no_pacing() -> None:
    pace = Pace(None)
    for _ in range(1000):
        pace.wait("a", soon())


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
