"""A web archive (Wayback's CDX interface): the first captures of a host since a day, and the pages as it kept them.

Off unless MASTHEAD_ARCHIVE names a base address, which then is trusted like any server named in a setting. Two
questions a site and two pages at most, at the registries' pace; answers are cached by `server.check`.
"""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode

from detectors.model import Archive, ArchivedCapture, MissingReason
from server.collect.asking import Asker
from server.collect.http import PAGE_LIMIT
from server.collect.provenance import stamp
from server.errors import FetchError

LIMIT = 64_000  # bytes of one list
_TIMESTAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
# Words of addresses of legal notices (a pattern of the archive's filter, matched against the whole address).
_LEGAL = ".*(mentions-?legales|mentions|legal-?notice|impressum|imprint|aviso-?legal|note-?legali).*"


class ArchiveReader:
    """Reads one archive, each question in its turn."""

    def __init__(self, base: str | None, asker: Asker) -> None:
        self._base = base.rstrip("/") if base else None
        self._asker = asker

    def captures(self, key: str, deadline: float) -> Archive:
        """Return the first home page and the first legal notice captured (`key` of `Want`); raises `FetchError`."""
        if self._base is None:
            raise FetchError(MissingReason.OFF)
        host, _, since = key.partition(" ")
        home = self._listed(deadline, url=f"{host}/", matchType="exact", since=since)
        legal = self._listed(deadline, url=f"{host}/", matchType="host", since=since, filter=f"original:{_LEGAL}")
        found = tuple(dict.fromkeys(home + legal))
        content = json.dumps([[c.when, c.url] for c in found]).encode()
        return Archive(stamp(f"{self._base}/cdx/search/cdx?url={host}", content), host, since, found)

    def holds(self, url: str) -> bool:
        """Tell whether `url` is a page of this archive."""
        return self._base is not None and url.startswith(f"{self._base}/web/")

    def page(self, url: str, deadline: float) -> bytes:
        """Return an archived page as it was served; raises `FetchError`."""
        return self._asker.ask(url, limit=PAGE_LIMIT, deadline=deadline, trusted=True)

    def _listed(self, deadline: float, *, since: str, **asked: str) -> tuple[ArchivedCapture, ...]:
        fields = {"output": "json", "fl": "timestamp,original", "limit": "1", **asked}
        filters = ["statuscode:200", "mimetype:text/html", *([asked["filter"]] if "filter" in asked else [])]
        fields |= {"from": since.replace("-", "")} if since else {}
        query = urlencode({**fields, "filter": filters}, doseq=True)
        body = self._asker.ask(f"{self._base}/cdx/search/cdx?{query}", limit=LIMIT, deadline=deadline, trusted=True)
        return tuple(self._capture(row) for row in _rows(body) if _TIMESTAMP.fullmatch(row[0]))

    def _capture(self, row: tuple[str, str]) -> ArchivedCapture:
        when = _TIMESTAMP.sub(r"\1-\2-\3T\4:\5:\6Z", row[0])
        return ArchivedCapture(when, row[1], f"{self._base}/web/{row[0]}id_/{row[1]}")


def _rows(body: bytes) -> list[tuple[str, str]]:
    """Return (timestamp, address) of each row below the head; an archive without captures answers an empty list."""
    try:
        table = json.loads(body)
        if not isinstance(table, list):
            raise TypeError
        return [(str(when), str(url)) for when, url in table[1:]]
    except (ValueError, TypeError, RecursionError):
        raise FetchError(MissingReason.UNPARSABLE, "the archive's list") from None
