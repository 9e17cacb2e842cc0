"""The only HTTP client of the house: requests over an adapter whose connections are dialled by us.

Every hop is resolved once, every address judged, a judged address connected; the name stays for SNI and the
certificate. There is no session: no cookies, no environment, no redirects but ours. A body is counted after decoding.
"""

from __future__ import annotations

import http.client
import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

import certifi
import requests
import urllib3.exceptions
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from detectors.model import MissingReason
from server.collect.dial import Dialer, Watch
from server.collect.target import Target, read_target
from server.errors import FetchError, UsageError
from server.settings import Settings

# urllib3 names full URLs in its warnings; what we log about strangers' sites we choose ourselves.
logging.getLogger("urllib3").setLevel(logging.CRITICAL)

PAGE_LIMIT = 4_000_000  # bytes after decoding
FILE_LIMIT = 256_000
FETCH_SECONDS = 10.0
MAX_REDIRECTS = 5
_MAX_HEADERS = 64_000  # characters of all header fields together
_CHUNK = 16_384
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate", "br"})

Admit = Callable[[Target], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """The final answer to a GET: header names in lower case, `body` decoded, `redirects` each later hop's URL."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Exchange:
    """What the connection classes need to know about the request they serve."""

    dialer: Dialer
    target: Target
    watch: Watch
    trusted: bool

    def connect(self) -> socket.socket:
        host = self.target.address or self.target.host
        return self.dialer.open(host, self.target.port, self.watch, trusted=self.trusted)


_current: ContextVar[_Exchange] = ContextVar("exchange")


class _GuardedConnection(HTTPConnection):
    """Connects by the current exchange only; without one it fails (LookupError) rather than connect unguarded."""

    def _new_conn(self) -> socket.socket:
        return _current.get().connect()

    def request(self, *args: Any, **kwargs: Any) -> None:
        if self.sock is not None:  # kept alive from an earlier request: under this request's clock from now on
            _current.get().watch.hold(self.sock)
        super().request(*args, **kwargs)


class _GuardedTlsConnection(_GuardedConnection, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _GuardedConnection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedTlsConnection


class _Adapter(HTTPAdapter):
    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(pool_connections=64, pool_maxsize=4)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        super().init_poolmanager(connections, maxsize, block, ssl_context=self._context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}

    def get_connection_with_tls_context(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> Any:
        return self.poolmanager.connection_from_url(request.url)

    def cert_verify(self, conn: Any, *_: Any) -> None:
        conn.cert_reqs = "CERT_REQUIRED"  # against the roots of our context, loaded once


@cache
def tls_context(bundle: str | None) -> ssl.SSLContext:
    """Return a verifying context with the roots of a PEM file (certifi's when None), nothing from the environment."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(bundle or certifi.where())
    return context


def user_agent(settings: Settings, *, mobile: bool = False) -> str:
    """Return who we are, with whom to write to; the mobile one adds the words that servers look for."""
    contact = settings.contact or settings.base_url
    name = f"Masthead/{version('masthead')} (+{''.join(c for c in contact if ' ' <= c <= '~')})"
    return f"Mozilla/5.0 (Linux; Android 14; Mobile) {name}" if mobile else name


class HttpClient:
    """GETs strangers' URLs. Thread-safe; `close` ends its connections, `abort` also those in use."""

    def __init__(self, settings: Settings, dialer: Dialer) -> None:
        self._dialer = dialer
        self._adapter = _Adapter(tls_context(settings.ca_bundle))
        self._agents = {mobile: user_agent(settings, mobile=mobile) for mobile in (False, True)}
        self._language = f"{settings.lang}, *;q=0.5"
        self._watches: set[Watch] = set()
        self._lock = threading.Lock()

    def get(
        self,
        url: str,
        *,
        limit: int,
        deadline: float,
        seconds: float = FETCH_SECONDS,
        admit: Admit | None = None,
        accept: str = "*/*",
        mobile: bool = False,
        trusted: bool = False,
        truncate: bool = False,
    ) -> Answer:
        """Return the answer to `url` after at most five redirects, whatever its status.

        `admit` is asked before each hop and may wait or raise. `deadline` is an instant of `time.monotonic`; `seconds`
        bounds the time spent on the network. Above `limit` bytes the body is refused, or cut when `truncate`. Only the
        first hop of a `trusted` URL (named in a setting) escapes the address rule. Raises `FetchError`.
        """
        headers = {
            "User-Agent": self._agents[mobile],
            "Accept": accept,
            "Accept-Language": self._language,
            "Accept-Encoding": "gzip, deflate, br",
        }
        target = _target(url)
        hops: list[str] = []
        seen: set[str] = set()
        while True:
            seen.add(target.url)
            try:
                if admit is not None:
                    admit(target)
                started = time.monotonic()
                with self._watching(min(seconds, deadline - started)) as watch:
                    exchange = _Exchange(self._dialer, target, watch, trusted and not hops)
                    answer = self._exchange(exchange, headers, limit, truncate)
                seconds -= time.monotonic() - started
                if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                    return Answer(target.url, answer.status, answer.headers, answer.body, tuple(hops))
                target = _target(_location(answer.headers["location"]), target.url)
                hops.append(target.url)
                if target.url in seen or len(hops) > MAX_REDIRECTS:
                    raise FetchError(MissingReason.REDIRECT_LOOP, f"{len(hops)} redirects")
            except FetchError as error:
                raise FetchError(error.reason, error.detail, redirected=bool(hops)) from None

    def close(self) -> None:
        """Close the connections kept alive."""
        self._adapter.close()

    def abort(self) -> None:
        """Shut every connection in use; their callers see TIMEOUT."""
        with self._lock:
            watches = tuple(self._watches)
        for watch in watches:
            watch.fire()

    def _watching(self, seconds: float) -> _Watching:
        return _Watching(self._watches, self._lock, seconds)

    def _exchange(self, exchange: _Exchange, headers: Mapping[str, str], limit: int, truncate: bool) -> Answer:
        request = requests.Request("GET", exchange.target.url, headers=dict(headers))
        token = _current.set(exchange)
        try:
            try:
                return self._send(request.prepare(), exchange.watch, limit, truncate)
            except (requests.ConnectionError, urllib3.exceptions.ProtocolError):
                if exchange.watch.dialled or exchange.watch.fired:
                    raise
                # The server had closed a connection that we kept alive: not its refusal, so ask once more.
                return self._send(request.prepare(), exchange.watch, limit, truncate)
        except (requests.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException) as error:
            raise _failure(error, exchange.watch) from None
        except (OSError, ValueError) as error:
            raise _failure(error, exchange.watch) from None
        finally:
            _current.reset(token)

    def _send(self, request: requests.PreparedRequest, watch: Watch, limit: int, truncate: bool) -> Answer:
        response = self._adapter.send(request, stream=True, timeout=watch.remaining)
        try:
            headers = {name.lower(): value for name, value in response.headers.items()}
            if sum(map(len, headers.values())) + sum(map(len, headers)) > _MAX_HEADERS:
                raise FetchError(MissingReason.TOO_LARGE, "headers")
            redirect = response.status_code in _REDIRECTS and "location" in headers
            if not redirect and headers.get("content-encoding", "").strip().lower() not in _ENCODINGS:
                raise FetchError(MissingReason.UNPARSABLE, "content encoding")
            body = b"" if redirect else _body(response.raw, watch, limit, truncate)
            return Answer(request.url or "", response.status_code, headers, body)
        finally:
            response.close()


class _Watching:
    """A watch that the client can fire while it runs."""

    def __init__(self, watches: set[Watch], lock: threading.Lock, seconds: float) -> None:
        self._watches, self._lock = watches, lock
        self._watch = Watch(seconds)

    def __enter__(self) -> Watch:
        with self._lock:
            self._watches.add(self._watch)
        return self._watch.__enter__()

    def __exit__(self, *error: Any) -> None:
        self._watch.__exit__(*error)
        with self._lock:
            self._watches.discard(self._watch)


def _body(raw: urllib3.HTTPResponse, watch: Watch, limit: int, truncate: bool) -> bytes:
    body = bytearray()
    while chunk := raw.read(_CHUNK, decode_content=True):
        body += chunk
        if len(body) > limit:
            if truncate:
                return bytes(body[:limit])
            raise FetchError(MissingReason.TOO_LARGE, f"more than {limit} bytes")
    if watch.fired:  # a shut socket reads like the end of a body without a length
        raise FetchError(MissingReason.TIMEOUT)
    return bytes(body)


def _target(url: str, base: str = "") -> Target:
    try:
        return read_target(url, base)
    except UsageError as error:
        raise FetchError(MissingReason.UNPARSABLE, str(error)) from None


def _location(value: str) -> str:
    """Header bytes arrive as Latin-1; addresses in them are UTF-8 in practice."""
    return value.encode("latin-1", "replace").decode("utf-8", "replace")


def _failure(error: Exception, watch: Watch) -> FetchError:
    if watch.fired or isinstance(error, (requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError)):
        return FetchError(MissingReason.TIMEOUT)
    if isinstance(error, (requests.exceptions.SSLError, urllib3.exceptions.SSLError, ssl.SSLError)):
        return FetchError(MissingReason.TLS_INVALID)
    if isinstance(error, urllib3.exceptions.DecodeError):
        return FetchError(MissingReason.UNPARSABLE, "content encoding")
    if isinstance(error, ValueError):
        return FetchError(MissingReason.UNPARSABLE, "the address or the answer's header")
    return FetchError(MissingReason.UNREACHABLE, "the connection failed or was cut short")
