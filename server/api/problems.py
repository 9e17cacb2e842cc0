"""Errors as problem documents (RFC 9457), whatever raised them."""

from __future__ import annotations

import json
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

import structlog
from apiflask import APIFlask, HTTPError
from flask import Response, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from detectors.model import MissingReason
from server.address import AddressError
from server.errors import CannotTry, NotInstalledError, StoreError, UsageError
from server.logs import place
from server.places import Busy
from server.web import error_page

TYPE = "application/problem+json"
_CANNOT = {MissingReason.FORBIDDEN_ADDRESS: "forbidden-address", MissingReason.NO_SUCH_NAME: "no-such-name"}
# The last part of each type and its status; what it means is said by the message table "problem".
KINDS = MappingProxyType(
    {
        "validation": 422,
        "malformed-url": 422,
        "userinfo": 422,
        "personal-query": 422,
        "forbidden-address": 422,
        "no-such-name": 422,
        "cannot-compare": 422,
        "invalid-key": 401,
        "key-needed": 401,
        "missing-scope": 403,
        "not-verified": 409,
        "no-longer-kept": 410,
        "rate-limited": 429,
        "not-installed": 501,
        "busy": 503,
        "failed": 200,
    }
)
log = structlog.get_logger(__name__)


def problem(
    status: int, detail: str = "", kind: str = "", headers: dict[str, str] | None = None, **more: Any
) -> Response:
    """Return a problem document; `kind` is the last part of its type, "" for one that the status alone explains."""
    title = HTTPStatus(status).phrase if not kind else kind.replace("-", " ").capitalize()
    body = {"type": f"/problems/{kind}" if kind else "about:blank", "title": title, "status": status}
    if detail:
        body["detail"] = detail
    return Response(json.dumps({**body, **more}), status, headers, content_type=TYPE)


def install(app: APIFlask) -> None:
    """Make every error of the application a problem document."""

    @app.error_processor
    def validation(error: HTTPError) -> Response:
        if error.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
            return problem(422, "the request is not of the documented shape", "validation", errors=error.detail)
        return problem(error.status_code, error.message or "")

    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(AddressError, lambda error: problem(422, str(error), error.kind))
    app.register_error_handler(UsageError, lambda error: problem(422, str(error), "malformed-url"))
    app.register_error_handler(CannotTry, lambda error: problem(422, str(error), _CANNOT[error.reason]))
    app.register_error_handler(Busy, lambda error: problem(503, str(error), "busy", {"Retry-After": str(error.again)}))
    app.register_error_handler(StoreError, lambda error: problem(410, str(error), "no-longer-kept"))
    app.register_error_handler(NotInstalledError, lambda error: problem(501, str(error), "not-installed"))
    app.register_error_handler(OperationalError, _away)
    app.register_error_handler(Exception, _unexpected)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    page = request.accept_mimetypes.best_match((TYPE, "text/html")) == "text/html"
    if page and not request.path.startswith("/v1/"):
        return error_page(status)
    if error.response is not None or status < 400:  # a redirect
        return Response(error.get_body(), status, error.get_headers())
    kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    return problem(status, error.description or "", "rate-limited" if status == 429 else "", kept)


def _away(error: OperationalError) -> Response:
    log.error("the store is away", where=place(error))
    return problem(503, "the store does not answer", headers={"Retry-After": "5"})


def _unexpected(error: Exception) -> Response:
    log.error("request failed", reason=type(error).__name__, where=place(error))
    return problem(500, "this went wrong on our side")
