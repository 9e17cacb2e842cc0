"""A small client of Marionette, Firefox's own remote control: JSON messages with a length before them, on one socket.

Protocol: https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.browser.driving import PATIENCE


class MarionetteError(AssertionError):
    """Firefox refused a command, or a script in it failed."""


class Marionette:
    """One session."""

    def __init__(self, port: int, seconds: float = PATIENCE) -> None:
        self._socket = _connected(port, seconds)
        self._socket.settimeout(2 * PATIENCE)
        self._buffer = b""
        self._last = 0
        self._message()  # the greeting
        self("WebDriver:NewSession", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
        self("WebDriver:SetTimeouts", script=int(PATIENCE * 1000))

    def __call__(self, command: str, **parameters: Any) -> Any:
        """Run a command and return its result."""
        self._last += 1
        data = json.dumps([0, self._last, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(data), data))
        _, number, error, result = self._message()
        assert number == self._last
        if error:
            raise MarionetteError(f"{command}: {error.get('error')}: {error.get('message')}")
        return result.get("value", result) if isinstance(result, dict) else result

    def script(self, body: str, *arguments: Any) -> Any:
        """Run an async function's body in the page (or, in the chrome context, in the browser's window)."""
        wrapped = f"""
            const [args, done] = [[...arguments].slice(0, -1), arguments[arguments.length - 1]];
            (async (...args) => {{ {body} }})(...args).then(
                value => done({{value: value === undefined ? null : value}}),
                error => done({{error: String(error && error.stack ? error + " " + error.stack : error)}}));
        """
        answer = self(
            "WebDriver:ExecuteAsyncScript", script=wrapped, args=list(arguments), newSandbox=True, sandbox=None
        )
        if answer is None:
            raise MarionetteError("the page went away")
        if "error" in answer:
            raise MarionetteError(answer["error"])
        return answer["value"]

    def chrome(self, body: str, *arguments: Any) -> Any:
        """Run an async function's body with the browser's own powers."""
        with self.in_chrome():
            return self.script(body, *arguments)

    @contextmanager
    def in_chrome(self) -> Iterator[None]:
        """Speak with the browser's window instead of the page."""
        self("Marionette:SetContext", value="chrome")
        try:
            yield
        finally:
            self("Marionette:SetContext", value="content")

    def press(self, key: str) -> None:
        """Press a key, as WebDriver writes it."""
        keys = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": keys}])

    def close(self) -> None:
        """Leave."""
        self._socket.close()

    def _message(self) -> Any:
        while b":" not in self._buffer:
            self._receive()
        length, _, rest = self._buffer.partition(b":")
        self._buffer = rest
        while len(self._buffer) < int(length):
            self._receive()
        data, self._buffer = self._buffer[: int(length)], self._buffer[int(length) :]
        return json.loads(data)

    def _receive(self) -> None:
        data = self._socket.recv(1 << 20)
        if not data:
            raise MarionetteError("Firefox ended")
        self._buffer += data


def _connected(port: int, seconds: float) -> socket.socket:
    end = time.monotonic() + seconds
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 5)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
