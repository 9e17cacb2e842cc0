"""A verdict to take along: as a page, a PDF, a table, a document, a reference."""

from __future__ import annotations

import json
from collections.abc import Callable

from apiflask import APIBlueprint
from flask import Response, request

from server.api.problems import problem
from server.api.schemas import answers, told
from server.clock import now
from server.report.citation import citation
from server.report.document import links
from server.report.messages import messages
from server.report.table import as_csv, as_jsonl
from server.service import language, service
from server.store import Stored
from server.view import encoded
from server.web.paper import one_file, pdf

blueprint = APIBlueprint("reports", __name__, url_prefix="/v1/checks", tag="Reports")


def _citation(stored: Stored) -> bytes:
    here = service()
    permalink = links(stored.id, here.settings.base_url)["report"]
    return json.dumps([citation(stored.id, stored.core, permalink, messages(language(request)))], indent=1).encode()


Make = Callable[[Stored], bytes]
FORMS: dict[str, tuple[str, Make]] = {
    "html": ("text/html; charset=utf-8", lambda stored: one_file(stored).encode()),
    "pdf": ("application/pdf", lambda stored: pdf(one_file(stored))),
    "csv": ("text/csv; charset=utf-8", lambda stored: as_csv(stored.id, stored.core, stored.status(now()))),
    "jsonl": ("application/jsonl", lambda stored: as_jsonl(stored.id, stored.core, stored.status(now()))),
    "json": ("application/json", lambda stored: encoded(stored, language(request), service().settings.base_url)),
    "csl": ("application/vnd.citationstyles.csl+json", _citation),
}
CONTENT = {media_type.partition(";")[0]: {"schema": {"type": "string"}} for media_type, _ in FORMS.values()}


@blueprint.get("/<identifier>/report.<form>")
@blueprint.doc(
    summary="A verdict as a file",
    description=(
        "`html` (one file, prints well), `pdf` (where the extra is installed), `csv` and `jsonl` (one row for each "
        "piece of evidence; no cell of the CSV is a formula), `json` (the verdict document), `csl` (a reference in "
        "CSL-JSON). The evidence itself is the bundle."
    ),
    responses=answers(
        {
            200: {"description": "The file", "content": CONTENT | {"application/json": {"schema": {}}}},
            404: told("No such verdict, or no such form"),
            501: told("The form is not installed here"),
            503: told("Too many PDFs are being made"),
        }
    ),
)
def report(identifier: str, form: str) -> Response:
    """Return a verdict in one form."""
    stored = service().store.verdicts.get(identifier)
    if stored is None or form not in FORMS:
        return problem(404, "there is no such verdict" if stored is None else f"the forms are {', '.join(FORMS)}")
    content_type, make = FORMS[form]
    name = f"masthead-{stored.id}.{'json' if form == 'csl' else form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(make(stored), headers=headers, content_type=content_type)
