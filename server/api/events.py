"""How far a check is, as server-sent events: each source when it has been read, then the end."""

from __future__ import annotations

from collections.abc import Iterator

from apiflask import APIBlueprint
from flask import Response

from detectors.model import Missing
from server.api.problems import problem
from server.api.schemas import answers, told
from server.api.waiting import EVENTS, FULL, Event, followed
from server.report.document import links
from server.service import Service, service
from server.store import Stored

STEP = 0.4  # seconds between looks
blueprint = APIBlueprint("events", __name__, url_prefix="/v1/checks", tag="Checks")


@blueprint.get("/<identifier>/events")
@blueprint.doc(
    summary="Follow a check",
    description=(
        'Server-sent events: `state` {"status"}, `read` {"source", "key", "reason"} for each source (`reason` is null '
        "when it could be read), and at the end `done` or `failed` with the check's links."
    ),
    responses=answers({200: EVENTS, 404: told("No such check"), 503: FULL}),
)
def follow(identifier: str) -> Response:
    """Stream the events of a check."""
    here = service()
    if here.find(identifier) is None:
        return problem(404, "there is no such check")
    return followed(_events(identifier, here))


def _events(identifier: str, here: Service) -> Iterator[Event | None]:
    sent, status = 0, ""
    where = links(identifier, here.settings.base_url)
    while True:
        found = here.find(identifier)
        for read in here.jobs.reads(identifier, sent):
            sent += 1
            reason = read.value.reason.value if isinstance(read.value, Missing) else None
            yield "read", {"source": read.want.source, "key": read.want.key, "reason": reason}
        if found is None or isinstance(found, Stored):
            yield "done", {"id": identifier, "links": where}
            return
        if found.state == "failed":
            yield "failed", {"id": identifier, "links": where}
            return
        if found.state != status:
            status = found.state
            yield "state", {"status": status}
        here.jobs.wait(identifier, STEP)
        yield None
