"""What people say of verdicts: disputes, and the public log of corrections."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, jsonify, make_response

from server.api.problems import problem
from server.api.schemas import CorrectionPage, CorrectionQuery, DisputeRequest, DisputeState, answers, told
from server.clock import now
from server.report.document import links
from server.service import service

blueprint = APIBlueprint("reviews", __name__, url_prefix="/v1", tag="Disputes and corrections")


@blueprint.post("/verdicts/<identifier>/disputes")
@blueprint.input(DisputeRequest, location="json", arg_name="said")
@blueprint.output(DisputeState, status_code=202, description="It is kept for the reviewer.")
@blueprint.doc(
    summary="Dispute a verdict",
    description=(
        "The verdict is `disputed`, shown grey everywhere, until a person has reviewed it. Once a dispute over it has "
        "been reviewed, it stays as it is while the next one waits."
    ),
    responses=answers({404: told("No such verdict"), 415: told("Not JSON"), 429: told("Too many")}),
)
def dispute(identifier: str, said: DisputeRequest) -> Response:
    """Take a dispute."""
    store = service().store
    if store.verdicts.get(identifier) is None:
        return problem(404, "there is no such verdict")
    made = store.reviews.dispute(identifier, said.reason)
    stored = store.verdicts.get(identifier)
    status = stored.status(now()) if stored else "disputed"
    return make_response(jsonify({"id": made, "verdict": identifier, "status": status}), 202)


@blueprint.get("/corrections")
@blueprint.input(CorrectionQuery, location="query", arg_name="wanted")
@blueprint.output(CorrectionPage)
@blueprint.doc(summary="The log of corrections: decisions on listed verdicts, newest first")
def corrections(wanted: CorrectionQuery) -> Response:
    """Return one page of the log."""
    here = service()
    before = None if wanted.cursor is None else int(wanted.cursor)
    found = here.store.reviews.corrections(before=before, limit=wanted.limit + 1)
    page = found[: wanted.limit]
    items = [
        {
            "verdict": line.verdict,
            "url": line.url,
            "at": line.at,
            "action": line.action,
            "reason": line.reason,
            "links": links(line.verdict, here.settings.base_url),
        }
        for line in page
    ]
    return jsonify({"items": items, "next": str(page[-1].id) if len(found) > wanted.limit else None})
