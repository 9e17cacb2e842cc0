"""How far a check is, as server-sent events: each source when it has been read, then the end."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator

from apiflask import APIBlueprint
from flask import Response

from detectors.model import Missing
from server.api.problems import problem
from server.api.schemas import answers, told
from server.report.document import links
from server.service import Service, service
from server.store import Stored

FOLLOWERS = 12  # at once: each holds a thread of the server
SECONDS = 180.0  # then the connection ends, and who still cares connects again
STEP = 0.4
EVENTS = told("Events until the check has ended", "text/event-stream", {"type": "string"})
blueprint = APIBlueprint("events", __name__, url_prefix="/v1/checks", tag="Checks")
_places = threading.BoundedSemaphore(FOLLOWERS)


@blueprint.get("/<identifier>/events")
@blueprint.doc(
    summary="Follow a check",
    description=(
        'Server-sent events: `state` {"status"}, `read` {"source", "key", "reason"} for each source (`reason` is null '
        "when it could be read), and at the end `done` or `failed` with the check's links."
    ),
    responses=answers({200: EVENTS, 404: told("No such check"), 503: told("Too many follow")}),
)
def follow(identifier: str) -> Response:
    """Stream the events of a check."""
    here = service()
    if here.find(identifier) is None:
        return problem(404, "there is no such check")
    if not _places.acquire(blocking=False):
        return problem(503, "too many follow their checks; ask for its state instead", "busy", {"Retry-After": "5"})
    response = Response(written(_events(identifier, here)), content_type="text/event-stream; charset=utf-8")
    response.headers.update({"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
    response.call_on_close(_places.release)
    return response


def _events(identifier: str, here: Service) -> Iterator[tuple[str, object]]:
    until = time.monotonic() + SECONDS
    sent, status = 0, ""
    where = links(identifier, here.settings.base_url)
    while time.monotonic() < until:
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


def written(events: Iterator[tuple[str, object]]) -> Iterator[bytes]:
    """Write events, as (name, data), in the form of server-sent events."""
    for name, data in events:
        yield f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
