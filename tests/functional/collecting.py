"""Small hostile servers for the tests of collecting: names, raw web answers, raw WHOIS answers, and canaries.

`OPEN` addresses are allowed by the settings of the tests; `CANARY` is a loopback address that is not, where a server
listens and must never be reached.
"""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Self

import dnslib
import trustme
from dnslib.server import BaseResolver, DNSLogger, DNSServer

from detectors.model import Missing, MissingReason, Registration, Source, Want
from detectors.registration import decode_whois, parse_rdap, parse_whois, redact
from server.collect import Collector
from server.settings import Settings

OPEN = "127.20.0.1"
OTHER = "127.20.0.2"
CANARY = "127.0.0.66"
ALLOWED = (ip_network("127.20.0.0/16"),)
BLOG = "http://blog.test/"
PAGE = b"<!doctype html><html><body><p>Good morning</p></body></html>"

Serve = Callable[[socket.socket, bytes], None]


def http_answer(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> bytes:
    """Return a complete answer; header names are written with underscores."""
    fields = {"content_type": "text/html; charset=utf-8", "content_length": str(len(body))} | headers
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in fields.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(location: str) -> bytes:
    return http_answer(b"", "302 Found", location=location)


class RawServer:
    """Listens on one address and port; `serve` gets the connection and each request's head. Counts what arrives."""

    def __init__(self, address: str, port: int, serve: Serve, context: ssl.SSLContext | None = None) -> None:
        self._listener = socket.create_server((address, port))
        self.port: int = self._listener.getsockname()[1]
        self._serve, self._context = serve, context
        self.connections = 0
        self.requests: list[bytes] = []
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with suppress(OSError, ssl.SSLError), ExitStack() as stack:
            stack.enter_context(connection)
            if self._context:
                connection = stack.enter_context(self._context.wrap_socket(connection, server_side=True))
            while head := self._head(connection):
                self.requests.append(head)
                self._serve(connection, head)

    @staticmethod
    def _head(connection: socket.socket) -> bytes:
        head = b""
        while not head.endswith(b"\r\n\r\n") and (chunk := connection.recv(1)):
            head += chunk
            if b"\n" in head and b"HTTP/" not in head:  # a WHOIS question is one line
                break
        return head if head.endswith(b"\n") else b""  # who hangs up has asked nothing

    def paths(self) -> list[str]:
        return [request.split(b" ")[1].decode() for request in self.requests]

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()  # before its descriptor can become another listener's
        self._listener.close()


class Site:
    """Answers by path; what is not listed is 404. A value is bytes, or a function of the connection and the head."""

    def __init__(self, answers: Mapping[str, bytes | Serve]) -> None:
        self.answers = dict(answers)

    def __call__(self, connection: socket.socket, head: bytes) -> None:
        answer = self.answers.get(head.split(b" ")[1].decode(), http_answer(b"none", "404 Not Found"))
        if callable(answer):
            answer(connection, head)
        else:
            connection.sendall(answer)


def trickle(*parts: bytes, pause: float = 0.05) -> Serve:
    """Send `parts`, then one byte at a time for ever."""

    def serve(connection: socket.socket, _: bytes) -> None:
        for part in parts:
            connection.sendall(part)
        while True:
            connection.sendall(b"x")
            time.sleep(pause)

    return serve


@dataclass
class Names(BaseResolver):
    """Answers A and AAAA questions; a name with several lists gives one list per A question, the last for ever.

    A question that is sent again because its answer was slow to come is no second question.
    """

    addresses: dict[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    turns: dict[tuple[str, str, int], int] = field(default_factory=dict)

    def resolve(self, request: Any, _: Any) -> Any:
        name, kind = str(request.q.qname).rstrip(".").lower(), dnslib.QTYPE[request.q.qtype]
        reply = request.reply()
        question = (name, kind, request.header.id)
        if question not in self.turns:
            self.turns[question] = self.asked.count((name, kind))
            self.asked.append((name, kind))
        turn = self.turns[question]
        known = name in self.addresses or any(owner == name for owner, _ in self.records)
        if name in self.codes or not known:
            reply.header.rcode = self.codes.get(name, 3)
            return reply
        for target in self.records.get((name, "CNAME"), []):
            reply.add_answer(*dnslib.RR.fromZone(f"{name}. 0 CNAME {target}"))
            if kind != "CNAME":
                name = target.rstrip(".")
        lists = self.addresses.get(name, [[]])
        for address in lists[min(turn, len(lists) - 1)]:
            if (":" in address) == (kind == "AAAA") and kind in ("A", "AAAA"):
                reply.add_answer(*dnslib.RR.fromZone(f"{name}. 0 {kind} {address}"))
        for text in self.records.get((name, kind), []) if kind != "CNAME" else ():
            reply.add_answer(*dnslib.RR.fromZone(f"{name}. 0 {kind} {text}"))
        return reply


class World:
    """A name server, any number of raw servers and the settings that lead to them."""

    def __init__(self, folder: Path) -> None:
        self.names = Names()
        self.authority = trustme.CA()
        self.bundle = folder / "roots.pem"
        self.authority.cert_pem.write_to_path(str(self.bundle))
        self._dns = DNSServer(self.names, address="127.0.0.1", port=0, logger=DNSLogger(logf=lambda _: None))
        serve = partial(self._dns.server.serve_forever, poll_interval=0.01)
        self._dns_thread = threading.Thread(target=serve, daemon=True)
        self._dns_thread.start()
        self._servers: list[RawServer] = []

    def listen(self, address: str, port: int, serve: Serve, certificate_for: str = "") -> RawServer:
        context = None
        if certificate_for:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.authority.issue_cert(*certificate_for.split(), organization_name="Acme SAS").configure_cert(context)
        server = RawServer(address, port, serve, context)
        self._servers.append(server)
        return server

    def site(self, host: str, answers: Mapping[str, bytes | Serve], address: str = OPEN) -> RawServer:
        """Serve `answers` as http://host/."""
        self.names.addresses[host] = [[address]]
        return self.listen(address, 80, Site(answers))

    def canary(self, port: int = 80) -> RawServer:
        return self.listen(CANARY, port, lambda connection, _: connection.sendall(http_answer()))

    def settings(self, **others: Any) -> Settings:
        values: dict[str, Any] = {
            "resolver": f"127.0.0.1:{self._dns.server.server_address[1]}",
            "allowed_networks": ALLOWED,
            "ca_bundle": str(self.bundle),
            "per_host_rate": None,
            "registry_rate": None,
            "contact": "desk@masthead.example",
        }
        return Settings(**(values | others))

    def collector(self, **others: Any) -> Collector:
        return Collector(self.settings(**others), parse)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.close()
        self._dns.server.shutdown()
        self._dns_thread.join()
        self._dns.server.server_close()


def parse(kind: str, body: bytes, domain: str) -> Registration | Missing:
    """Parse in process what the product parses in a child."""
    try:
        found = parse_rdap(json.loads(body), domain) if kind == "rdap" else parse_whois(decode_whois(body), domain)
    except (ValueError, RecursionError):
        return Missing(MissingReason.UNPARSABLE)
    return redact(found)


def read(world: World, *wants: Want, seconds: float = 20, collector: Collector | None = None) -> list[Source]:
    collector = collector or world.collector()
    return [one.value for one in collector.read(wants, time.monotonic() + seconds)]


def page(world: World, url: str = BLOG, seconds: float = 20) -> Source:
    return read(world, Want("page", url), seconds=seconds)[0]


def reason(value: Source) -> MissingReason:
    assert isinstance(value, Missing), value
    return value.reason
