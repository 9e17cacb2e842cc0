"""The server as the browser meets it, https://masthead.example in front of a real `masthead serve`, and the proxy that
every byte of the browser goes through. Both write down all that arrives.

`Front.authority` is the certificate to trust (base64 of its DER). Faults are switched on from outside:
`Front.answer(path, ...)` replaces an answer, `Front.down` closes the door.
"""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any

import trustme

HOST = "masthead.example"
HOP = frozenset({"connection", "transfer-encoding", "content-length", "server", "date"})


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer to give instead of the server's own."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


Replace = Callable[[Asked], Reply | None]


def certificate(pem: str) -> str:
    """Return the base64 between the lines that begin and end a certificate."""
    return "".join(pem.strip().splitlines()[1:-1])


class Front:
    """Listens on a loopback port with a certificate for `host`."""

    def __init__(self, backend: str = "", host: str = HOST) -> None:
        self.backend, self.host = backend, host
        self.asked: list[Asked] = []
        self.down = False
        self._replaced: dict[str, Replace] = {}
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority = trustme.CA()
        authority.issue_cert(host).configure_cert(context)
        self.authority = certificate(authority.cert_pem.bytes().decode())
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def answer(self, path: str, reply: Reply | Replace | None) -> None:
        """Replace the answers to a path (None: the server's own again)."""
        if reply is None:
            self._replaced.pop(path, None)
        else:
            self._replaced[path] = reply if callable(reply) else lambda _: reply

    def reset(self, backend: str = "") -> None:
        """Forget what was asked and every fault; stand before `backend` from now on."""
        self.backend = backend
        self.asked.clear()
        self._replaced.clear()
        self.down = False

    def paths(self) -> list[str]:
        """What was asked, without queries, as "METHOD path"."""
        return [f"{asked.method} {asked.path.partition('?')[0]}" for asked in self.asked]

    def reply(self, asked: Asked) -> Reply:
        """Return the answer to a request."""
        replace = self._replaced.get(asked.path.partition("?")[0])
        found = replace(asked) if replace else None
        return found or self._own(asked)

    def _own(self, asked: Asked) -> Reply:
        if not self.backend:
            return Reply(404, b"{}", {"Content-Type": "application/problem+json"})
        connection = HTTPConnection(self.backend.removeprefix("http://"), timeout=240)
        headers = {name: value for name, value in asked.headers.items() if name.lower() not in HOP | {"host"}}
        connection.request(asked.method, asked.path, asked.body or None, headers)
        answer = connection.getresponse()
        body = answer.read()
        kept = {name: value for name, value in answer.getheaders() if name.lower() not in HOP}
        connection.close()
        return Reply(answer.status, body, kept)

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 20

    def __init__(self, front: Front, *arguments: Any) -> None:
        self.front = front
        super().__init__(*arguments)

    def handle(self) -> None:
        with suppress(OSError):
            super().handle()

    def do_GET(self) -> None:
        asked = Asked(self.command, self.path, dict(self.headers), self._body())
        self.front.asked.append(asked)
        if self.front.down:
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        reply = self.front.reply(asked)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    do_POST = do_GET  # noqa: N815 - the base class looks for these names
    do_OPTIONS = do_GET  # noqa: N815

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def log_message(self, *_: object) -> None:
        """Say nothing: what was asked is kept."""


class Proxy:
    """The browser's only way out: hosts lead to addresses of the private internet or to fronts, all written down."""

    def __init__(self, addresses: Mapping[str, str], fronts: tuple[Front, ...] = ()) -> None:
        self.addresses = addresses
        self.fronts = {front.host: front.port for front in fronts}
        self.hosts: list[str] = []
        self._server = _Threads(("127.0.0.1", 0), partial(_Tunnel, self))
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def connect(self, host: str, port: int) -> socket.socket | None:
        """Open a connection to a host of the private internet, or return None for one that does not exist."""
        self.hosts.append(host)
        if host in self.fronts:
            return socket.create_connection(("127.0.0.1", self.fronts[host]), 240)
        address = self.addresses.get(host)
        return socket.create_connection((address, port), 240) if address else None

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()


class _Threads(ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64


class _Tunnel(StreamRequestHandler):
    def __init__(self, proxy: Proxy, *arguments: Any) -> None:
        self.proxy = proxy
        super().__init__(*arguments)

    def handle(self) -> None:
        with suppress(OSError, ValueError):
            self._handle()

    def _handle(self) -> None:
        head = self._head()
        if not head:
            return  # a connection that was opened ahead and never used
        method, target, _ = head[0].decode("latin-1").split(" ")
        secure = method == "CONNECT"
        place = target if secure else target.removeprefix("http://").partition("/")[0]
        host, _, port = place.partition(":")
        upstream = self.proxy.connect(host.lower(), int(port or 80))
        if upstream is None:
            self.wfile.write(b"HTTP/1.1 502 No such host\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        with upstream:
            if secure:
                self.wfile.write(b"HTTP/1.1 200 Connected\r\n\r\n")
                self._both_ways(upstream)
            else:
                path = "/" + target.removeprefix("http://").partition("/")[2]
                fields = [line for line in head[1:] if not line.lower().startswith((b"proxy-", b"connection"))]
                start = f"{method} {path} HTTP/1.1\r\n".encode("latin-1")
                upstream.sendall(b"".join([start, *fields, b"Connection: close\r\n\r\n"]))
                self._once(upstream)

    def _once(self, upstream: socket.socket) -> None:
        """Hand back one answer, and say that no second request may follow on this connection."""
        answer = b"".join(iter(lambda: upstream.recv(65536), b""))
        first, _, rest = answer.partition(b"\r\n")
        self.wfile.write(first + b"\r\nConnection: close\r\n" + rest)

    def _head(self) -> list[bytes]:
        lines = []
        while (line := self.rfile.readline(65536)) not in (b"\r\n", b""):
            lines.append(line)
        return lines

    def _both_ways(self, upstream: socket.socket) -> None:
        back = threading.Thread(target=_copy, args=(upstream, self.connection), daemon=True)
        back.start()
        _copy(self.connection, upstream)
        back.join(30)


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
