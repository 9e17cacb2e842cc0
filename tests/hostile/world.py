"""The hostile internet: every address of the world answers inside the namespace, and most of them must not be touched.

Two routes make every IPv4 and IPv6 address local ("AnyIP"), and one listener a port accepts what arrives for any of
them. What arrives in 127.20.0.0/16 meets the hostile site of that address; what arrives anywhere else is a touch of a
forbidden address, and recorded. This must never run where real addresses could be reached: `World` refuses to start
outside a namespace with loopback alone.
"""

from __future__ import annotations

import json
import socket
import ssl
import struct
import subprocess
import threading
import time
import warnings
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from dnslib import QTYPE, RR, DNSHeader, DNSRecord

from tests.functional.conftest import alone
from tests.functional.internet.authority import Authority
from tests.hostile.recipes import Answer, data_of

OPEN = "127.20."
WHOIS, REGISTRAR, RDAP, DNS = "127.20.0.2", "127.20.0.3", "127.20.0.4", "127.20.0.5"
PORTS = (80, 443, 43, 21, 22, 23, 25, 110, 143, 445, 853, 2375, 3128, 3306, 5432, 6379, 8000, 8080, 8443, 9200, 11211)
_NONE = Answer(status="404 Not Found", body="none", type="text/plain")
_ANONYMOUS = (
    "Domain Name: {domain}\r\nRegistry Expiry Date: 2027-01-01T00:00:00Z\r\nCreation Date: 2020-01-01T00:00:00Z\r\n"
    "Registrant Organization: REDACTED FOR PRIVACY\r\n"
)


def refuse_outside() -> None:
    """Raise RuntimeError unless loopback is the only interface, so that nothing hostile can reach a real network."""
    if not alone():
        raise RuntimeError("the hostile list runs in a network namespace only: tests/netns")


@dataclass(frozen=True, slots=True)
class Site:
    """A hostile site of `data/*.toml`: what it answers by path, how its name resolves, what registries say of it."""

    name: str
    host: str
    url: str
    answers: Mapping[str, Answer]
    tls: str = "ok"
    dns: Mapping[str, Any] = field(default_factory=dict)
    whois: Answer | None = None
    registrar: Answer | None = None
    rdap: Answer | None = None


