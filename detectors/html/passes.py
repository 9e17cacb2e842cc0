"""Run the reader over a page, with the style sheets that it needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from detectors.data_files import load_toml
from detectors.html.css import Cascade, Sheet, sheet
from detectors.html.facts import MAX_STYLE_ELEMENTS, styled
from detectors.html.media import NARROW, WIDE
from detectors.html.places import Places
from detectors.html.reader import Reader

_MAX_CHARS = 5_000_000
_MAX_CSS = 262_144  # characters of each style sheet
_MAX_TAGS = 20_000  # lexbor's time grows with tags times depth, and nothing in the markup bounds the depth
_MAX_NESTED = 3  # templates inside templates
_SMALL = 200_000  # characters; no tag of so short a page has attributes enough to matter
# An opening tag of 2,000 attributes or with a value without an end, cut as the HTML Standard cuts it, wherever one may
# begin: lexbor's time grows with the square of the number of attributes.
_CROWDED = re.compile(
    r"<[a-zA-Z](?=(?:(?(1)|(?:[\s/]{1,32}+|(?:=[^\s/>=]{0,32}+|[^\s/>=]{1,32}+)(?:\s{0,32}+=\s{0,32}+"
    r"(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|[\"']()))?+))){2000})"
)


def read(html: str, view: str, styles: Sequence[str]) -> Reader:
    """Return the reader after its pass over the tree that browsers build (lexbor).

    A page that lexbor cannot read in bounded time, which no real one is, is read by libxml2, whose time is linear.
    """
    html = html[:_MAX_CHARS]
    if html.count("<") > _MAX_TAGS or (len(html) > _SMALL and _CROWDED.search(html)):
        return _read_flood(html, view, styles)
    tree = LexborHTMLParser(html.encode("utf-8", "replace"), scripting=True)
    found = tree.css("style") if "<style" in html or "<STYLE" in html else []
    own = [styled(node.text(), node.attributes.get("media") or "") for node in found[:MAX_STYLE_ELEMENTS]]
    reader = _reader(html, view, styles, own)
    if tree.root is not None:
        _walk(tree.root, reader)
    return reader.close()


def _walk(root: LexborNode, reader: Reader, nested: int = 0) -> None:
    """Tell the reader of every element and text below `root`, and of the end of each element."""
    start, end, data = reader.start, reader.end, reader.data
    path: list[int] = []  # the open elements
    apart = 0  # the noscript element read last: its text is markup
    for node in root.traverse(include_text=True):
        tag = node.tag
        if tag is None:
            continue
        parent = node.parent
        above = parent.mem_id if parent is not None else 0
        while path and path[-1] != above:
            path.pop()
            end()
        if tag == "-text":
            if above != apart:
                data(node.text_content or "")
        elif tag[0] not in "-!":
            start(tag, node.attributes)
            path.append(node.mem_id)
            if tag in ("noscript", "template"):
                apart = node.mem_id
                if nested < _MAX_NESTED:
                    _walk_apart(node, reader, nested + 1)
    for _ in path:
        end()


def _walk_apart(node: LexborNode, reader: Reader, nested: int) -> None:
    """Read what a template or noscript element holds, which is no part of the tree."""
    if node.tag == "template":
        for fragment in node.template_fragments()[:1]:
            _walk(fragment, reader, nested)
    else:
        inside = LexborHTMLParser(node.text(), is_fragment=True).root
        if inside is not None:
            _walk(inside, reader, nested)


def _reader(html: str, view: str, styles: Sequence[str], own: Sequence[str]) -> Reader:
    complete = html.count("stylesheet") <= len(styles)
    sheets = [_always()] if complete else [_always(), _frameworks()]
    sheets += [sheet(css[:_MAX_CSS]) for css in (*styles, *own)]
    return Reader(Places(Cascade(sheets), complete, NARROW if view == "mobile" else WIDE))


def _read_flood(html: str, view: str, styles: Sequence[str]) -> Reader:
    """Read by libxml2 without a tree; a second time when the first met style elements."""
    html = html.replace("\0", "")
    reader = _feed(html, _reader(html, view, styles, ()))
    own = reader.facts.styles
    return _feed(html, _reader(html, view, styles, own)) if own else reader


def _feed(html: str, reader: Reader) -> Reader:
    parser = etree.HTMLParser(target=cast(Any, reader), encoding="utf-8", recover=True, huge_tree=False)
    parser.feed(html.encode("utf-8", "replace"))
    parser.close()
    return reader


def _always() -> Sheet:
    return sheet(load_toml("html/styles.toml")["always"])


def _frameworks() -> Sheet:
    return sheet(load_toml("html/styles.toml")["frameworks"])
