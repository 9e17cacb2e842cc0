"""Connections: resolve once, judge every address, connect to a judged one, and shut it when its time is over."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

from detectors.model import MissingReason
from server.collect.address import WEB_PORTS, Address, Network, judge
from server.collect.resolver import Resolver
from server.errors import FetchError

_MAX_ADDRESSES = 4  # tried in turn; a name with a hundred addresses does not get a hundred attempts
_CONNECT = 5.0  # seconds for one address


class Watch:
    """The wall clock of one exchange: when it runs out, the socket that it holds is shut.

    A read time-out alone lets a server that sends one byte a second live for ever. Shutting wakes the reader, which
    then finds `fired`. The watch holds a duplicate, so that it works through TLS and after a library's `close`.
    """

    def __init__(self, seconds: float) -> None:
        self.deadline = time.monotonic() + seconds
        self.fired = False
        self.dialled = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(max(seconds, 0), self.fire)
        self._timer.daemon = True

    @property
    def remaining(self) -> float:
        """Return the seconds left; raises `FetchError` (TIMEOUT) when there are none."""
        left = self.deadline - time.monotonic()
        if left <= 0 or self.fired:
            raise FetchError(MissingReason.TIMEOUT)
        return left

    def hold(self, connection: socket.socket) -> None:
        """Shut this connection too when the time is over; raises `FetchError` when it already is."""
        with self._lock:
            self._release()
            if self.fired:
                raise FetchError(MissingReason.TIMEOUT)
            self._socket = socket.socket(fileno=os.dup(connection.fileno()))

    def fire(self) -> None:
        """End the exchange now."""
        with self._lock:
            self.fired = True
            if self._socket is not None:
                with suppress(OSError):  # the other side may have closed it first
                    self._socket.shutdown(socket.SHUT_RDWR)

    def _release(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._timer.cancel()
        with self._lock:
            self._release()


class Dialer:
    """Opens TCP connections to hosts that strangers name; the only place of `server` that does."""

    def __init__(self, resolver: Resolver, allowed: Sequence[Network]) -> None:
        self._resolver = resolver
        self._allowed = tuple(allowed)

    def judged(
        self, host: str | Address, port: int, deadline: float, ports: Collection[int] = WEB_PORTS
    ) -> tuple[Address, ...]:
        """Return the addresses of `host`; raises `FetchError` (FORBIDDEN_ADDRESS) when any of them may not be used."""
        addresses = self._resolver.addresses(host, deadline) if isinstance(host, str) else (host,)
        for address in addresses:
            if why := judge(address, port, self._allowed, ports):
                raise FetchError(MissingReason.FORBIDDEN_ADDRESS, why)
        return addresses

    def open(
        self, host: str | Address, port: int, watch: Watch, ports: Collection[int] = WEB_PORTS, trusted: bool = False
    ) -> socket.socket:
        """Return a connected socket, held by `watch`. `trusted` hosts (named in a setting) are not judged.

        Raises `FetchError`; the socket's time-out is what was left of the watch.
        """
        if not trusted:
            addresses = self.judged(host, port, watch.deadline, ports)
        else:
            addresses = self._resolver.addresses(host, watch.deadline) if isinstance(host, str) else (host,)
        problem = "no address"
        for address in addresses[:_MAX_ADDRESSES]:
            family = socket.AF_INET if address.version == 4 else socket.AF_INET6
            connection = socket.socket(family, socket.SOCK_STREAM)
            try:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                watch.hold(connection)
                connection.settimeout(min(_CONNECT, watch.remaining))
                connection.connect((str(address), port))
                connection.settimeout(watch.remaining)
                watch.dialled = True
                return connection
            except TimeoutError:
                connection.close()
                problem = "timeout"
            except OSError as error:
                connection.close()
                problem = os.strerror(error.errno) if error.errno else type(error).__name__
            except FetchError:
                connection.close()
                raise
        reason = MissingReason.TIMEOUT if watch.fired or problem == "timeout" else MissingReason.UNREACHABLE
        raise FetchError(reason, problem.lower())
