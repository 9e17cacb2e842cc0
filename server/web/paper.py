"""A verdict's page as one file, and as a PDF: everything it needs inside, nothing that would be fetched."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib import resources

from server.errors import NotInstalledError
from server.places import Places
from server.store import Stored
from server.web import verdict_page

PDFS_AT_ONCE = 2  # a PDF costs a second and some memory
PATIENCE = 2.0  # seconds for a place; who waits holds a thread of the server, and some must be left for who only reads
_places = Places(PDFS_AT_ONCE, "too many PDFs are being made; ask again in a minute", patience=PATIENCE)


def one_file(stored: Stored) -> str:
    """Return the page of a verdict in the language of the request, with its style sheet and fonts inside."""
    return verdict_page(stored, inlined=style_sheet())


def pdf(html: str) -> bytes:
    """Return such a page as a PDF; raises `Busy`, and `NotInstalledError` without the extra ``masthead[pdf]``."""
    try:
        from weasyprint import HTML  # noqa: PLC0415 - heavy, and an extra
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except ImportError as error:
        raise NotInstalledError("PDFs need the extra: pip install 'masthead[pdf]'") from error

    inside_only = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    with _places.taken():
        made: bytes = HTML(string=html, url_fetcher=inside_only).write_pdf()
    return made


@cache
def style_sheet() -> str:
    """Return the style sheet with its fonts as data."""
    folder = resources.files("server.web") / "static"

    def inside(found: re.Match[str]) -> str:
        data = base64.b64encode((folder / found[1]).read_bytes()).decode()
        return f'url("data:font/woff2;base64,{data}")'

    return re.sub(r'url\("(fonts/[\w-]+\.woff2)"\)', inside, (folder / "masthead.css").read_text(encoding="utf-8"))
