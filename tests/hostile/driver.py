"""Ask the served product and the command as strangers do, and watch time and memory while they work."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from tests.functional.command import MASTHEAD
from tests.hostile.cases import Asked

ANSWER_SECONDS = 20.0  # the longest that anyone may wait for an answer
GROWTH = 300_000_000  # bytes that the service may grow by


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the service and the seconds that it took."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

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
    with closing(http.client.HTTPConnection(*address, timeout=60)) as connection:
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
    """Run ``masthead serve`` with a home and a store of its own; its process group is ended afterwards."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    own = {
        "HOME": str(home),
        "MASTHEAD_STORE": f"sqlite:///{home}/store.sqlite",
        "MASTHEAD_SIGNING_KEY": str(home / "signing.pem"),
        "MASTHEAD_BIND": f"127.0.0.1:{port}",
    }
    with (home / "log").open("ab") as log:
        process = subprocess.Popen(
            [str(MASTHEAD), "serve"], env={**os.environ, **env, **own}, cwd=home, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
    service = Service(("127.0.0.1", port), process, home)
    try:
        _await(service)
        yield service
    finally:
        process.terminate()
        try:
            process.wait(25)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)


def _await(service: Service) -> None:
    for _ in range(900):  # tenths of a second, on a machine that has much else to do
        if service.process.poll() is not None:
            raise RuntimeError("the service ended")
        try:
            if service.get("/readyz").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the service did not get ready")


@dataclass
class Memory:
    """Watches what a process and all below it hold (proportional set size), while entered."""

    process: int
    start: int = 0
    peak: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def growth(self) -> int:
        """Return the bytes between the first look and the highest."""
        return self.peak - self.start

    def __enter__(self) -> Self:
        self.start = self.peak = held(self.process)
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.1):
            self.peak = max(self.peak, held(self.process))


def held(process: int) -> int:
    """Return the resident bytes of a process and its descendants, shared pages counted once."""
    return sum(_proportional(one) for one in family(process))


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
