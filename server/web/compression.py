"""Pages and their style sheet, compressed for whoever takes gzip: a long verdict stays light on a slow line.

Nothing secret stands in a page beside words of a reader's (there are no cookies and no tokens), so its length tells
nothing.
"""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

KINDS = frozenset({"text/html", "text/css", "text/javascript", "image/svg+xml"})
LEAST = 1024  # bytes below which nothing is won
LEVEL = 6
WHOLE = frozenset({200, 404, 422, 503})  # statuses whose body is a page; of a part or of nothing there is none


def install(app: Flask) -> None:
    """Compress the pages of an application; the API's answers stay as they are."""
    app.after_request(compressed)


def compressed(response: Response) -> Response:
    """Return the answer, compressed when it is a page or a file of a page and the request takes gzip."""
    if request.path.startswith("/v1/") or response.mimetype not in KINDS or response.status_code not in WHOLE:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or request.method == "HEAD":
        return response
    response.direct_passthrough = False
    data = response.get_data()
    if len(data) < LEAST:
        return response
    response.set_data(gzip.compress(data, LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    tag, _ = response.get_etag()
    if tag is not None:
        response.set_etag(tag, weak=True)  # the same page in other bytes
    return response
