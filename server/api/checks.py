"""Checks: ask for one, look how far it is, take its verdict and its evidence."""

from __future__ import annotations

import re
from typing import Any

from apiflask import APIBlueprint
from flask import Response, jsonify, request

from server.api.problems import problem
from server.api.schemas import CheckRequest, CheckState, answers, told
from server.api.stored import rendered
from server.api.waiting import waited
from server.bundling import bundled
from server.places import Places
from server.report.document import links
from server.service import Service, language, service
from server.store import Check, Stored

MAX_WAIT = 25
BUNDLES = 4  # made at once: each is held in memory whole
_bundling = Places(BUNDLES, "too many bundles are being made; ask again in a minute", patience=2.0)
_EITHER = {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in ("Verdict", "CheckState")]}
FOUND = told("The verdict, or how far the check is", "application/json", _EITHER)
WACZ = told("A WACZ file", "application/wacz", {"type": "string", "contentEncoding": "binary"})
blueprint = APIBlueprint("checks", __name__, url_prefix="/v1/checks", tag="Checks")


@blueprint.post("")
@blueprint.input(CheckRequest, location="json", arg_name="asked")
@blueprint.output(CheckState, status_code=202, description="The check is queued.")
@blueprint.doc(
    summary="Check a page and its site",
    description="`Prefer: wait=N` (at most 25 seconds) waits for the verdict, unless many wait already.",
    responses=answers(
        {
            200: FOUND,
            415: told("Not JSON"),
            422: told("Cannot be checked"),
            429: told("Too many checks"),
            503: told("Too many wait"),
        }
    ),
)
def ask(asked: CheckRequest) -> Response:
    """Return a stored verdict, or queue a check."""
    here = service()
    found = here.begin(asked.url, fresh=asked.fresh, private=asked.private)
    if isinstance(found, Check):
        granted = _wait(here, found.id)
        response = _answer(here.find(found.id) or found, 202)
        response.headers.update({"Preference-Applied": f"wait={granted}"} if granted else {})
        return response
    return _answer(found, 202)


@blueprint.get("/<identifier>")
@blueprint.doc(
    summary="A check: its state, or its verdict",
    description="`ETag` and `If-None-Match` are honoured. A verdict's tag changes with its status and its reply.",
    responses=answers({200: FOUND, 304: told("It has not changed"), 404: told("No such check")}),
)
def look(identifier: str) -> Response:
    """Return the verdict of a check, or how far it is."""
    found = service().find(identifier)
    return problem(404, "there is no such check") if found is None else _answer(found, 200)


@blueprint.get("/<identifier>/bundle")
@blueprint.doc(
    summary="The evidence bundle of a verdict (WACZ)",
    responses=answers(
        {
            200: WACZ,
            404: told("No such verdict"),
            410: told("Its pages are no longer kept"),
            503: told("Too many at once"),
        }
    ),
)
def bundle(identifier: str) -> Response:
    """Return the signed evidence of a verdict."""
    here = service()
    stored = here.store.verdicts.get(identifier)
    if stored is None:
        return problem(404, "there is no such verdict")
    with _bundling.taken():
        data = bundled(stored, here.store, here.signer(), here.settings.base_url)
    headers = {"Content-Disposition": f'attachment; filename="{stored.id}.wacz"', "Cache-Control": "no-store"}
    return Response(data, 200, headers, content_type="application/wacz")


def _wait(here: Service, identifier: str) -> int:
    """Wait for a check as the request wishes, if there is a place to wait; a wish need not be granted (RFC 7240).

    Returns the seconds that were granted.
    """
    wished = _wished_wait()
    return wished if wished and waited(lambda: here.jobs.wait(identifier, wished)) else 0


def _wished_wait() -> int:
    """Read ``Prefer: wait=N`` (RFC 7240)."""
    found = re.search(r"(?:^|[,;\s])wait\s*=\s*\"?(\d{1,6})", request.headers.get("Prefer", ""), re.IGNORECASE)
    return min(int(found[1]), MAX_WAIT) if found else 0


def _answer(found: Stored | Check, status: int) -> Response:
    """Return a verdict, or with `status` the state of a check."""
    base_url = service().settings.base_url
    if isinstance(found, Stored):
        document, _, headers = rendered(found, language(request), base_url)
        response = Response(document, headers=headers, content_type="application/json")
        if request.method != "POST":
            response.make_conditional(request)
        return response
    body: dict[str, Any] = {"id": found.id, "status": found.state, "links": links(found.id, base_url)}
    if found.state == "failed":
        body["error"] = {"type": "/problems/failed", "detail": found.error}
    response = jsonify(body)
    if found.state in ("queued", "running"):
        response.status_code = status
        response.headers.update({"Location": body["links"]["self"], "Retry-After": "2"})
    response.headers["Cache-Control"] = "no-store"
    return response
