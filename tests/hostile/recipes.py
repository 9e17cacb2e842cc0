"""Hostile answers as data: how the tables of `data/*.toml` become bytes on a connection.

A *text* is a string, or a list of parts: strings, ``{ text = "..", times = n }``, ``{ hex = "..", times = n }`` and
``{ open = "<b>", close = "</b>", inner = "..", times = n }`` (nested n deep).
An *answer* is a table: see `Answer`.
"""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import brotli

Text = str | list[Any]
GOOD = (
    "<!doctype html><html lang=en><title>Garden notes</title><body><p>" + "Today I planted three rows of beans. " * 12
)
_ENCODERS = {
    "gzip": lambda data: gzip.compress(data, 6, mtime=0),
    "deflate": zlib.compress,
    "br": lambda data: brotli.compress(data, quality=4),
    "zstd": lambda data: b"\x28\xb5\x2f\xfd\x04\x00\x01\x00\x00" + data[:64],  # its magic number; nobody decodes it
}
_ENDLESS = 30.0  # seconds after which "for ever" ends, so that no test outlives itself


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a hostile server.

    `raw` is the whole message, verbatim, instead of the rest. `encode` is applied in order to the body; `claim` is the
    Content-Encoding named when it differs. `length`: the Content-Length claimed ("" leaves it out). `wait` seconds pass
    before the first byte, `pace` seconds between the bytes of what follows the head (of the head too when `slow_head`).
    `endless` is sent again and again after all that.
    """

    status: str = "200 OK"
    type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, Any], ...] = ()
    body: Any = GOOD
    charset: str = "utf-8"
    encode: tuple[str, ...] = ()
    claim: str = ""
    length: str | int | None = None
    chunked: bool = False
    raw: Any = None
    wait: float = 0.0
    pace: float = 0.0
    slow_head: bool = False
    endless: Any = None
    keep: bool = False

    @classmethod
    def read(cls, table: Mapping[str, Any] | str) -> Answer:
        """Return the answer of a table; a string is a redirect to that address."""
        if isinstance(table, str):
            return cls(status="302 Found", headers=(("Location", table),), body="")
        if unknown := set(table) - {item.name for item in fields(cls)}:
            raise ValueError(f"an answer has no {sorted(unknown)}")
        values = dict(table)
        if "headers" in values:
            values["headers"] = tuple((name, value) for name, value in values["headers"])
        if "encode" in values:
            values["encode"] = tuple(values["encode"])
        return cls(**values)

    def pieces(self) -> tuple[bytes, bytes]:
        """Return the head and the body as sent."""
        if self.raw is not None:
            return b"", data_of(self.raw, "latin-1")
        body = _encoded(_frozen(self.body), self.charset, self.encode)
        lines = [f"HTTP/1.1 {self.status}".encode("latin-1", "replace")]
        if self.type:
            lines.append(b"Content-Type: " + self.type.encode())
        if self.encode or self.claim:
            lines.append(b"Content-Encoding: " + (self.claim or ", ".join(self.encode)).encode())
        if self.chunked:
            lines.append(b"Transfer-Encoding: chunked")
            body = b"".join(b"%x\r\n%s\r\n" % (len(body[n : n + 65536]), body[n : n + 65536]) for n in _steps(body))
            body += b"" if self.endless is not None else b"0\r\n\r\n"
        elif self.length != "":
            lines.append(b"Content-Length: " + str(len(body) if self.length is None else self.length).encode())
        lines += [name.encode() + b": " + data_of(value) for name, value in self.headers]
        return b"\r\n".join([*lines, b"", b""]), body

    def send(self, connection: socket.socket) -> None:
        """Send it all; ends early when the other side does."""
        time.sleep(self.wait)
        head, body = self.pieces()
        fast = b"" if self.slow_head else head
        connection.sendall(fast if self.pace else head + body)
        if self.pace:
            for byte in (head + body)[len(fast) :]:
                connection.sendall(bytes((byte,)))
                time.sleep(self.pace)
        if self.endless is not None:
            again, end = data_of(self.endless), time.monotonic() + _ENDLESS
            while time.monotonic() < end:
                connection.sendall(again)
                time.sleep(self.pace)


def _steps(body: bytes) -> Iterator[int]:
    return iter(range(0, len(body), 65536))


def data_of(text: Text, charset: str = "utf-8") -> bytes:
    """Return the bytes of a text."""
    parts = text if isinstance(text, list) else [text]
    return b"".join(_part(part, charset) for part in parts)


def _part(part: Any, charset: str) -> bytes:
    if isinstance(part, str):
        return part.encode(charset, "replace")
    times = part.get("times", 1)
    if "hex" in part:
        return bytes.fromhex(part["hex"]) * times
    if "open" in part:
        inner = part.get("inner", "").encode(charset)
        return part["open"].encode(charset) * times + inner + part.get("close", "").encode(charset) * times
    return str(part["text"]).encode(charset, "replace") * int(times)


def _frozen(text: Any) -> Any:
    if isinstance(text, list):
        return tuple(_frozen(part) for part in text)
    return tuple(sorted(text.items())) if isinstance(text, dict) else text


def _encoded(text: Any, charset: str, encode: tuple[str, ...]) -> bytes:
    return _packed(text, charset, encode) if encode else data_of(_thawed(text), charset)


@lru_cache(maxsize=64)
def _packed(text: Any, charset: str, encode: tuple[str, ...]) -> bytes:
    data = data_of(_thawed(text), charset)
    for name in encode:
        data = _ENCODERS[name](data)
    return data


def _thawed(text: Any) -> Text:
    return text if isinstance(text, str) else [part if isinstance(part, str) else dict(part) for part in text]
