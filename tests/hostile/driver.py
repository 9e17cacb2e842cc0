"""Ask the served product and the command as strangers do, and watch time and memory while they work."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from tests.functional.serving import READY_SECONDS, kept_port, running, until_ready
from tests.hostile.cases import Asked

ANSWER_SECONDS = 20.0  # the longest that anyone may wait for an answer, of a machine that has nothing else to do
GROWTH = 300_000_000  # bytes that the service may grow by


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the service and the seconds that it took."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    @property
    def late(self) -> bool:
        """Whether it took too long; beside others who use the machine, all takes longer."""
        return self.seconds > ANSWER_SECONDS and self.seconds > ANSWER_SECONDS * slowness()

    def json(self) -> Any:
        return json.loads(self.body)


def request(
    address: tuple[str, int],
    method: str,
    path: str,
    body: bytes = b"",
    headers: Mapping[str, str | bytes] | None = None,
) -> Reply:
    """Send one request as it is written and return the answer."""
    started = time.monotonic()
    with closing(http.client.HTTPConnection(*address, timeout=READY_SECONDS)) as connection:
        connection.putrequest(method, "/", skip_host="Host" in (headers or {}), skip_accept_encoding=True)
        connection._buffer[0] = f"{method} {path} HTTP/1.1".encode()  # type: ignore[attr-defined]  # unchecked, on purpose
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            connection.putheader(name, value)
        connection.endheaders()
        with suppress(BrokenPipeError, ConnectionResetError):  # refused before it was read; the answer says why
            connection.send(body)
        answer = connection.getresponse()
        return Reply(answer.status, dict(answer.headers), answer.read(), time.monotonic() - started)


@dataclass(slots=True)
class Service:
    """A served product: where it listens, and its process."""

    address: tuple[str, int]
    process: subprocess.Popen[bytes]
    home: Path

    def post(self, url: str, **more: Any) -> Reply:
        body = json.dumps({"url": url, **more}).encode()
        return request(self.address, "POST", "/v1/checks", body, {"Content-Type": "application/json"})

    def get(self, path: str, **headers: str) -> Reply:
        return request(self.address, "GET", path, headers=headers)

    def send(self, asked: Asked) -> Reply:
        return request(self.address, asked.method, asked.path, asked.body, asked.headers)


@contextmanager
def served(env: Mapping[str, str], home: Path) -> Iterator[Service]:
    """Run ``masthead serve`` with a home and a store of its own; its processes are ended afterwards."""
    with kept_port() as port:
        own = {
            "HOME": str(home),
            "MASTHEAD_STORE": f"sqlite:///{home}/store.sqlite",
            "MASTHEAD_SIGNING_KEY": str(home / "signing.pem"),
            "MASTHEAD_BIND": f"127.0.0.1:{port}",
        }
        with running({**os.environ, **env, **own}, home) as process:
            until_ready(f"http://127.0.0.1:{port}", process)
            yield Service(("127.0.0.1", port), process, home)


def slowness() -> float:
    """Return how many times as long as on an idle machine work takes just now: 1.0 where nothing else is to be done."""
    start, worked = time.monotonic(), time.thread_time()
    while time.thread_time() - worked < 0.2:
        pass
    return max(1.0, (time.monotonic() - start) / 0.2)


def settled(process: int) -> tuple[int, ...]:
    """Return what a service holds once all of it is loaded: when it has not changed by much for two seconds."""
    before, until = 0, time.monotonic() + READY_SECONDS
    while abs(sum(now := held(process)) - before) > GROWTH // 60:
        assert time.monotonic() < until, "it grows and grows"
        before = sum(now)
        time.sleep(2)
    return now


@dataclass
class Memory:
    """Watches what a process and each below it hold (proportional set size, bytes), while entered."""

    process: int
    start: tuple[int, ...] = ()
    peak: tuple[int, ...] = ()
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def growth(self) -> int:
        """Return the bytes between the first look and the highest."""
        return sum(self.peak) - sum(self.start)

    def __str__(self) -> str:
        start, peak = ([round(one / 1e6) for one in looked] for looked in (self.start, self.peak))
        return f"memory grew by {self.growth / 1e6:.0f} MB, process by process from {start} to {peak}"

    def __enter__(self) -> Self:
        self.start = self.peak = settled(self.process)
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.1):
            self.peak = max(self.peak, held(self.process), key=sum)


def held(process: int) -> tuple[int, ...]:
    """Return the resident bytes of a process and of each of its descendants, shared pages counted once."""
    return tuple(map(_proportional, family(process)))


def family(process: int) -> list[int]:
    """Return a process and its descendants."""
    found = [process]
    for one in found:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue  # it ended meanwhile
    return found


def _proportional(process: int) -> int:
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
