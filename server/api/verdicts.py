"""Listed verdicts, newest first. The day of a reading is public, its hour is not."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, jsonify, request

from detectors.domain import host_of, registrable
from server.address import read_address
from server.api.schemas import SummaryPage, VerdictQuery
from server.service import language, service
from server.view import summary

blueprint = APIBlueprint("verdicts", __name__, url_prefix="/v1/verdicts", tag="Verdicts")


@blueprint.get("")
@blueprint.input(VerdictQuery, location="query", arg_name="wanted")
@blueprint.output(SummaryPage)
@blueprint.doc(summary="Listed verdicts of an address, a domain or a group")
def listed(wanted: VerdictQuery) -> Response:
    """Return one page of the listed verdicts, as summaries."""
    found = service().store.verdicts.listed(before=wanted.cursor, limit=wanted.limit + 1, **_where(wanted))
    page, base_url = found[: wanted.limit], service().settings.base_url
    last = page[-1] if len(found) > wanted.limit else None
    cursor = f"{last.core.checked_at}~{last.id}" if last else None
    return jsonify({"items": [summary(stored, language(request), base_url) for stored in page], "next": cursor})


def _where(wanted: VerdictQuery) -> dict[str, str]:
    if wanted.url is not None:
        return {"url": read_address(wanted.url)[0]}
    if wanted.domain is not None:
        return {"domain": registrable(host_of(read_address(wanted.domain)[0]))}
    return {"group": wanted.group or ""}
