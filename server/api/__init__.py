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
    snapshot,
    verdicts,
)
from server.api.schemas import Problem, verdict_schema
from server.api.stored import StoredVerdicts
from server.service import Service
from server.web import blueprint as web
from server.web.audits import blueprint as audit_pages
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
        HTTP_ERROR_SCHEMA=Problem.model_json_schema(),
        VALIDATION_ERROR_SCHEMA=Problem.model_json_schema(),
        VALIDATION_ERROR_STATUS_CODE=422,
        RATELIMIT_HEADERS_ENABLED=True,
    )
    service.attach(app)
    problems.install(app)
    for module in (
        *(checks, events, reports, audits, comparisons, verdicts, domains),
        *(reviews, replies, snapshot, health),
    ):
        app.register_blueprint(module.blueprint)
    app.register_blueprint(web)
    app.register_blueprint(statements)
    app.register_blueprint(audit_pages)
    observe.install(app)
    security.install(app, service.settings)
    app.spec_processor(_described)
    app.wsgi_app = observe.Observed(StoredVerdicts(app.wsgi_app, service))  # type: ignore[method-assign]
    return app


def _described(spec: Any) -> Any:
    """Add the verdict's schema, and name problem documents by their media type."""
    schema, definitions = verdict_schema("#/components/schemas/{name}")
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    schemas.update({"Verdict": schema, **definitions})
    schemas.pop("ValidationError", None)
    schemas["Problem"] = Problem.model_json_schema()
    spec["paths"]["/v1/audits"]["post"]["requestBody"] = {"content": audits.BODY}
    for path in spec["paths"].values():
        for operation in path.values():
            _described_errors(operation)
    return spec


def _described_errors(operation: dict[str, Any]) -> None:
    """Say that errors are problem documents, and which of them any body that is sent may meet."""
    responses = operation["responses"]
    if "requestBody" in operation:
        operation["requestBody"]["required"] = True
        responses |= {"400": {"description": "Not JSON"}, "413": {"description": "Too large"}}
    for status, response in responses.items():
        if str(status) >= "400":
            response["content"] = {problems.TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
