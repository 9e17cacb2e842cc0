"""What one site answers: its files by path, its mobile variants, its redirects and refusals."""

from __future__ import annotations

import asyncio
import mimetypes
from collections.abc import Mapping
from urllib.parse import unquote

from tests.functional.internet.http import Request, Response
from tests.functional.internet.spec import Site

SLOW = 120.0
TEXT = ("text/html", "text/css", "text/plain", "text/xml")
NOT_FOUND = b"<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>\n"


class SiteHandler:
    """Answers the requests for one `Site`."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def __call__(self, request: Request) -> Response:
        """Return the file for the path; HTTP leads to HTTPS unless the site has none."""
        site = self.site
        if site.mode == "slow":
            await asyncio.sleep(SLOW)
        if not request.secure and site.mode != "plain":
            return Response(301, b"", {"Location": f"https://{request.host}{request.target}"})
        if location := site.redirects.get(request.path):
            return Response(301, b"", {"Location": location, **site.headers})
        status = site.statuses.get(request.path, site.status)
        if status != 200:
            return Response(status, b"<h1>No</h1>", {"Content-Type": "text/html; charset=utf-8", **site.headers})
        mobile = "mobile" in request.headers.get("user-agent", "").lower()
        found = (mobile and find(site.mobile, request.path)) or find(site.pages, request.path)
        if not found:
            return Response(404, NOT_FOUND, {"Content-Type": "text/html; charset=utf-8"})
        name, body = found
        return Response(200, body, {"Content-Type": content_type(name), **site.headers})


def find(pages: Mapping[str, bytes], path: str) -> tuple[str, bytes] | None:
    """Return the file (name, body) that a path asks for: as named, as a folder's index, or without its suffix."""
    name = unquote(path).strip("/")
    for candidate in (name, f"{name}/index.html".lstrip("/"), f"{name}.html"):
        if candidate in pages:
            return candidate, pages[candidate]
    return None


def content_type(name: str) -> str:
    """Return the media type of a file name, text with its charset."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind in TEXT else kind
