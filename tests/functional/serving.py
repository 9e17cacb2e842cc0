"""`masthead serve` in its own process, and calls to it over real sockets."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from tests.functional.command import MASTHEAD

READY_SECONDS = 600  # on a machine that has much else to do
AWAY = (OSError, HTTPException)  # a server that is not there yet, or is killed while it speaks
OPEN = build_opener(ProxyHandler({})).open


def call(base: str, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    data = None if body is None else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = Request(base + path, data, {"Content-Type": "application/json", **named})
    try:
        with OPEN(request, timeout=READY_SECONDS) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except HTTPError as answer:
        with answer:
            return answer.code, dict(answer.headers), answer.read()


def checked(base: str, url: str) -> dict[str, Any]:
    """Ask for a check, and return its verdict when it is there."""
    status, _, body = call(base, "/v1/checks", {"url": url}, Prefer="wait=25")
    document: dict[str, Any] = json.loads(body)
    until = time.monotonic() + READY_SECONDS
    while "verdict" not in document:
        assert status in (200, 202), document
        assert time.monotonic() < until, document
        time.sleep(0.1)
        status, _, body = call(base, f"/v1/checks/{document['id']}")
        document = json.loads(body)
    return document


@contextmanager
def kept_port() -> Iterator[int]:
    """Keep a free port of 127.0.0.1 for `masthead serve`, which shares it: nobody else is given it meanwhile."""
    with closing(socket.socket()) as keeper:
        keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        keeper.bind(("127.0.0.1", 0))
        yield keeper.getsockname()[1]


@contextmanager
def served(env: Mapping[str, str], home: Path, store: str = "") -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve from `home` on a free port (a SQLite store there by default); its processes end with the context."""
    with kept_port() as port:
        bind = f"127.0.0.1:{port}"
        own = {
            "HOME": str(home),
            "MASTHEAD_STORE": store or f"sqlite:///{home}/store.sqlite",
            "MASTHEAD_SIGNING_KEY": str(home / "signing.pem"),
            "MASTHEAD_BIND": bind,
        }
        home.mkdir(parents=True, exist_ok=True)
        with running({**os.environ, **env, **own}, home) as process:
            until_ready(f"http://{bind}", process)
            yield f"http://{bind}", process


@contextmanager
def running(env: Mapping[str, str], home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``masthead serve`` in `home`, what it says in the file `log` there; its processes end with the context."""
    with (home / "log").open("ab") as log:
        process = subprocess.Popen(
            [str(MASTHEAD), "serve"], env=env, cwd=home, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a server with its workers and children as the kernel does when memory is short."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(READY_SECONDS)


def until_ready(base: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server that was started says that it can work."""
    until = time.monotonic() + READY_SECONDS
    said = "nothing"
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        try:
            status, _, body = call(base, "/readyz")
        except AWAY as error:
            said = repr(error)
        else:
            if status == 200:
                return
            said = body.decode()
        time.sleep(0.1)
    raise AssertionError(f"the server did not get ready: {said}")
