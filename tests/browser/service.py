"""A real server for the browser tests, and what its operator does at the command line."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

from tests.browser.driving import poll
from tests.functional.command import MASTHEAD
from tests.functional.serving import READY_SECONDS, kept_port, running, until_ready

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
        with OPEN(request, timeout=READY_SECONDS) as answer:
            return answer.read().decode()

    def checked(self, url: str) -> dict[str, Any]:
        """Check a page and return its verdict."""
        first = self.call("/v1/checks", {"url": url, "fresh": True})
        verdict: dict[str, Any] = poll(
            lambda: self.call(f"/v1/checks/{first['id']}"), lambda found: "verdict" in found, seconds=READY_SECONDS
        )
        return verdict

    def review(self, identifier: str, decision: str, reason: str = "checked by hand") -> None:
        """Review a verdict as the operator does: `--uphold` lists it, `--withdraw` takes it back."""
        command = [str(MASTHEAD), "review", identifier, decision, "--reason", reason]
        subprocess.run(command, env=self.env, cwd=self.home, check=True, capture_output=True, timeout=READY_SECONDS)

    def listed(self, url: str) -> dict[str, Any]:
        """Check a page and put its verdict on the list."""
        verdict = self.checked(url)
        self.review(verdict["id"], "--uphold")
        return verdict


@contextmanager
def serving(env: Mapping[str, str], home: Path, **settings: str) -> Iterator[Service]:
    """Serve from `home` on a free port, under the public address that the extension knows."""
    with kept_port() as port:
        own = {
            "HOME": str(home),
            "MASTHEAD_STORE": f"sqlite:///{home}/store.sqlite",
            "MASTHEAD_SIGNING_KEY": str(home / "signing.pem"),
            "MASTHEAD_PUBLIC_URL": "https://masthead.example",
            "MASTHEAD_BIND": f"127.0.0.1:{port}",
            **settings,
        }
        service = Service(f"http://127.0.0.1:{port}", {**os.environ, **env, **own}, home)
        with running(service.env, home) as process:
            until_ready(service.base, process)
            yield service
