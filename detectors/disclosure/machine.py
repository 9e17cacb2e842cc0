"""What a page admits to machines only: schema.org, meta elements, rel=sponsored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detectors.disclosure.markers import find_markers, is_silent
from detectors.disclosure.naming import is_private
from detectors.html.json_ld import types_of
from detectors.model import DISCLOSING, Marker, MarkerKind
from detectors.page import AUTHOR_ZONES, Document

_METAS = ("keywords", "news_keywords", "article:tag", "article:section", "parsely-section", "parsely-tags")
_SPONSORING = ("sponsor", "funder")  # schema.org properties of a creative work
_SPONSORED_TYPES = frozenset({"AdvertiserContentArticle"})
_WORKS = ("Article", "Posting", "WebPage", "Report", "Review", "Recipe", "CreativeWork", "VideoObject")


def machine_markers(document: Document, lang: str | None, *, said: bool) -> Iterator[Marker]:
    """Yield one MACHINE marker for each admission in markup; `said`: readers are told too (then it is no reason)."""
    for quote, name in (*_json_ld(document), *_metas(document, lang), *_links(document)):
        yield Marker(
            MarkerKind.MACHINE, -1, -1, quote, names=name, where="machine", reasons=() if said else ("machine_only",)
        )


def _json_ld(document: Document) -> Iterator[tuple[str, str]]:
    for node in document.json_ld:
        kinds = types_of(node)
        if kinds & _SPONSORED_TYPES:
            yield f'"@type": "{min(kinds & _SPONSORED_TYPES)}"', ""
        if any(kind.endswith(_WORKS) for kind in kinds):
            for key in _SPONSORING:
                if name := _name(node.get(key)):
                    yield f'"{key}": "{name}"', name


def _name(value: Any) -> str:
    """Return the name of an organisation node, of the first of a list, or the text itself; "" for a person's."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = None if "Person" in types_of(value) else value.get("name")
    name = value.strip()[:120] if isinstance(value, str) else ""
    return "" if is_private(name) else name


def _metas(document: Document, lang: str | None) -> Iterator[tuple[str, str]]:
    if is_silent("\n".join(document.metas.get(name, "")[:2000] for name in _METAS), lang):
        return
    for name in _METAS:
        for part in document.metas.get(name, "")[:2000].split(","):
            word = part.strip()
            if any(marker.kind in DISCLOSING for marker in find_markers(word, lang)):
                yield f'{name}: "{word}"', ""


def _links(document: Document) -> Iterator[tuple[str, str]]:
    if any("sponsored" in link.rel and link.zone in AUTHOR_ZONES for link in document.links):
        yield 'rel="sponsored"', ""
