"""The languages of what a page shows: ours, typeset as it is written, and those of the pages quoted."""

from __future__ import annotations

import re

from detectors.domain import host_of, same_site
from detectors.model import Capture, Page
from server.report.safe import web_link

_BEFORE = re.compile(r" (?=[:;?!»%])")
_AFTER = re.compile(r"(?<=«) ")
# Only the root's attribute is looked at: pages of strangers are parsed in processes of their own, never in this one.
_DECLARED = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([a-z]{2,3})\b", re.IGNORECASE)
_HEAD = 4_000  # characters at the head of a page
_NO_BREAK = "\N{NO-BREAK SPACE}"


def typeset(words: str, lang: str) -> str:
    """Return our words with the spaces that French keeps on one line."""
    return _AFTER.sub(_NO_BREAK, _BEFORE.sub(_NO_BREAK, words)) if lang == "fr" else words


def language_of_quotes(capture: Capture | None, where: str) -> str:
    """Return the language of words quoted from `where`: as the page declares it when they are the site's, else ""."""
    if capture is None or web_link(where) is None or not same_site(host_of(where), host_of(capture.url)):
        return ""
    pages = (read.value for read in capture.reads if read.want.why == "checked")
    declared = next((_DECLARED.search(page.html, 0, _HEAD) for page in pages if isinstance(page, Page)), None)
    return declared[1].lower() if declared else ""
