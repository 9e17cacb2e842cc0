"""Audits of many addresses: ask for one, follow it, take its results. Only who asked reads them."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterator
from typing import Any

from apiflask import APIBlueprint
from flask import Response, abort, jsonify, request
from pydantic import ValidationError

from server.api.problems import problem
from server.api.schemas import AuditRequest, AuditState, answers, told
from server.api.waiting import EVENTS, FULL, Event, followed
from server.audit import fingerprint
from server.listing import MEDIA_TYPES, Row, read_rows
from server.report.audited import tables
from server.report.pairs import pair_lines, pair_table, pairs_of
from server.report.results import Documents, Shown, columns_of, csv_lines, json_lines
from server.service import Service, language, service
from server.store import Audit
from server.store.audits import UNFINISHED
from server.view import judged_in, shown
from server.web.audited import one_file, packed, view

MAX_BODY = 16 * 1024 * 1024  # bytes: more than 100,000 addresses
MAX_ROWS = 200_000
STEP = 0.5  # seconds between looks at how far an audit is
ANSWER = told("Results of every line", "application/jsonl", {"type": "string"})
TABLE = told("Results of every line", "text/csv", {"type": "string"})
REPORT = {
    "description": "The file",
    "content": {"text/html": {"schema": {"type": "string"}}, "application/zip": {"schema": {"type": "string"}}},
}
NEEDED = told("A key is needed, or it is unknown or revoked")
NOT_YOURS = {401: NEEDED, 404: told("No such audit, or not yours")}
BODY = {
    "application/json": {"schema": AuditRequest.model_json_schema()},
    **{kind: {"schema": {"type": "string"}} for kind in MEDIA_TYPES},
}
blueprint = APIBlueprint("audits", __name__, url_prefix="/v1/audits", tag="Audits")


@blueprint.post("")
@blueprint.output(AuditState, status_code=202, description="The audit is queued.")
@blueprint.doc(
    summary="Audit many addresses",
    description=(
        'JSON `{"urls": [...], "private": false}`, or a list as `text/plain`, `text/csv` with a url column (other '
        "columns are kept) or `application/jsonl`; `?private=true` for these. A service with a public address wants a "
        "key with the scope `audits`."
    ),
    responses=answers({401: NEEDED, 415: told("Not a list"), 422: told("Not a list"), 429: told("Too many")}),
)
def ask() -> Response:
    """Queue an audit."""
    here = service()
    if not here.owner:
        return _key_needed()
    rows, private = _asked()
    if len(rows) > MAX_ROWS:
        abort(413, f"an audit takes at most {MAX_ROWS} lines")
    audit = here.jobs.audit(rows, source=fingerprint(request.get_data()), owner=here.owner, private=private)
    response = jsonify(_state(here, audit))
    response.status_code = 202
    response.headers["Location"] = response.get_json()["links"]["self"]
    return _uncached(response)


@blueprint.get("/<identifier>")
@blueprint.output(AuditState)
@blueprint.doc(summary="How far an audit is", responses=answers(NOT_YOURS))
def look(identifier: str) -> Response:
    """Return the state of an audit."""
    here = service()
    return _uncached(jsonify(_state(here, _found(here, identifier))))


@blueprint.get("/<identifier>/events")
@blueprint.doc(
    summary="Follow an audit",
    description="Server-sent events: `progress` with the state of the audit, and `done` at the end.",
    responses=answers({200: EVENTS, **NOT_YOURS, 503: FULL}),
)
def follow(identifier: str) -> Response:
    """Stream the progress of an audit."""
    here = service()
    return followed(_events(here, _found(here, identifier)))


@blueprint.get("/<identifier>/results.jsonl")
@blueprint.doc(
    summary="The results of an audit, one line for each line of the list", responses=answers({200: ANSWER, **NOT_YOURS})
)
def results_jsonl(identifier: str) -> Response:
    """Return the results so far as JSON lines."""
    here = service()
    lines = here.store.audits.all_lines(_found(here, identifier).id)
    return _download(json_lines(lines, _documents(here)), identifier, "jsonl", "application/jsonl")


@blueprint.get("/<identifier>/results.csv")
@blueprint.doc(
    summary="The results of an audit as a table, one row for each line of the list",
    responses=answers({200: TABLE, **NOT_YOURS}),
)
def results_csv(identifier: str) -> Response:
    """Return the results so far as CSV."""
    here = service()
    found, lines = _found(here, identifier).id, here.store.audits.all_lines
    columns = columns_of(lines(found))
    return _download(csv_lines(lines(found), _documents(here), columns), identifier, "csv", "text/csv; charset=utf-8")


@blueprint.get("/<identifier>/report.<form>")
@blueprint.doc(
    summary="The report of an audit",
    description=(
        "`html`: one file with everything inside, who stands behind how many of the sites, what they share, as a graph "
        "and a table, copied passages, likeness of hands, and the lines. `zip`: the same with its tables as CSV."
    ),
    responses=answers({200: REPORT, **NOT_YOURS}),
)
def report(identifier: str, form: str) -> Response:
    """Return the report on what was found so far."""
    here = service()
    audit = _found(here, identifier)
    if form not in ("html", "zip"):
        return problem(404, "the forms are html, zip")
    shown = view(audit, here.store)
    page = one_file(shown, language(request), here.settings.base_url)
    if form == "html":
        return _download(iter((page,)), identifier, "html", "text/html; charset=utf-8")
    response = Response(packed({"report.html": page, **tables(shown["found"])}), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="audit-{identifier}.zip"'
    return _uncached(response)


@blueprint.get("/<identifier>/hands.jsonl")
@blueprint.doc(
    summary="The pairs of hands that were compared, most alike first",
    description="Leads with what may be said of each, the words and posts a side, and the measured error rate.",
    responses=answers({200: ANSWER, **NOT_YOURS}),
)
def hands_jsonl(identifier: str) -> Response:
    """Return the pairs of hands as JSON lines."""
    here = service()
    pairs = pairs_of(judged_in(here.store, _found(here, identifier).id))
    return _download(pair_lines(pairs), f"{identifier}-hands", "jsonl", "application/jsonl")


@blueprint.get("/<identifier>/hands.csv")
@blueprint.doc(
    summary="The pairs of hands that were compared as a table, most alike first",
    responses=answers({200: TABLE, **NOT_YOURS}),
)
def hands_csv(identifier: str) -> Response:
    """Return the pairs of hands as CSV."""
    here = service()
    pairs = pairs_of(judged_in(here.store, _found(here, identifier).id))
    return _download(pair_table(pairs), f"{identifier}-hands", "csv", "text/csv; charset=utf-8")


def _asked() -> tuple[list[Row], bool]:
    """Return the rows of the request's list, and whether it is private."""
    if request.is_json:
        try:
            asked = AuditRequest.model_validate(request.get_json())
        except ValidationError as error:
            abort(422, "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:3]))
        return [Row(number, url.strip()) for number, url in enumerate(asked.urls, 1)], asked.private
    form = MEDIA_TYPES.get(request.mimetype)
    if form is None:
        abort(415, f"send JSON, or one of {', '.join(MEDIA_TYPES)}")
    rows = list(read_rows(request.get_data(), form))
    if not rows:
        abort(422, "the list is empty")
    return rows, request.args.get("private", "") == "true"


def _found(here: Service, identifier: str) -> Audit:
    """Return the caller's audit; nobody learns whether another's exists."""
    if not here.owner:
        abort(_key_needed())
    audit = here.store.audits.get(identifier)
    if audit is None or audit.owner != here.owner:
        abort(404, "there is no such audit")
    return audit


def _key_needed() -> Response:
    return problem(401, "audits are made and read with a key", "key-needed", {"WWW-Authenticate": "Bearer"})


def _state(here: Service, audit: Audit) -> dict[str, Any]:
    counts = here.store.audits.counts(audit.id)
    base = f"{here.settings.base_url}/v1/audits/{audit.id}"
    return {
        "id": audit.id,
        "status": audit.state,
        "made_at": audit.made_at,
        "ended_at": audit.ended_at,
        "lines": counts.total,
        "states": dict(counts.states),
        "verdicts": dict(counts.levels),
        "links": {
            "self": base,
            "events": f"{base}/events",
            "results_jsonl": f"{base}/results.jsonl",
            "results_csv": f"{base}/results.csv",
            "hands_jsonl": f"{base}/hands.jsonl",
            "hands_csv": f"{base}/hands.csv",
            "report": f"{base}/report.html",
        },
    }


def _events(here: Service, audit: Audit) -> Iterator[Event | None]:
    told_last = ""
    while True:
        found = here.store.audits.get(audit.id) or audit
        state = _state(here, found)
        if found.state not in UNFINISHED:
            yield "done", state
            return
        text = json.dumps(state)
        yield ("progress", state) if text != told_last else None
        told_last = text
        time.sleep(STEP)


def _documents(here: Service) -> Shown:
    lang, base_url = language(request), here.settings.base_url

    def documents(identifiers: Collection[str]) -> Documents:
        found = here.store.verdicts.many(identifiers)
        return {one: shown(stored, lang, base_url) for one, stored in found.items()}

    return documents


def _download(lines: Iterator[str], identifier: str, suffix: str, kind: str) -> Response:
    response = Response((line.encode() for line in lines), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="audit-{identifier}.{suffix}"'
    return _uncached(response)


def _uncached(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
