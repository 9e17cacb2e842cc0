"""Headers on every answer, and how often one address may ask."""

from __future__ import annotations

from typing import Any

from apiflask import APIFlask
from flask import Response, abort, request
from flask_limiter import Limiter

from server.service import client_address
from server.settings import Settings

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LIMITED = ("checks.ask", "web.ask", "seen.seen")


def install(app: APIFlask, settings: Settings) -> None:
    """Set the headers, refuse bodies that are not JSON, and limit what makes us read others' sites."""
    app.after_request(_with_headers)
    app.before_request(_only_json)
    limiter = Limiter(
        lambda: client_address(request),
        headers_enabled=True,
        storage_uri="memory://",
        enabled=settings.rate_limit is not None,
    )
    limiter.init_app(app)
    if settings.rate_limit is not None:
        limit = limiter.shared_limit(settings.rate_limit, scope="checks")
        for endpoint in LIMITED:
            view: Any = app.view_functions[endpoint]
            app.view_functions[endpoint] = limit(view)


def _with_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response


def _only_json() -> None:
    if request.method == "POST" and request.path.startswith("/v1/") and request.endpoint and not request.is_json:
        abort(415, "send JSON (Content-Type: application/json)")
