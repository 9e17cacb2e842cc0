"""Replies of sites' owners: taken from anybody, shown when the owner has proven that the site is his."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response, jsonify, make_response

from detectors.domain import host_of
from server.address import read_address
from server.api.problems import problem
from server.api.schemas import ReplyRequest, ReplyState, answers, told
from server.collect.proof import FILE, LABEL, find_proof
from server.service import service
from server.store import Reply

blueprint = APIBlueprint("replies", __name__, url_prefix="/v1/replies", tag="Replies")


@blueprint.post("")
@blueprint.input(ReplyRequest, location="json", arg_name="said")
@blueprint.output(ReplyState, status_code=202, description="It is kept until it is verified.")
@blueprint.doc(
    summary="Reply to the verdicts on one's own site",
    description=(
        "Publish the token in DNS or in the file, then ask for the reply to be verified. `domain` is the `site` of the "
        "verdict. The text is shown beside its verdicts; the contact is not."
    ),
    responses=answers({415: told("Not JSON"), 422: told("Not a site"), 429: told("Too many")}),
)
def ask(said: ReplyRequest) -> Response:
    """Keep a reply and say what to publish."""
    url, _ = read_address(said.domain)
    made = service().store.replies.add(host_of(url).removeprefix("www."), said.text, said.contact)
    return make_response(jsonify(_state(made)), 202)


@blueprint.post("/<identifier>/verify")
@blueprint.output(ReplyState)
@blueprint.doc(
    summary="Verify a reply: look for its token in DNS and on the site",
    description="A verified reply is shown beside the site's verdicts, and the pages are checked again.",
    responses=answers(
        {404: told("No such reply"), 409: told("The token was not found"), 415: told("Not JSON"), 429: told("Too many")}
    ),
)
def verify(identifier: str) -> Response:
    """Look for the token; when it is there, show the reply and read the site again."""
    here = service()
    reply = here.store.replies.get(identifier)
    if reply is None:
        return problem(404, "there is no such reply")
    if reply.verified_at is not None:
        return jsonify(_state(reply))
    where = find_proof(reply.site, reply.token, here.settings)
    if where is None:
        detail = f"the token stands neither in the TXT record {LABEL}.{reply.site} nor in https://{reply.site}{FILE}"
        return problem(409, detail, "not-verified")
    here.store.replies.verify(identifier, where)
    rechecks = here.read_again(reply.site)
    verified = here.store.replies.get(identifier) or reply
    return jsonify(_state(verified, rechecks))


def _state(reply: Reply, rechecks: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "id": reply.id,
        "domain": reply.site,
        "status": "verified" if reply.verified_at else "unverified",
        "token": reply.token,
        "dns": f"{LABEL}.{reply.site} TXT {reply.token}",
        "file": FILE,
        "verified_at": reply.verified_at,
        "proven_by": reply.method,
        "rechecks": list(rechecks),
    }
