"""The extension's list of sites, its signature and key, and the same by a prefix of a host's hash."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response, jsonify, request

from server.api.problems import problem
from server.api.schemas import answers, told
from server.api.sites import SiteList, Snapshot, SnapshotQuery
from server.service import service
from server.snapshot import Listed, current

MAX_AGE = 300  # seconds that a cache may keep the list
_BASE64 = {"type": "string", "contentEncoding": "base64"}
_NOT_MODIFIED = told("It has not changed")
blueprint = APIBlueprint("snapshot", __name__, url_prefix="/v1", tag="List of sites")


@blueprint.get("/snapshot")
@blueprint.output(Snapshot)
@blueprint.doc(
    summary="The list of sites with a listed verdict",
    description=(
        "One entry a site, by what the newest listed verdict says of it; path platforms left out. `serial` grows with "
        "each list: refuse an older one. `sites` stands last and `host` first in each, so that it can be read in "
        "pieces. `status` other than `current` is shown grey, whatever the level. `ETag` and `If-None-Match` are "
        "honoured, and gzip."
    ),
    responses=answers({304: _NOT_MODIFIED}),
)
def snapshot() -> Response:
    """Return the exact bytes that the signature is over."""
    here = _current()
    packed = request.accept_encodings.quality("gzip") > 0
    response = Response(here.packed if packed else here.body, content_type="application/json")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    response.set_etag(f"{here.serial}-gzip" if packed else str(here.serial))
    return _public(response)


@blueprint.get("/snapshot.sig")
@blueprint.input(SnapshotQuery, location="query", arg_name="wanted")
@blueprint.doc(
    summary="The signature of the list",
    description="Base64 of the Ed25519 signature over its exact bytes. `serial` asks for that of an earlier list.",
    responses=answers({200: told("The signature", "text/plain", _BASE64), 404: told("No such list is kept")}),
)
def signature(wanted: SnapshotQuery) -> Response:
    """Return the signature of the newest list, or of one that was fetched a little earlier."""
    here = service()
    text = _current().signature if wanted.serial is None else here.store.snapshots.signature(wanted.serial)
    if text is None:
        return problem(404, "no list of that serial is kept")
    return _public(Response(text, content_type="text/plain; charset=utf-8"))


@blueprint.get("/key")
@blueprint.doc(
    summary="The public key",
    description="Base64 of the 32 bytes of the Ed25519 key that signs lists and evidence bundles.",
    responses=answers({200: told("The key", "text/plain", _BASE64)}),
)
def key() -> Response:
    """Return the public key."""
    return _public(Response(service().signer().public_key, content_type="text/plain; charset=utf-8"))


@blueprint.get("/badges/<string(length=4):prefix>")
@blueprint.output(SiteList)
@blueprint.doc(
    summary="Listed sites by hash",
    description=(
        "Entries of every site whose SHA-256, of the lower-case punycode host or of its last two labels, begins with "
        "these four hexadecimal digits. Ask for the last two labels of a host: that finds every site below them, and "
        "two questions about one host would tell more of it than its prefix. Nothing is fetched for it, ever."
    ),
    responses=answers({404: told("Not four hexadecimal digits")}),
)
def badges(prefix: str) -> Response:
    """Return the entries of the list whose host, or the last two labels of it, has a hash that begins so."""
    if set(prefix) - set("0123456789abcdef"):
        return problem(404, "a prefix is four hexadecimal digits, in lower case")
    here = _current()
    response = jsonify({"items": here.by_prefix.get(prefix, ()), "next": None})
    response.set_etag(f"{here.serial}-{prefix}")
    return _public(response)


def _current() -> Listed:
    here = service()
    return current(here.store, here.signer)


def _public(response: Response) -> Response:
    """Let any site and any cache read it: it is the same for everybody."""
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.make_conditional(request)
    return response
