"""A real server for the browser tests, and what its operator does at the command line."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, Request, build_opener

from tests.browser.driving import poll
from tests.functional.command import MASTHEAD
from tests.functional.serving import READY_SECONDS

OPEN = build_opener(ProxyHandler({})).open


@dataclass(frozen=True, slots=True)
class Service:
    """A running `masthead serve`: its address, and the environment of its commands."""

    base: str
    env: Mapping[str, str]
    home: Path

    def call(self, path: str, body: Any = None) -> Any:
        """Ask for a JSON document."""
        return json.loads(self.text(path, body))

    def text(self, path: str, body: Any = None) -> str:
        """Ask for a text."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.base + path, data, {"Content-Type": "application/json", "Prefer": "wait=25"})
        with OPEN(request, timeout=60) as answer:
            return answer.read().decode()

    def checked(self, url: str) -> dict[str, Any]:
        """Check a page and return its verdict."""
        first = self.call("/v1/checks", {"url": url, "fresh": True})
        verdict: dict[str, Any] = poll(
            lambda: self.call(f"/v1/checks/{first['id']}"), lambda found: "verdict" in found, seconds=180
        )
        return verdict

    def review(self, identifier: str, decision: str, reason: str = "checked by hand") -> None:
        """Review a verdict as the operator does: `--uphold` lists it, `--withdraw` takes it back."""
        command = [str(MASTHEAD), "review", identifier, decision, "--reason", reason]
        subprocess.run(command, env=self.env, cwd=self.home, check=True, capture_output=True, timeout=60)

    def listed(self, url: str) -> dict[str, Any]:
        """Check a page and put its verdict on the list."""
        verdict = self.checked(url)
        self.review(verdict["id"], "--uphold")
        return verdict


@contextmanager
def serving(env: Mapping[str, str], home: Path, **settings: str) -> Iterator[Service]:
    """Serve from `home` on a free port, under the public address that the extension knows."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    own = {
        "HOME": str(home),
        "MASTHEAD_STORE": f"sqlite:///{home}/store.sqlite",
        "MASTHEAD_SIGNING_KEY": str(home / "signing.pem"),
        "MASTHEAD_PUBLIC_URL": "https://masthead.example",
        "MASTHEAD_BIND": bind,
        **settings,
    }
    service = Service(f"http://{bind}", {**os.environ, **env, **own}, home)
    with (home / "log").open("ab") as log:
        process = subprocess.Popen(
            [str(MASTHEAD), "serve"], env=service.env, cwd=home, stdout=log, stderr=log, start_new_session=True
        )
    try:
        poll(lambda: _ready(service, process), seconds=READY_SECONDS)
        yield service
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)


def _ready(service: Service, process: subprocess.Popen[bytes]) -> bool:
    assert process.poll() is None, (service.home / "log").read_text()[-2000:]
    with suppress(URLError, ConnectionError):
        return bool(service.call("/readyz"))
    return False
