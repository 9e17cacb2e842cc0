"""Listed verdicts, newest first. The day of a reading is public, its hour is not."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response, jsonify, request

from detectors.domain import host_of, registrable
from server.address import read_address
from server.api.schemas import SummaryPage, VerdictQuery
from server.clock import now
from server.report.document import links
from server.report.messages import messages
from server.report.words import headline
from server.service import language, service
from server.store import Stored

blueprint = APIBlueprint("verdicts", __name__, url_prefix="/v1/verdicts", tag="Verdicts")


@blueprint.get("")
@blueprint.input(VerdictQuery, location="query", arg_name="wanted")
@blueprint.output(SummaryPage)
@blueprint.doc(summary="Listed verdicts of an address, a domain or a group")
def listed(wanted: VerdictQuery) -> Response:
    """Return one page of the listed verdicts, as summaries."""
    found = service().store.verdicts.listed(before=wanted.cursor, limit=wanted.limit + 1, **_where(wanted))
    page = found[: wanted.limit]
    last = page[-1] if len(found) > wanted.limit else None
    cursor = f"{last.core.checked_at}~{last.id}" if last else None
    return jsonify({"items": [summary(stored, language(request)) for stored in page], "next": cursor})


def _where(wanted: VerdictQuery) -> dict[str, str]:
    if wanted.url is not None:
        return {"url": read_address(wanted.url)[0]}
    if wanted.domain is not None:
        return {"domain": registrable(host_of(read_address(wanted.domain)[0]))}
    return {"group": wanted.group or ""}


def summary(stored: Stored, lang: str) -> dict[str, Any]:
    """Return what a list shows of a verdict."""
    core = stored.core
    return {
        "id": stored.id,
        "url": core.url,
        "site": core.site,
        "checked_at": f"{core.checked_at[:10]}T00:00:00Z",
        "expires_at": f"{core.expires_at[:10]}T00:00:00Z",
        "status": stored.status(now()),
        "verdict": core.verdict.value,
        "scope": core.scope,
        "site_verdict": core.site_verdict.value,
        "headline": headline(core, messages(lang)),
        "links": links(stored.id, service().settings.base_url),
    }
