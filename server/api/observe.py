"""Around every request: an identifier for it, and what is counted of it.

An identifier that a proxy sends (``X-Request-Id``) is kept; the answer and every log line of the request carry it. The
log tells the route, never the address, so no page that somebody looks at stands in it; the Origin is not read.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import structlog
from flask import Flask, Response, request

from server import metrics

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ROUTE, REQUEST_ID = "masthead.route", "masthead.request_id"
NO_ROUTE = "-"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SENT = re.compile(r"[A-Za-z0-9._-]{8,64}")
log = structlog.get_logger(__name__)


class Observed:
    """A WSGI application around another one."""

    def __init__(self, inner: WSGIApplication) -> None:
        self._inner = inner

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, counted and with its identifier."""
        began = time.perf_counter()
        sent = environ.get("HTTP_X_REQUEST_ID", "")
        identifier = environ[REQUEST_ID] = sent if _SENT.fullmatch(sent) else secrets.token_hex(8)

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Callable[[bytes], object]:
            route = environ.get(ROUTE, NO_ROUTE)
            method = environ["REQUEST_METHOD"]
            metrics.requests.labels(method if method in _METHODS else "other", route, status[:3]).inc()
            metrics.request_seconds.labels(route).observe(time.perf_counter() - began)
            headers.append(("X-Request-Id", identifier))
            return start_response(status, headers, *more)

        return self._inner(environ, start)


def install(app: Flask) -> None:
    """Bind the request's identifier to its log lines, tell its route, and write a line for what changes something."""

    @app.before_request
    def _bind() -> None:
        rule = request.url_rule
        request.environ[ROUTE] = rule.rule if rule else NO_ROUTE
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.environ.get(REQUEST_ID, ""))

    @app.after_request
    def _tell(response: Response) -> Response:
        if request.method not in ("GET", "HEAD") or response.status_code >= 500:
            route = request.environ.get(ROUTE, NO_ROUTE)
            log.info("request", method=request.method, route=route, status=response.status_code)
        return response
