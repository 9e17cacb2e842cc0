"""The only HTTP client of the house: requests over an adapter whose connections are dialled by us.

Every hop is resolved once, every address judged, a judged address connected; the name stays for SNI and the
certificate. There is no session: no cookies, no environment, no redirects but ours. A body is counted as it was sent,
and again after decoding.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPException
from importlib.metadata import version
from io import BytesIO

import requests
import urllib3.exceptions
from urllib3.exceptions import HTTPError, ProtocolError
from urllib3.response import BaseHTTPResponse, HTTPResponse

from detectors.model import MissingReason
from server.collect.dial import Dialer, Watch
from server.collect.guarded import Exchange, GuardedAdapter, current_exchange, tls_context
from server.collect.target import Target, read_target
from server.errors import FetchError, UsageError
from server.settings import Settings

PAGE_LIMIT = 4_000_000  # bytes after decoding
FILE_LIMIT = 256_000
FETCH_SECONDS = 10.0
MAX_REDIRECTS = 5
MAX_HOPS = 3  # of a link that is only looked through
_MAX_HEADERS = 64_000  # characters of all header fields together
_CHUNK = 16_384
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate", "br"})

Admit = Callable[[Target], None]
Spent = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """The final answer to a GET: header names in lower case, `body` decoded, `redirects` each later hop's URL."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    redirects: tuple[str, ...] = ()


@dataclass(slots=True)
class _Wanted:
    """What one GET may take; `seconds` and `trusted` dwindle from hop to hop."""

    limit: int
    deadline: float
    seconds: float
    trusted: bool
    truncate: bool
    headers: dict[str, str]
    method: str = "GET"


def user_agent(settings: Settings, *, mobile: bool = False) -> str:
    """Return who we are, with whom to write to; the mobile one adds the words that servers look for."""
    contact = settings.contact or settings.base_url
    name = f"Masthead/{version('masthead')} (+{''.join(c for c in contact if ' ' <= c <= '~')})"
    return f"Mozilla/5.0 (Linux; Android 14; Mobile) {name}" if mobile else name


