"""Small captures for the tests of the pure side: real nouns, no stand-ins."""

from __future__ import annotations

import hashlib
from functools import cache

from detectors.knowledge import Knowledge, load_knowledge
from detectors.model import Capture, Missing, MissingReason, Page, Read, Seen, Source, Want
from detectors.page import Document, read_document

AT = "2026-11-23T10:00:00Z"


@cache
def knowledge() -> Knowledge:
    """Return the shipped knowledge."""
    return load_knowledge()


def seen(where: str, body: str = "") -> Seen:
    """Return a provenance for something read at `where`."""
    return Seen(where, AT, hashlib.sha256(body.encode()).hexdigest())


def page(url: str, body: str, *, title: str = "", lang: str = "en", final: str = "", head: str = "") -> Page:
    """Return a page with this body; `final` is where it answered, when it redirected."""
    html = f'<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head><body>{body}</body></html>'
    return Page(seen(url, html), url, final or url, 200, html)


def document(body: str, *, url: str = "https://blog.example/", title: str = "", lang: str = "en") -> Document:
    """Return the parsed page."""
    return read_document(page(url, body, title=title, lang=lang))


def prose(
    words: int, sentence: str = "The rain stopped before noon and we walked down to the old harbour again."
) -> str:
    """Return paragraphs of at least `words` words that promote nothing and say nothing."""
    count = len(sentence.split())
    return "".join(f"<p>{sentence}</p>" for _ in range(words // count + 1))


def capture(url: str, *reads: tuple[Want, Source], bare: bool = False) -> Capture:
    """Return a capture of these reads."""
    return Capture(url, AT, bare).with_reads(tuple(Read(want, value) for want, value in reads))


def missing(reason: MissingReason) -> Missing:
    """Return a source that could not be read."""
    return Missing(reason)
