"""Run the reader over a page, with the style sheets that it needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

from lxml import etree

from detectors.data_files import load_toml
from detectors.html.css import Cascade, Sheet, sheet
from detectors.html.facts import MAX_STYLE_ELEMENTS
from detectors.html.media import NARROW, WIDE
from detectors.html.places import Places
from detectors.html.reader import Reader

_MAX_CHARS = 8_000_000
_MAX_CSS = 262_144  # characters of each style sheet
_MEDIA = re.compile(r"\smedia\s*=\s*[\"']?([^\"'>]+)")


def read(html: str, view: str, styles: Sequence[str]) -> Reader:
    """Return the reader after its pass.

    Rules must be known before the elements that they hide, but a style element may stand anywhere. So the markup is
    first looked through for them; the pass itself tells whether that look missed one, and then there is a second pass.
    """
    html = html[:_MAX_CHARS].replace("\0", "")
    expected = _style_elements(html)
    reader = _pass(html, view, styles, expected)
    met = reader.facts.styles
    return reader if met == expected else _pass(html, view, styles, met)


def _pass(html: str, view: str, styles: Sequence[str], own: list[str]) -> Reader:
    complete = html.count("stylesheet") <= len(styles)
    sheets = [_always()] if complete else [_always(), _frameworks()]
    sheets += [sheet(css[:_MAX_CSS]) for css in (*styles, *own)]
    places = Places(Cascade(sheets), complete, NARROW if view == "mobile" else WIDE)
    reader = Reader(places)
    parser = etree.HTMLParser(target=cast(Any, reader), encoding="utf-8", recover=True, huge_tree=False)
    parser.feed(html.encode("utf-8", "replace"))
    parser.close()
    return reader


def _always() -> Sheet:
    return sheet(load_toml("html/styles.toml")["always"])


def _frameworks() -> Sheet:
    return sheet(load_toml("html/styles.toml")["frameworks"])


def _style_elements(html: str) -> list[str]:
    """Return the text of the style elements that stand outside comments and scripts, quickly and not quite surely."""
    out: list[str] = []
    position = 0
    while len(out) < MAX_STYLE_ELEMENTS:
        start = html.find("<style", position)
        end = html.find("</style", start) if start >= 0 else -1
        if end < 0:
            break
        position = end
        opening, _, text = html[start:end].partition(">")
        if not text.strip() or _inside(html, start, "<!--", "-->") or _inside(html, start, "<script", "</script"):
            continue
        media = _MEDIA.search(opening)
        out.append(f"@media {media[1]}{{{text}}}" if media else text)
    return out


def _inside(html: str, position: int, opening: str, closing: str) -> bool:
    begun = html.rfind(opening, 0, position)
    return begun >= 0 and html.find(closing, begun, position) < 0