class HttpClient:
    """GETs strangers' URLs. Thread-safe; `close` ends its connections, `abort` also those in use."""

    def __init__(self, settings: Settings, dialer: Dialer) -> None:
        self._dialer = dialer
        self._adapter = GuardedAdapter(tls_context(settings.ca_bundle))
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
        spent: Spent | None = None,
        accept: str = "*/*",
        mobile: bool = False,
        trusted: bool = False,
        truncate: bool = False,
    ) -> Answer:
        """Return the answer to `url` after at most five redirects, whatever its status.

        `admit` is asked before each hop and may wait or raise. `deadline` is an instant of `time.monotonic`; `seconds`
        bounds the time spent on the network, and `spent` is told how much of it was. Above `limit` bytes the body is
        refused, or cut when `truncate`. Only the first hop of a `trusted` URL (named in a setting) escapes the address
        rule. Raises `FetchError`.
        """
        wanted = _Wanted(limit, deadline, seconds, trusted, truncate, self._headers(accept, mobile=mobile))
        try:
            return self._follow(_target(url), wanted, admit)
        finally:
            if spent is not None:
                spent(seconds - wanted.seconds)

    def follow(
        self, url: str, *, deadline: float, admit: Admit, enough: Callable[[str], bool], seconds: float = FETCH_SECONDS
    ) -> tuple[str, ...]:
        """Return the addresses that `url` leads to, at most `MAX_HOPS`, by HEAD requests; no body is ever read.

        Following ends at the first address that is `enough`, which is not asked. What ends it later leaves what was
        learnt. Raises `FetchError` when `url` itself gives no answer.
        """
        wanted = _Wanted(0, deadline, seconds, False, True, self._headers("*/*", mobile=False), method="HEAD")
        found: list[str] = []
        target = _target(url)
        try:
            while len(found) < MAX_HOPS:
                admit(target)
                answer = self._hop(target, wanted)
                if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                    break
                target = _target(_location(answer.headers["location"]), target.url)
                if target.url in found:
                    break
                found.append(target.url)
                if enough(target.url):
                    break
        except FetchError:
            if not found:
                raise
        return tuple(found)

    def close(self) -> None:
        """Close the connections kept alive."""
        self._adapter.close()

    def abort(self) -> None:
        """Shut every connection in use; their callers see TIMEOUT."""
        with self._lock:
            watches = tuple(self._watches)
        for watch in watches:
            watch.fire()

    def _follow(self, target: Target, wanted: _Wanted, admit: Admit | None) -> Answer:
        hops: list[str] = []
        seen: set[str] = set()
        while True:
            seen.add(target.url)
            try:
                if admit is not None:
                    admit(target)
                answer = self._hop(target, wanted)
                if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                    return replace(answer, url=target.url, redirects=tuple(hops))
                target = _target(_location(answer.headers["location"]), target.url)
                hops.append(target.url)
                if target.url in seen or len(hops) > MAX_REDIRECTS:
                    raise FetchError(MissingReason.REDIRECT_LOOP, f"{len(hops)} redirects")
            except FetchError as error:
                raise FetchError(error.reason, error.detail, redirected=bool(hops)) from None
            wanted.trusted = False

    def _headers(self, accept: str, *, mobile: bool) -> dict[str, str]:
        return {
            "User-Agent": self._agents[mobile],
            "Accept": accept,
            "Accept-Language": self._language,
            "Accept-Encoding": "gzip, deflate, br",
        }

    def _hop(self, target: Target, wanted: _Wanted) -> Answer:
        started = time.monotonic()
        with Watch(min(wanted.seconds, wanted.deadline - started)) as watch, self._abortable(watch):
            token = current_exchange.set(Exchange(self._dialer, target, watch, wanted.trusted))
            try:
                return self._exchange(target, wanted, watch)
            except (requests.RequestException, HTTPError, HTTPException, OSError, ValueError) as error:
                raise _failure(error, watch) from None
            finally:
                current_exchange.reset(token)
                wanted.seconds -= time.monotonic() - started

    @contextmanager
    def _abortable(self, watch: Watch) -> Iterator[None]:
        with self._lock:
            self._watches.add(watch)
        try:
            yield
        finally:
            with self._lock:
                self._watches.discard(watch)

    def _exchange(self, target: Target, wanted: _Wanted, watch: Watch) -> Answer:
        request = requests.Request(wanted.method, target.url, headers=wanted.headers).prepare()
        try:
            return self._send(request, wanted, watch)
        except (requests.ConnectionError, ProtocolError):
            if watch.dialled or watch.fired:
                raise
            # The server had closed a connection that we kept alive: not its refusal, so ask once more.
            return self._send(request, wanted, watch)

    def _send(self, request: requests.PreparedRequest, wanted: _Wanted, watch: Watch) -> Answer:
        response = self._adapter.send(request, stream=True, timeout=watch.remaining)
        try:
            headers = {name.lower(): value for name, value in response.headers.items()}
            if sum(map(len, headers.values())) + sum(map(len, headers)) > _MAX_HEADERS:
                raise FetchError(MissingReason.TOO_LARGE, "headers")
            redirect = response.status_code in _REDIRECTS and "location" in headers
            if not redirect and headers.get("content-encoding", "").strip().lower() not in _ENCODINGS:
                raise FetchError(MissingReason.UNPARSABLE, "content encoding")
            body = b"" if redirect else _body(response.raw, wanted, watch)
            return Answer(request.url or "", response.status_code, headers, body)
        finally:
            response.close()


def _body(raw: BaseHTTPResponse, wanted: _Wanted, watch: Watch) -> bytes:
    """Return the decoded body. All of it is read before any is decoded: megabytes of it may decode to nothing."""
    sent = _within(raw, wanted, decode=False)
    if watch.fired:  # a shut socket reads like the end of a body without a length
        raise FetchError(MissingReason.TIMEOUT)
    encoding = raw.headers.get("content-encoding")
    if not encoding:
        return sent
    coded = HTTPResponse(BytesIO(sent), {"content-encoding": encoding}, preload_content=False)
    return _within(coded, wanted, decode=True)


def _within(raw: BaseHTTPResponse, wanted: _Wanted, *, decode: bool) -> bytes:
    body = bytearray()
    while chunk := raw.read(_CHUNK, decode_content=decode):
        body += chunk
        if len(body) > wanted.limit:
            if wanted.truncate:
                return bytes(body[: wanted.limit])
            raise FetchError(MissingReason.TOO_LARGE, f"more than {wanted.limit} bytes")
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
