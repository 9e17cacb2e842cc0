"""What APIFlask does not know of the API's description: the verdict's schema, keys, and how errors look."""

from __future__ import annotations

from typing import Any

from server.api import audits
from server.api.problems import TYPE
from server.api.schemas import Problem, verdict_schema
from server.api.security import SCOPED

_KEYS = {"key": {"type": "http", "scheme": "bearer", "description": "An API key; none is needed to read."}}
_SCOPED = {f"post_{endpoint.replace('.', '_')}" for endpoint in SCOPED}
_PROBLEM = {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def described(spec: Any) -> Any:
    """Return the description completed."""
    schema, definitions = verdict_schema("#/components/schemas/{name}")
    components = spec.setdefault("components", {})
    components["securitySchemes"] = _KEYS
    schemas = components.setdefault("schemas", {})
    schemas.update({"Verdict": schema, **definitions})
    schemas.pop("ValidationError", None)
    schemas["Problem"] = Problem.model_json_schema()
    spec["paths"]["/v1/audits"]["post"]["requestBody"] = {"content": audits.BODY}
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            if path.startswith("/v1/"):
                _may_have_a_key(operation)
            if method == "get" and "application/json" in operation["responses"].get("200", {}).get("content", ()):
                operation["responses"].setdefault("304", {"description": "It has not changed"})
            _says_what_may_go_wrong(operation)
    return spec


def _may_have_a_key(operation: dict[str, Any]) -> None:
    """Say that a key is optional, and what a wrong one is answered with."""
    operation["security"] = [{}, {"key": []}]
    operation["responses"].setdefault("401", {"description": "The key is unknown or revoked"})
    if operation["operationId"] in _SCOPED:
        operation["responses"]["403"] = {"description": "The key is not made for this"}


def _says_what_may_go_wrong(operation: dict[str, Any]) -> None:
    """Say that errors are problem documents, and which of them any body that is sent may meet."""
    responses = operation["responses"]
    responses.setdefault("400", {"description": "The address or the body cannot be read"})
    if "requestBody" in operation:
        operation["requestBody"]["required"] = True
        responses["413"] = {"description": "Too large"}
    for status, response in responses.items():
        if str(status) >= "400":
            response["content"] = _PROBLEM