class World:
    """Serves sites and names while entered; `touched` lists forbidden addresses that were reached."""

    def __init__(self, sites: Sequence[Site], names: Mapping[str, Mapping[str, Any]], folder: Path) -> None:
        refuse_outside()
        self._folder = folder
        self._by_host = {site.host: site for site in sites}
        self._addresses = {site.host: f"{OPEN}{1 + n // 250}.{1 + n % 250}" for n, site in enumerate(sites)}
        self._by_address = {address: self._by_host[host] for host, address in self._addresses.items()}
        self._names = dict(names)
        self._authority = Authority(folder)
        (folder / "stranger").mkdir()
        self._stranger = Authority(folder / "stranger")
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # here, before there are threads
            old = {site.host for site in sites if site.tls == "old_protocol"}
            self._contexts = {host: self._made(host, "old_protocol") for host in old}
        self._lock = threading.Lock()
        self._listeners: list[socket.socket] = []
        self._turns: dict[tuple[str, str], int] = {}
        self.touched: list[str] = []

    def settings(self) -> dict[str, str]:
        """Return the environment that leads to this world."""
        bootstrap = self._folder / "dns.json"
        bootstrap.write_text(json.dumps({"services": [[["test"], ["https://rdap.example/"]]]}))
        return {
            "MASTHEAD_RESOLVER": f"{DNS}:53",
            "MASTHEAD_WHOIS_SERVER": f"{WHOIS}:43",
            "MASTHEAD_RDAP_BOOTSTRAP": str(bootstrap),
            "MASTHEAD_CA_BUNDLE": str(self._authority.bundle),
            "MASTHEAD_ALLOWED_NETWORKS": "127.20.0.0/16",
            "MASTHEAD_PER_HOST_RATE": "off",
            "MASTHEAD_REGISTRY_RATE": "off",
            "MASTHEAD_RATE_LIMIT": "off",
            "MASTHEAD_CONTACT": "desk@masthead.example",
        }

    def __enter__(self) -> Self:
        for version, everything in (("-4", "0.0.0.0/0"), ("-6", "::/0")):
            subprocess.run(["ip", version, "route", "replace", "local", everything, "dev", "lo"], check=True)
        for port in PORTS:
            self._listen(port)
        self._serve_names()
        return self

    def __exit__(self, *_: object) -> None:
        for listener in self._listeners:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()

    # --- connections

    def _listen(self, port: int) -> None:
        listener = socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=512)
        self._listeners.append(listener)
        threading.Thread(target=self._accept, args=(listener, port), daemon=True).start()

    def _accept(self, listener: socket.socket, port: int) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            address = connection.getsockname()[0].removeprefix("::ffff:")
            threading.Thread(target=self._talk, args=(connection, address, port), daemon=True).start()

    def _talk(self, connection: socket.socket, address: str, port: int) -> None:
        with connection, suppress(OSError, ssl.SSLError, ValueError, LookupError):  # who hangs up has asked nothing
            connection.settimeout(40)
            if not address.startswith(OPEN):
                with self._lock:
                    self.touched.append(f"{address}:{port}")
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")
            elif port == 43:
                self._whois(connection, address)
            elif port == 443:
                self._secure(connection, address)
            elif port == 80:
                self._web(connection, self._by_address.get(address))

    def _whois(self, connection: socket.socket, address: str) -> None:
        domain = connection.makefile("rb").readline(500).decode("latin-1").split()[-1].lower()
        site = self._by_host.get(domain)
        answer = site and (site.whois if address == WHOIS else site.registrar)
        (answer or Answer(raw=_ANONYMOUS.replace("{domain}", domain))).send(connection)

    def _secure(self, connection: socket.socket, address: str) -> None:
        site = self._by_address.get(address)
        mode = site.tls if site else "ok"
        if mode == "stall":
            time.sleep(30)
        elif mode == "trickle":
            Answer(raw=[{"hex": "160303400002003ffc"}], endless=[{"hex": "00"}], pace=0.05).send(connection)
        elif mode == "plain":
            connection.recv(4096)
            Answer().send(connection)
        elif mode == "garbage":
            connection.sendall(b"\xff" * 4000)
        elif mode != "reset":
            with self._context(site, mode).wrap_socket(connection, server_side=True) as secure:
                self._web(secure, site or (self._rdap_site() if address == RDAP else None))
        if mode == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _rdap_site(self) -> Site:
        answers = {f"/domain/{site.host}": site.rdap for site in self._by_host.values() if site.rdap}
        return Site("rdap", "rdap.example", "", answers)

    def _web(self, connection: socket.socket, site: Site | None) -> None:
        while head := _head(connection):
            path = head.split(b" ")[1].decode("latin-1")
            answer = (site and (site.answers.get(path) or site.answers.get("*"))) or _NONE
            answer.send(connection)
            if not answer.keep:
                connection.shutdown(socket.SHUT_WR)
                return

    def _context(self, site: Site | None, mode: str) -> ssl.SSLContext:
        host = site.host if site else "rdap.example"
        with self._lock:
            if host not in self._contexts:
                self._contexts[host] = self._made(host, mode)
            return self._contexts[host]

    def _made(self, host: str, mode: str) -> ssl.SSLContext:
        authority = self._stranger if mode == "unknown_ca" else self._authority
        organization = "Hostile\r\nX: y \x1b[31m <script>" if mode == "odd_subject" else ""
        names = {"wrong_name": ("other.example",), "wildcard": ("*.example",), "top_wildcard": ("*",)}
        names["huge_names"] = (*(f"n{n}.{host}" for n in range(30_000)), host)
        names["many_names"] = (*(f"n{n}.{host}" for n in range(3000)), host)
        context = authority.context(names.get(mode, (host,)), organization, expired=mode == "expired")
        if mode == "old_protocol":
            context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
            context.maximum_version = ssl.TLSVersion.TLSv1_1
        elif mode == "no_cipher":
            context.maximum_version = ssl.TLSVersion.TLSv1_2
            context.set_ciphers("PSK-AES128-CBC-SHA:@SECLEVEL=0")
        elif mode == "client_certificate":
            context.verify_mode = ssl.CERT_REQUIRED
        return context

    # --- names

    def _serve_names(self) -> None:
        datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        datagrams.bind((DNS, 53))
        stream = socket.create_server((DNS, 53), backlog=256)
        self._listeners += [datagrams, stream]
        threading.Thread(target=self._datagrams, args=(datagrams,), daemon=True).start()
        threading.Thread(target=self._streams, args=(stream,), daemon=True).start()

    def _datagrams(self, datagrams: socket.socket) -> None:
        while True:
            try:
                packet, peer = datagrams.recvfrom(4096)
            except OSError:
                return
            with suppress(Exception):  # a question that cannot be read stays unanswered
                for reply in self._replies(packet, tcp=False):
                    datagrams.sendto(reply, peer)

    def _streams(self, stream: socket.socket) -> None:
        while True:
            try:
                connection, _ = stream.accept()
            except OSError:
                return
            threading.Thread(target=self._stream, args=(connection,), daemon=True).start()

    def _stream(self, connection: socket.socket) -> None:
        with connection, suppress(Exception):
            length = int.from_bytes(connection.recv(2))
            for reply in self._replies(connection.recv(length), tcp=True):
                connection.sendall(len(reply).to_bytes(2) + reply)
            time.sleep(1)

    def _replies(self, packet: bytes, *, tcp: bool) -> list[bytes]:
        query = DNSRecord.parse(packet)
        name, kind = str(query.q.qname).rstrip(".").lower(), QTYPE[query.q.qtype]
        site = self._by_host.get(name)
        table = {"a": [[self._addresses[name]]], **site.dns} if site else self._names.get(name)
        mode = table.get("mode", "") if table else ""
        identifier = query.header.id ^ (0x5555 if mode == "wrong_id" else 0)
        reply = DNSRecord(DNSHeader(id=identifier, qr=1, aa=1, ra=1, rd=1), q=query.q)
        if mode == "silent":
            return []
        if mode == "garbage":
            return [packet[:2] + b"\xff" * 60]
        if table is None:
            reply.header.rcode = {"rdap.example": 0, "registrar.example": 0}.get(name, 3)
            fixed = {"rdap.example": RDAP, "registrar.example": REGISTRAR}.get(name)
            if fixed and kind == "A":
                reply.add_answer(*RR.fromZone(f"{name}. 0 A {fixed}"))
            return [bytes(reply.pack())]
        if mode in ("servfail", "refused"):
            reply.header.rcode = 2 if mode == "servfail" else 5
        for line in self._lines(name, kind, table):
            reply.add_answer(*RR.fromZone(line))
        if mode == "other_name":
            reply = DNSRecord.parse(reply.pack())
            reply.q.qname = "somebody-else.example."
        if mode == "truncated" and not tcp:
            reply.header.tc = 1
        return [bytes(reply.pack())] * (3 if mode == "thrice" else 1)

    def _lines(self, name: str, kind: str, table: Mapping[str, Any], depth: int = 0) -> list[str]:
        lines = [f"{name}. 0 {kind} {_quoted(kind, text)}" for text in table.get(kind.lower() + "_raw", ())]
        if kind in ("A", "AAAA"):
            turns = table.get(kind.lower(), [])
            turn = self._turns.get((name, kind), 0)
            self._turns[name, kind] = turn + 1
            listed = turns[min(turn, len(turns) - 1)] if turns else ()
            lines += [f"{name}. 0 {kind} {self._addresses[name] if text == 'self' else text}" for text in listed]
        if alias := table.get("cname"):
            lines.append(f"{name}. 0 CNAME {alias}.")
            target = self._names.get(alias)
            if target and depth < 12 and kind != "CNAME":
                lines += self._lines(alias, kind, target, depth + 1)
        return lines


def _quoted(kind: str, text: Any) -> str:
    value = data_of(text).decode()
    if kind != "TXT":
        return value
    pieces = (value[n : n + 250].replace("\\", "\\\\").replace('"', '\\"') for n in range(0, len(value), 250))
    return " ".join(f'"{piece}"' for piece in pieces)


def _head(connection: socket.socket) -> bytes:
    head = b""
    while not head.endswith(b"\r\n\r\n") and len(head) < 100_000 and (chunk := connection.recv(4096)):
        head += chunk
    return head
