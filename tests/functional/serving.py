"""`masthead serve` in its own process, and calls to it over real sockets."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from tests.functional.command import MASTHEAD

READY_SECONDS = 240  # on a machine that has much else to do
OPEN = build_opener(ProxyHandler({})).open


def call(base: str, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    data = None if body is None else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = Request(base + path, data, {"Content-Type": "application/json", **named})
    try:
        with OPEN(request, timeout=40) as answer:
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
def served(env: Mapping[str, str], home: Path, store: str = "") -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve from `home` on a free port (a SQLite store there by default); its processes end with the context."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    own = {
        "HOME": str(home),
        "MASTHEAD_STORE": store or f"sqlite:///{home}/store.sqlite",
        "MASTHEAD_SIGNING_KEY": str(home / "signing.pem"),
        "MASTHEAD_BIND": bind,
    }
    home.mkdir(parents=True, exist_ok=True)
    with (home / "log").open("ab") as log:
        process = subprocess.Popen(
            [str(MASTHEAD), "serve"],
            env={**os.environ, **env, **own},
            cwd=home,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _await(f"http://{bind}", process)
        yield f"http://{bind}", process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a server with its workers and children as the kernel does when memory is short."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def _await(base: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    said = "nothing"
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        try:
            status, _, body = call(base, "/readyz")
        except OSError as error:
            said = str(error)
        else:
            if status == 200:
                return
            said = body.decode()
        time.sleep(0.1)
    raise AssertionError(f"the server did not get ready: {said}")
