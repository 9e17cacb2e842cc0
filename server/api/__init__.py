"""The HTTP API and the pages: thin views over check and store."""

from __future__ import annotations

from typing import Any

from apiflask import APIFlask
from flask.json.provider import DefaultJSONProvider

from detectors.version import VERSION
from server.api import (
    audits,
    checks,
    comparisons,
    domains,
    events,
    health,
    observe,
    problems,
    replies,
    reports,
    reviews,
    security,
    seen,
    snapshot,
    verdicts,
)
from server.api.description import described
from server.api.schemas import Problem
from server.api.stored import StoredVerdicts
from server.service import Service
from server.web import blueprint as web
from server.web import compression
from server.web.audits import blueprint as audit_pages
from server.web.comparing import blueprint as comparing
from server.web.domains import blueprint as domain_pages
from server.web.ourselves import blueprint as ourselves
from server.web.statements import blueprint as statements

MAX_BODY = 64 * 1024


class Json(DefaultJSONProvider):
    """JSON whose nesting is bounded by the reader's: too deep is malformed like any other slip."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Read JSON; raises ValueError."""
        try:
            return super().loads(s, **kwargs)
        except RecursionError:
            raise ValueError("nested too deeply") from None


def create_app(service: Service) -> APIFlask:
    """Return the WSGI application of a service."""
    app = APIFlask(
        "server.web", title="Masthead", version=VERSION, spec_path="/v1/openapi.json", docs_path=None, json_errors=False
    )
    app.json = Json(app)
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY,
        OPENAPI_VERSION="3.1.0",
        AUTO_404_RESPONSE=False,
        AUTO_OPERATION_ID=True,
        HTTP_ERROR_SCHEMA=Problem.model_json_schema(),
        VALIDATION_ERROR_SCHEMA=Problem.model_json_schema(),
        VALIDATION_ERROR_STATUS_CODE=422,
        RATELIMIT_HEADERS_ENABLED=True,
    )
    service.attach(app)
    problems.install(app)
    for module in (
        *(checks, seen, events, reports, audits, comparisons, verdicts, domains),
        *(reviews, replies, snapshot, health),
    ):
        app.register_blueprint(module.blueprint)
    for pages in (web, statements, audit_pages, domain_pages, comparing, ourselves):
        app.register_blueprint(pages)
    observe.install(app)
    security.install(app, service)
    compression.install(app)
    app.spec_processor(described)
    app.wsgi_app = observe.Observed(StoredVerdicts(app.wsgi_app, service))  # type: ignore[method-assign]
    return app
