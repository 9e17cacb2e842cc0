"""Is the service alive, and can it work."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, jsonify
from sqlalchemy.exc import SQLAlchemyError

from server import metrics
from server.api.problems import problem
from server.api.schemas import Health, answers, told
from server.service import service

COUNTED = told("The counters", "text/plain", {"type": "string"})
blueprint = APIBlueprint("health", __name__, tag="Health")


@blueprint.get("/healthz")
@blueprint.output(Health)
@blueprint.doc(summary="The process answers")
def healthz() -> Response:
    """Answer."""
    return jsonify({"status": "ok"})


@blueprint.get("/readyz")
@blueprint.output(Health)
@blueprint.doc(summary="The store answers", responses=answers({503: told("It does not")}))
def readyz() -> Response:
    """Ask the store for nothing."""
    here = service()
    try:
        here.store.ping()
        waiting = here.store.checks.waiting()
    except SQLAlchemyError:
        return problem(503, "the store does not answer")
    return jsonify({"status": "ready", "waiting": waiting})


@blueprint.get("/metrics")
@blueprint.doc(summary="What is counted, for Prometheus", responses=answers({200: COUNTED}))
def counted() -> Response:
    """Return the counters of this process, and how many checks wait."""
    metrics.waiting.set(service().store.checks.waiting())
    return Response(metrics.page(), content_type=metrics.CONTENT_TYPE, headers={"Cache-Control": "no-store"})
