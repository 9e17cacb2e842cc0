"""What is known of domains and of groups, from listed readings and the knowledge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from apiflask import APIBlueprint
from flask import Response, jsonify, request

from detectors.knowledge import Domain, describe
from server.api.domain_schemas import (
    DomainKnown,
    GroupKnown,
    GroupPage,
    GroupSitePage,
    IdQuery,
    NeighbourPage,
    NumberQuery,
    SiteQuery,
)
from server.api.problems import problem
from server.api.schemas import answers, told
from server.clock import now
from server.editions import knowledge_of
from server.known import domain_of, group_shown, known_of, neighbours_shown
from server.service import language, service

blueprint = APIBlueprint("domains", __name__, url_prefix="/v1", tag="Domains and groups")
_NOT_A_DOMAIN = answers({422: told("Not a domain")})


@blueprint.get("/domains/<domain>")
@blueprint.output(DomainKnown)
@blueprint.doc(summary="What is known of a domain: registration, verdicts, indicators", responses=_NOT_A_DOMAIN)
def known(domain: str) -> Response:
    """Return everything that listed readings say of a domain."""
    here = service()
    found = known_of(
        domain_of(domain),
        here.store,
        knowledge_of(here.settings.knowledge),
        lang=language(request),
        base_url=here.settings.base_url,
    )
    return jsonify(found)


@blueprint.get("/domains/<domain>/neighbours")
@blueprint.input(NumberQuery, location="query", arg_name="wanted")
@blueprint.output(NeighbourPage)
@blueprint.doc(summary="Sites that share rare values with a domain, the heaviest first", responses=_NOT_A_DOMAIN)
def neighbours(domain: str, wanted: NumberQuery) -> Response:
    """Return one page of the neighbours of a domain."""
    found = service().store.indicators.neighbours(domain_of(domain))
    start = int(wanted.cursor or 0)
    end = start + wanted.limit
    return jsonify({"items": neighbours_shown(found[start:end]), "next": str(end) if end < len(found) else None})


@blueprint.get("/groups")
@blueprint.input(IdQuery, location="query", arg_name="wanted")
@blueprint.output(GroupPage)
@blueprint.doc(summary="The listed groups, by id")
def groups(wanted: IdQuery) -> Response:
    """Return one page of the listed groups."""
    rows = [row for row in describe(knowledge_of(service().settings.knowledge)) if row.id > (wanted.cursor or "")]
    page = rows[: wanted.limit]
    items = [{name: getattr(row, name) for name in row.__struct_fields__} for row in page]
    return jsonify({"items": items, "next": page[-1].id if len(rows) > len(page) else None})


@blueprint.get("/groups/<identifier>")
@blueprint.output(GroupKnown)
@blueprint.doc(summary="A group with its claims and their sources", responses=answers({404: told("No such group")}))
def group(identifier: str) -> Response:
    """Return a listed group, or an owner from an imported register."""
    found = group_shown(identifier, knowledge_of(service().settings.knowledge))
    return problem(404, "there is no such group") if found is None else jsonify(found)


@blueprint.get("/groups/<identifier>/domains")
@blueprint.input(SiteQuery, location="query", arg_name="wanted")
@blueprint.output(GroupSitePage)
@blueprint.doc(
    summary="The domains of a group: listed ones, then sites that listed verdicts find it behind",
    responses=answers({404: told("No such group")}),
)
def domains(identifier: str, wanted: SiteQuery) -> Response:
    """Return one page of a group's domains, in the order of their cursors."""
    knowledge = knowledge_of(service().settings.knowledge)
    listed = knowledge.group(identifier)
    if listed is None and knowledge.registers.group_name(identifier) is None:
        return problem(404, "there is no such group")
    part, _, after = (wanted.cursor or "list:").partition(":")
    items = _listed(listed.domains, after) if listed is not None and part == "list" else []
    if len(items) <= wanted.limit:
        items += _found(identifier, after if part == "site" else "", wanted.limit + 1 - len(items))
    page = items[: wanted.limit]
    return jsonify({"items": [item for _, item in page], "next": page[-1][0] if len(items) > len(page) else None})


def _listed(found: Iterable[Domain], after: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the domains that the knowledge lists, by name, each with the cursor after it."""
    nothing = {"verdict": None, "status": None, "id": None}
    return [
        (f"list:{d.name}", {"site": d.name, "use": d.use, "cited": d.cited, "source": d.source or None, **nothing})
        for d in sorted(found, key=lambda domain: domain.name)
        if d.name > after
    ]


def _found(identifier: str, after: str, limit: int) -> list[tuple[str, dict[str, Any]]]:
    """Return the sites that listed verdicts find the group behind, by name, each with the cursor after it."""
    nothing = {"use": None, "cited": None, "source": None}
    return [
        (
            f"site:{s.core.site}",
            {
                "site": s.core.site,
                "verdict": s.core.site_verdict.value,
                "status": s.status(now()),
                "id": s.id,
                **nothing,
            },
        )
        for s in service().store.domains.of_group(identifier, after, limit)
    ]
