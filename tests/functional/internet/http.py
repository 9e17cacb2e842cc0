"""A small HTTP/1.1 server for many hosts: what a site answers is decided by a handler per host."""

from __future__ import annotations

import asyncio
import hashlib
import json
import socket
import ssl
import struct
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

IDLE = 240.0  # no client finds a door closed because it was held up on its way


class AbortError(Exception):
    """The connection is cut without an answer."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request: `target` is path and query as sent, `headers` have lower-case names."""

    method: str
    host: str
    target: str
    headers: Mapping[str, str]
    secure: bool

    @property
    def path(self) -> str:
        """The path without its query."""
        return self.target.partition("?")[0]


@dataclass(frozen=True, slots=True)
class Response:
    """One answer; length, tag and connection headers are added when it is sent."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Request], Awaitable[Response]]


def json_response(document: Mapping[str, Any], status: int = 200, kind: str = "application/json") -> Response:
    """Return a JSON answer."""
    return Response(status, json.dumps(document).encode(), {"Content-Type": kind})


class WebServer:
    """Serves the hosts of `handlers` on whatever sockets it is given; `visits` records every request.

    What is asked of a `held` host waits until it is held no more.
    """

    def __init__(
        self, handlers: Mapping[str, Handler], latency: float = 0.0, delays: Mapping[str, float] | None = None
    ) -> None:
        self.handlers = dict(handlers)
        self.latency, self.delays = latency, dict(delays or {})
        self.visits: list[Request] = []
        self.held: set[str] = set()

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        try:
            while request := await asyncio.wait_for(_read(reader, writer), IDLE):
                self.visits.append(request)
                if delay := self.delays.get(request.host, self.latency):
                    await asyncio.sleep(delay)
                while request.host in self.held:
                    await asyncio.sleep(0.02)
                handler = self.handlers.get(request.host)
                response = await handler(request) if handler else Response(421, b"misdirected\n")
                _write(writer, request, response)
                await writer.drain()
                if request.headers.get("connection", "").lower() == "close":
                    break
        except AbortError:
            cut(writer)
        except (TimeoutError, ConnectionError, ssl.SSLError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()


def cut(writer: asyncio.StreamWriter) -> None:
    """Reset the connection, as a server does that closes the door on a client."""
    raw: socket.socket = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Request | None:
    head = await reader.readuntil(b"\r\n\r\n") if not reader.at_eof() else b""
    lines = head.decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    if len(words) != 3:
        return None
    headers = {key.strip().lower(): value.strip() for key, _, value in (line.partition(":") for line in lines[1:])}
    if length := int(headers.get("content-length", "0") or 0):
        await reader.readexactly(length)
    secure = writer.get_extra_info("ssl_object") is not None
    host = headers.get("host", "").rpartition(":")[0] if ":" in headers.get("host", "") else headers.get("host", "")
    return Request(words[0], host.lower(), words[1], headers, secure)


def _write(writer: asyncio.StreamWriter, request: Request, response: Response) -> None:
    status, body, headers = response.status, response.body, dict(response.headers)
    if status == 200:
        headers.setdefault("ETag", f'"{hashlib.sha256(body).hexdigest()[:16]}"')
        if request.headers.get("if-none-match") == headers["ETag"]:
            status, body = 304, b""
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", f"Content-Length: {len(body)}"]
    lines += [f"{key}: {value}" for key, value in headers.items()]
    writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))
    if request.method != "HEAD":
        writer.write(body)
