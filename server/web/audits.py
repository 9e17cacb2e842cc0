"""Audits as pages: give a list, see how far it is, read what was found. A public service shows them over the API only.

The pages belong to whoever runs the service: without a public address it serves one person, who reads every audit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from apiflask import APIBlueprint
from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from detectors.model import ControlLevel, DisclosureLevel, Level, Verdict
from server.audit import fingerprint
from server.errors import UsageError
from server.listing import format_of, read_rows
from server.report.summary import graph_of, summarize
from server.service import service
from server.store import Audit, Line
from server.store.audits import UNFINISHED
from server.web import error_page, page


@dataclass(frozen=True, slots=True)
class Facet:
    """A property by which lines are counted and chosen: the table of its words, its values in order, how it is read."""

    table: str
    values: tuple[str, ...]
    of: Callable[[Verdict], str]


FACETS = {
    "level": Facet("level", tuple(level.value for level in Level), lambda core: core.verdict.value),
    "control": Facet("control", tuple(level.value for level in ControlLevel), lambda core: core.control.level.value),
    "owner_said": Facet(
        "disclosure", tuple(level.value for level in DisclosureLevel), lambda core: core.disclosure.owner.level.value
    ),
}
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
    lines = tuple(_lines(audit))
    found = summarize(core for _, core in _verdicts(lines))
    chosen = {name: value for name in FACETS if (value := request.args.get(name, "")) in FACETS[name].values}
    wanted = [(line, core) for line, core in lines if _fits(core, chosen)]
    return page(
        "audit.html",
        audit=audit,
        counts=counts,
        running=running,
        found=found,
        graph=graph_of(found.shared),
        facets=[(name, facet.table, _counted(lines, facet)) for name, facet in FACETS.items()],
        chosen=chosen,
        lines=wanted[:SHOWN],
        more=max(0, len(wanted) - SHOWN),
    )


def _fits(core: Verdict | None, chosen: Mapping[str, str]) -> bool:
    return all(core is not None and FACETS[name].of(core) == value for name, value in chosen.items())


def _counted(lines: Sequence[tuple[Line, Verdict | None]], facet: Facet) -> list[tuple[str, int]]:
    """Return the values of a facet that occur, in their own order, with the number of lines of each."""
    counts = Counter(facet.of(core) for _, core in lines if core is not None)
    return [(value, counts[value]) for value in facet.values if counts[value]]


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


def _verdicts(lines: Iterable[tuple[Line, Verdict | None]]) -> Iterator[tuple[Line, Verdict]]:
    seen: set[str] = set()
    for line, core in lines:
        if core is not None and line.verdict and line.verdict not in seen:
            seen.add(line.verdict)
            yield line, core
