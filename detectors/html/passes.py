"""Run the reader over a page, with the style sheets that it needs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from detectors.data_files import load_toml
from detectors.html.css import Sheet, merge, sheet
from detectors.html.media import NARROW, WIDE
from detectors.html.places import Places
from detectors.html.reader import Reader

_MAX_CHARS = 8_000_000
_MAX_CSS = 262_144  # characters of each style sheet
_MAX_BLOCKS = 60
_STYLE = re.compile(r"<style\b([^>]*)>(.*?)</style", re.IGNORECASE | re.DOTALL)


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
    places = Places(merge(sheets), complete, NARROW if view == "mobile" else WIDE)
    reader = Reader(places)
    parser = etree.HTMLParser(target=reader, encoding="utf-8", recover=True, huge_tree=False)
    parser.feed(html.encode("utf-8", "replace"))
    parser.close()
    return reader


def _always() -> Sheet:
    return sheet(load_toml("html/styles.toml")["always"])


def _frameworks() -> Sheet:
    return sheet(load_toml("html/styles.toml")["frameworks"])


def _style_elements(html: str) -> list[str]:
    """Return the text of the style elements that stand outside comments and scripts."""
    out: list[str] = []
    if "<style" not in html and "<STYLE" not in html:
        return out
    for match in _STYLE.finditer(html):
        start = match.start()
        if len(out) >= _MAX_BLOCKS:
            break
        if _inside(html, start, "<!--", "-->") or _inside(html, start, "<script", "</script"):
            continue
        media = re.search(r"media\s*=\s*[\"']?([^\"'>]*)", match[1])
        text = match[2]
        if text.strip():
            out.append(f"@media {media[1]}{{{text}}}" if media and media[1] else text)
    return out


def _inside(html: str, position: int, opening: str, closing: str) -> bool:
    begun = html.rfind(opening, 0, position)
    return begun >= 0 and html.find(closing, begun, position) < 0
