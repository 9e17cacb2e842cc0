"""Audits as pages: give a list, see how far it is, read what was found. A public service shows them over the API only.

The pages belong to whoever runs the service: without a public address it serves one person, who reads every audit.
"""

from __future__ import annotations

from collections.abc import Iterator

from apiflask import APIBlueprint
from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from detectors.model import Level, Verdict
from server.audit import fingerprint
from server.errors import UsageError
from server.listing import format_of, read_rows
from server.report.pairs import pairs_of
from server.report.summary import graph_of, summarize
from server.service import service
from server.store import Audit, Line
from server.store.audits import UNFINISHED
from server.view import judged_in
from server.web import error_page, page

SHOWN = 500  # lines of the table; the downloads have them all
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
    counts = here.store.audits.counts(audit.id)
    running = audit.state in UNFINISHED
    verdicts = list(judged_in(here.store, audit.id))
    found = summarize(verdicts)
    level = request.args.get("level", "")
    lines = [(line, core) for line, core in _lines(audit) if not level or (core and core.verdict.value == level)]
    return page(
        "audit.html",
        audit=audit,
        counts=counts,
        running=running,
        found=found,
        graph=graph_of(found.shared),
        pairs=pairs_of(verdicts),
        levels=[each.value for each in Level if found.levels[each.value]],
        chosen=level if level in set(Level) else "",
        lines=lines[:SHOWN],
        more=max(0, len(lines) - SHOWN),
    )


def _front(status: int = 200, problem: str = "") -> Response:
    here = service()
    if not here.owner:
        return error_page(404)
    newest = here.store.audits.of_owner(here.owner, NEWEST)
    return page("audits.html", status, problem=problem, newest=[(a, here.store.audits.counts(a.id)) for a in newest])


def _lines(audit: Audit) -> Iterator[tuple[Line, Verdict | None]]:
    store = service().store
    for line in store.audits.all_lines(audit.id):
        stored = store.verdicts.get(line.verdict) if line.state == "judged" and line.verdict else None
        yield line, stored.core if stored else None
