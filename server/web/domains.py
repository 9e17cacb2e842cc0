"""What is known of a domain, with its neighbours as a graph, and of the groups, with the source of every claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from apiflask import APIBlueprint
from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from detectors.knowledge import describe
from detectors.names import core
from server.address import AddressError
from server.editions import knowledge_of
from server.known import domain_of, group_shown, known_of
from server.report.domain import sections
from server.report.messages import messages
from server.report.summary import Shared, graph_of
from server.service import language, service
from server.web import error_page, page

blueprint = APIBlueprint("domain_pages", __name__, enable_openapi=False)


@blueprint.get("/domains")
def find() -> AnyResponse:
    """Show the field for a domain, or go to the page of the one that was typed."""
    typed = request.args.get("domain", "")
    if not typed:
        return page("domains.html", typed="")
    try:
        domain = domain_of(typed)
    except AddressError as error:
        return page("domains.html", 422, problem=str(error), typed=typed[:2048])
    return redirect(url_for("domain_pages.look", domain=domain, lang=request.args.get("lang")), 303)


@blueprint.get("/domains/<domain>")
def look(domain: str) -> Response:
    """Show what is known of a domain to whoever asks."""
    here, lang = service(), language(request)
    try:
        name = domain_of(domain)
    except AddressError:
        return error_page(404)
    known = known_of(name, here.store, knowledge_of(here.settings.knowledge), owner=here.owner, lang=lang)
    parts = [(key, list(lines)) for key, lines in sections(known, messages(lang)) if key != "verdicts"]
    shared = [
        Shared(value["value"], value["label"], (name, neighbour["site"]))
        for neighbour in known["neighbours"]
        for value in neighbour["shared"]
    ]
    return page("domain.html", known=known, parts=parts, graph=graph_of(shared))


@blueprint.get("/groups")
def groups() -> Response:
    """List the groups in the order of their names."""
    known = describe(knowledge_of(service().settings.knowledge))
    return page("groups.html", groups=sorted(known, key=lambda group: core(group.name) or group.name))


@blueprint.get("/groups/<identifier>")
def group(identifier: str) -> Response:
    """Show a group with the source of every claim, and the listed verdicts that name it."""
    here = service()
    found = group_shown(identifier, knowledge_of(here.settings.knowledge))
    if found is None:
        return error_page(404)
    listed = here.store.verdicts.listed(before=None, limit=50, group=identifier)
    return page("group.html", found=found, listed=listed, by_source=by_source)


def by_source(claims: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Return claims together that rest on the same words of a source; those without a source come last, together."""
    found: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for claim in claims:
        source = claim.get("source") or ""
        found.setdefault((not source, source, claim.get("quote"), claim.get("read")), []).append(claim)
    return [same for _, same in sorted(found.items(), key=lambda item: item[0][0])]
