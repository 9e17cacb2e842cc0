"""Pages around verdicts: the form for a dispute, the log of corrections, and what a kind of problem means."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from server.report.messages import messages
from server.service import language, service
from server.web import error_page, page

MAX_REASON = 2000  # characters, as over the API
LINES = 100  # of the log
blueprint = APIBlueprint("statements", __name__, enable_openapi=False)


@blueprint.post("/checks/<identifier>/dispute")
def dispute(identifier: str) -> AnyResponse:
    """Take a dispute and go back to the verdict."""
    store = service().store
    if store.verdicts.get(identifier) is None:
        return error_page(404)
    reason = request.form.get("reason", "").replace("\0", "").strip()[:MAX_REASON]
    if reason:
        store.reviews.dispute(identifier, reason)
    lang = request.args.get("lang")
    taken = "1" if reason else None
    return redirect(url_for("web.look", identifier=identifier, lang=lang, disputed=taken, _anchor="dispute"), 303)


@blueprint.get("/corrections")
def corrections() -> Response:
    """Show the log of corrections."""
    return page("corrections.html", lines=service().store.reviews.corrections(before=None, limit=LINES))


@blueprint.get("/problems/<kind>")
def problem(kind: str) -> Response:
    """Explain a kind of problem: this is where the type of a problem document leads."""
    known = ("problem", kind) in messages(language(request)).keys()  # noqa: SIM118 - `keys` is a method of its own
    return page("problem.html", kind=kind) if known else error_page(404)
