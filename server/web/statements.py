"""What people say of verdicts, on pages: the form for a dispute, and the log of corrections."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from server.service import service
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
