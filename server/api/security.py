"""Headers on every answer, who asks, how often one may, and what pages of other sites may not."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from apiflask import APIFlask
from flask import Response, abort, g, request
from flask_limiter import Limiter

from server.api import audits
from server.api.problems import problem
from server.api.rates import SCHEME
from server.service import Service, client_address, key_of_request
from server.service import service as current
from server.web import comparing

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# What makes us read others' sites, think hard or keep what strangers write: views by the name of their common limit.
LIMITED = {
    "checks": ("checks.ask", "web.ask", "seen.seen"),
    "comparisons": ("comparisons.compare", "comparing.ask"),
    "audits": ("audits.ask", "audits_pages.ask"),
    "statements": ("reviews.dispute", "statements.dispute", "replies.ask", "replies.verify"),
}
BODIES = {
    "comparisons.compare": comparing.MAX_BODY,
    "comparing.ask": comparing.MAX_BODY,
    "audits.ask": audits.MAX_BODY,
}  # bytes; the others are limited by the application
SCOPED = {
    "checks.ask": "checks",
    "comparisons.compare": "comparisons",
    "audits.ask": "audits",
}  # what a key must be allowed


def install(app: APIFlask, service: Service) -> None:
    """Set the headers, find out who asks, refuse what no view could read, and limit how often one may ask."""
    app.after_request(_with_headers)
    for refuse in (_asked_here, _readable, _known, _only_json):
        app.before_request(refuse)
    counters = {"opened": lambda: (service.store.rates, service.signer().secret("rates"))}
    limiter = Limiter(
        _caller,
        headers_enabled=True,
        storage_uri=f"{SCHEME}://",
        storage_options=counters,  # type: ignore[arg-type]  # handed on to `StoreCounters` as they are
    )
    limiter.init_app(app)
    for scope, endpoints in LIMITED.items():
        limit = limiter.shared_limit(lambda: _rate() or "", scope, exempt_when=lambda: _rate() is None)
        for endpoint in endpoints:
            view: Any = app.view_functions[endpoint]
            app.view_functions[endpoint] = limit(view)


def _asked_here() -> Response | None:
    """Refuse what a page of another site makes its reader's browser ask.

    A name that such a page's owner leads to this machine would let the page read what a server for one person shows
    (DNS rebinding); and a form, or what is sent as one, needs nobody's leave to be sent anywhere.
    """
    settings = current().settings
    alone = settings.public_url is None and not settings.trusted_proxies and _is_this_machine(f"//{settings.bind}")
    if alone and not _is_this_machine(request.host_url):
        return problem(421, "a server for this machine alone is asked as localhost or by its number")
    if request.method == "POST" and not request.is_json and request.headers.get("Sec-Fetch-Site") == "cross-site":
        return problem(403, "a page of another site sent this")
    return None


def _is_this_machine(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # no name at all
        return False
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _caller() -> str:
    key = key_of_request()
    return key.owner if key else client_address(request)


def _rate() -> str | None:
    key = key_of_request()
    return key.rate if key else current().settings.rate_limit


def _known() -> Response | None:
    """Find the key that is sent; one that we do not know is an error, and not nobody."""
    sent = request.headers.get("Authorization")
    if sent is None or not request.path.startswith("/v1/"):
        return None
    scheme, _, secret = sent.partition(" ")
    g.key = current().store.keys.find(secret.strip()) if scheme.lower() == "bearer" else None
    if g.key is None:
        return problem(401, "the key is unknown or revoked", "invalid-key", {"WWW-Authenticate": "Bearer"})
    needed = SCOPED.get(request.endpoint or "")
    if needed and needed not in g.key.scopes:
        return problem(403, f"the key is not made for {needed}", "missing-scope")
    return None


def _readable() -> Response | None:
    """Refuse addresses with a NUL, which no database keeps and no address has; let long bodies in where they belong."""
    if request.endpoint in BODIES:
        request.max_content_length = request.max_form_memory_size = BODIES[request.endpoint]
    texts = (request.path, *request.args.keys(), *(text for _, text in request.args.items(multi=True)))
    return problem(400, "the address has a NUL in it") if any("\0" in text for text in texts) else None


def _with_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.path.startswith("/v1/") and response.status_code == 200 and response.is_json:
        _conditional(response)
    return response


def _conditional(response: Response) -> None:
    """Give what is read an entity tag, so that who has it already is not sent it again."""
    if request.method == "GET" and "ETag" not in response.headers and not response.is_streamed:
        response.add_etag()
        response.make_conditional(request)


def _only_json() -> None:
    sends = request.method == "POST" and request.endpoint not in (None, "audits.ask") and request.content_length
    if sends and request.path.startswith("/v1/") and not request.is_json:
        abort(415, "send JSON (Content-Type: application/json)")
