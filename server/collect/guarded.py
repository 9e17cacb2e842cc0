"""The adapter under our HTTP client: requests and urllib3, over connections that `Dialer` opens.

An exchange says what one request may do; without a current exchange there is no way to connect.
"""

from __future__ import annotations

import logging
import socket
import ssl
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any

import certifi
import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from server.collect.dial import Dialer, Watch
from server.collect.target import Target

# urllib3 names full URLs in its warnings; what we log about strangers' sites we choose ourselves.
logging.getLogger("urllib3").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the connection classes need to know about the request they serve."""

    dialer: Dialer
    target: Target
    watch: Watch
    trusted: bool

    def connect(self) -> socket.socket:
        """Return a connected socket; raises `FetchError`."""
        host = self.target.address or self.target.host
        return self.dialer.open(host, self.target.port, self.watch, trusted=self.trusted)


current_exchange: ContextVar[Exchange] = ContextVar("exchange")


class _GuardedConnection(HTTPConnection):
    """Connects by the current exchange only; without one it fails (LookupError) rather than connect unguarded."""

    def _new_conn(self) -> socket.socket:
        return current_exchange.get().connect()

    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.sock is not None:  # kept alive from an earlier request: under this request's clock from now on
            current_exchange.get().watch.hold(self.sock)
        super().request(*args, **kwargs)


class _GuardedTlsConnection(_GuardedConnection, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _GuardedConnection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedTlsConnection


class GuardedAdapter(HTTPAdapter):
    """requests' adapter with our connections and one verifying context; it keeps connections alive."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(pool_connections=64, pool_maxsize=4)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        """Make pools of guarded connections."""
        super().init_poolmanager(connections, maxsize, block, ssl_context=self._context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}

    def get_connection_with_tls_context(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> Any:
        """Return the pool of the request's origin: never a proxy, always our context."""
        return self.poolmanager.connection_from_url(request.url)

    def cert_verify(self, conn: Any, *_: Any) -> None:
        """Demand a certificate that our context, with its roots loaded once, can verify."""
        conn.cert_reqs = "CERT_REQUIRED"


@cache
def tls_context(bundle: str | None) -> ssl.SSLContext:
    """Return a verifying context with the roots of a PEM file (certifi's when None), nothing from the environment."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(bundle or certifi.where())
    return context
