"""Twins of a web archive (Wayback's CDX and replay) and of a certificate search, answering from the scenarios' data."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from tests.functional.internet.http import Request, Response
from tests.functional.internet.spec import Archived, Logged

ARCHIVE_HOST = "web.archive.example"
LOG_HOST = "certificates.example"
SETTINGS = {"MASTHEAD_ARCHIVE": f"https://{ARCHIVE_HOST}", "MASTHEAD_CT": f"https://{LOG_HOST}"}
_REPLAY = re.compile(r"/web/(\d{14})id_/(https?://.*)")


class ArchiveHandler:
    """``/cdx/search/cdx`` lists captures; ``/web/<timestamp>id_/<url>`` replays one as it was served."""

    def __init__(self, captures: Sequence[Archived]) -> None:
        self.captures = sorted(captures, key=lambda capture: capture.when)

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        if request.path == "/cdx/search/cdx":
            return self._list(parse_qs(request.target.partition("?")[2]))
        replay = _REPLAY.fullmatch(request.target)
        for capture in self.captures:
            if replay and (capture.when, capture.url) == (replay[1], replay[2]):
                return Response(200, capture.body, {"Content-Type": "text/html; charset=utf-8"})
        return Response(404, b"<h1>Not archived</h1>", {"Content-Type": "text/html"})

    def _list(self, asked: dict[str, list[str]]) -> Response:
        host, _, path = asked["url"][0].partition("/")
        patterns = [f.partition(":")[2] for f in asked.get("filter", ()) if f.startswith("original:")]
        found = [
            [capture.when, capture.url]
            for capture in self.captures
            if urlsplit(capture.url).hostname == host
            and (asked.get("matchType") == ["host"] or urlsplit(capture.url).path == f"/{path}")
            and all(re.fullmatch(pattern, capture.url) for pattern in patterns)
            and capture.when >= asked.get("from", [""])[0]
        ][: int(asked["limit"][0])]
        table = [["timestamp", "original"], *found] if found else []
        return Response(200, json.dumps(table).encode(), {"Content-Type": "application/json"})


class LogHandler:
    """``/?q=<domain>&output=json`` lists the certificates that name the domain or a host below it."""

    def __init__(self, certificates: Sequence[Logged]) -> None:
        self.certificates = certificates

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        (domain,) = parse_qs(request.target.partition("?")[2]).get("q", [""])
        rows = [
            {"id": number, "name_value": "\n".join(c.names), "not_before": c.when, "entry_timestamp": c.when}
            for number, c in enumerate(self.certificates)
            if any(name == domain or name.endswith(f".{domain}") for name in c.names)
        ]
        return Response(200, json.dumps(rows).encode(), {"Content-Type": "application/json"})
