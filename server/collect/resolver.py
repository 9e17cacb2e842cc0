"""Names to addresses and records, through the configured resolver and never another one."""

from __future__ import annotations

import socket
import threading
import time
from ipaddress import IPv4Address, IPv6Address, ip_address

import dns.exception
import dns.resolver

from detectors.model import MissingReason
from server.collect.address import Address, host_port
from server.errors import FetchError
from server.settings import Settings

_ADDRESS_KINDS = ("A", "AAAA")
# Seconds, which `Settings.patience` multiplies: for one question, unless the deadline of the caller is nearer, and for
# AAAA once A has answered.
_LOOK_UP = 5.0
_SECOND_FAMILY = 2.0

Answer = tuple[str, ...] | FetchError


class Resolver:
    """Asks DNS and remembers the answers, failures included, as long as it lives (one check)."""

    def __init__(self, settings: Settings) -> None:
        self._dns = _resolver(settings.resolver)
        self._times = settings.patience
        self._answers: dict[tuple[str, str], Answer] = {}
        self._lock = threading.Lock()

    def addresses(self, host: str, deadline: float) -> tuple[Address, ...]:
        """Return every address of `host`, IPv4 first; `deadline` is an instant of `time.monotonic`.

        Raises `FetchError`: NO_SUCH_NAME for NXDOMAIN only, TIMEOUT, or UNREACHABLE (SERVFAIL, no address).
        """
        if host == "localhost" or host.endswith(".localhost"):  # RFC 6761: loopback, whatever DNS says
            return (IPv4Address("127.0.0.1"), IPv6Address("::1"))
        found: list[str] = []
        failure: FetchError | None = None
        for kind in _ADDRESS_KINDS:
            limit = min(deadline, time.monotonic() + self._times * _SECOND_FAMILY) if found else deadline
            try:
                found += self.records(host, kind, limit)
            except FetchError as error:
                failure = failure or error
                if error.reason in (MissingReason.NO_SUCH_NAME, MissingReason.TIMEOUT):
                    break  # who did not answer one question in time is not asked the next
        if not found:
            raise failure or FetchError(MissingReason.UNREACHABLE, "the name has no address")
        return tuple(ip_address(text) for text in found)

    def records(self, name: str, kind: str, deadline: float) -> tuple[str, ...]:
        """Return the records of one kind in presentation form, () when the name has none; raises as `addresses`."""
        with self._lock:
            known = self._answers.get((name, kind))
        if known is None:
            known = self._ask(name, kind, deadline)
            with self._lock:
                self._answers[name, kind] = known
        if isinstance(known, FetchError):
            raise FetchError(known.reason, known.detail)
        return known

    def _ask(self, name: str, kind: str, deadline: float) -> Answer:
        seconds = min(self._times * _LOOK_UP, deadline - time.monotonic())
        if seconds <= 0:
            return FetchError(MissingReason.TIMEOUT, "DNS")
        if self._dns is None:
            return FetchError(MissingReason.UNREACHABLE, "no DNS resolver is configured")
        try:
            answer = self._dns.resolve(name + ".", kind, lifetime=seconds, search=False, raise_on_no_answer=False)
        except (dns.exception.DNSException, OSError, ValueError) as error:
            return _failure(error)
        # The records of an alias's target are the target's: most often a hosting provider's.
        alias = kind not in _ADDRESS_KINDS and answer.canonical_name != answer.qname
        return () if alias else tuple(record.to_text() for record in answer.rrset or ())


def _failure(error: Exception) -> FetchError:
    if isinstance(error, dns.resolver.NXDOMAIN):
        return FetchError(MissingReason.NO_SUCH_NAME, "the name does not exist")
    if isinstance(error, dns.exception.Timeout):
        return FetchError(MissingReason.TIMEOUT, "DNS")
    return FetchError(MissingReason.UNREACHABLE, f"DNS: {type(error).__name__}")


def _resolver(setting: str | None) -> dns.resolver.Resolver | None:
    if not setting:
        try:
            return dns.resolver.Resolver()
        except dns.resolver.NoResolverConfiguration:
            return None
    host, port = host_port(setting, 53)
    resolver = dns.resolver.Resolver(configure=False)
    # The one name that the system's look-up may answer: the resolver itself, named by the operator.
    resolver.nameservers = [str(socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0][4][0])]
    resolver.port = port
    return resolver
