"""Audits as pages: give a list, see how far it is, read what was found. A public service shows them over the API only.

The pages belong to whoever runs the service: without a public address it serves one person, who reads every audit.
"""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from server.audit import fingerprint
from server.errors import UsageError
from server.listing import format_of, read_rows
from server.service import service
from server.web import error_page, page
from server.web.audited import view

NEWEST = 20  # audits on the first page
blueprint = APIBlueprint("audits_pages", __name__, enable_openapi=False)


@blueprint.get("/audits")
def front() -> Response:
    """Show the field for a list, and the newest audits."""
    return _front()


@blueprint.post("/audits")
def ask() -> AnyResponse:
    """Take a list, typed or as a file, and go to its audit."""
    here = service()
    if not here.owner:
        return error_page(404)
    file = request.files.get("file")
    data = file.read() if file else request.form.get("list", "").encode()
    try:
        form = format_of(file.filename or "" if file else "", data[:4096].decode("utf-8-sig", "replace"))
        rows = list(read_rows(data, form))
    except UsageError as error:
        return _front(422, str(error))
    if not rows:
        return _front(422, "the list is empty")
    audit = here.jobs.audit(rows, source=fingerprint(data), owner=here.owner, private=False)
    return redirect(url_for("audits_pages.look", identifier=audit.id, lang=request.args.get("lang")), 303)


@blueprint.get("/audits/<identifier>")
def look(identifier: str) -> Response:
    """Show how far an audit is, and what it has found."""
    here = service()
    audit = here.store.audits.get(identifier)
    if audit is None or not here.owner or audit.owner != here.owner:
        return error_page(404)
    return page("audit.html", **view(audit, here.store, request.args))


def _front(status: int = 200, problem: str = "") -> Response:
    here = service()
    if not here.owner:
        return error_page(404)
    newest = here.store.audits.of_owner(here.owner, NEWEST)
    return page("audits.html", status, problem=problem, newest=[(a, here.store.audits.counts(a.id)) for a in newest])
