"""A page's markup as browsers understand it, written out again in one canonical way.

lexbor builds the tree that browsers build and writes it in C: every element opened and closed, every attribute in
double quotes, no ``<`` or ``>`` but those of tags. One regular expression cuts that into tags and the text between
them. What elements hold as raw text (scripts, style sheets, noscript) is cut out first and kept aside.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, cast

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

_MAX_CHARS = 5_000_000
_MAX_TAGS = 20_000  # lexbor's time grows with tags times depth, and nothing in the markup bounds the depth
_MAX_NESTED = 3  # templates inside templates, noscript elements inside noscript elements
_SMALL = 200_000  # characters; no tag of so short a page has attributes enough to matter
# Where an opening tag begins that is not seen at once to have few attributes, each cut as the HTML Standard cuts it.
_LONG = re.compile(
    rb"<[a-zA-Z](?![^\s/<>\"'=]{0,64}+"
    rb"(?:[\s/]{1,32}+[^\s/<>\"'=]{1,64}+(?:=\"[^\"]*+\"|='[^']*+'|=[^\s\"'<>=`]++)?+){0,50}+\s?/?>)"
)
# An opening tag of 2,000 attributes or with a value without an end: lexbor's time grows with their square.
_CROWDED = re.compile(
    rb"<[a-zA-Z](?=(?:(?(1)|(?:[\s/]{1,32}+|(?:=[^\s/>=]{0,32}+|[^\s/>=]{1,32}+)(?:\s{0,32}+=\s{0,32}+"
    rb"(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|[\"']()))?+))){2000})"
)
RAW = frozenset(("script", "style", "noscript", "iframe", "xmp", "noembed", "noframes", "plaintext"))
MARK = "raw-text-number"
_ALL_RAW = ",".join((*sorted(RAW), "template"))
_PIECE = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_NOSCRIPT = re.compile(rf"<noscript[^>]* {MARK}=\"(\d+)\"[^>]*>")


@dataclass(slots=True)
class Markup:
    """Canonical markup: `pieces` are text, tag, text, tag, ..., text; `raw` is what the elements of `RAW` hold.

    Such an element, when it holds anything, carries the index of its text in the attribute `MARK`. `styles` are the
    page's style elements with their media attributes, in order.
    """

    pieces: list[str]
    raw: list[str]
    styles: list[tuple[str, str]]


def markup_of(html: str) -> Markup:
    """Return the canonical markup of a page; never raises.

    A page that lexbor cannot read in bounded time, which no real one is, is read by libxml2, whose time is linear.
    """
    encoded = html[:_MAX_CHARS].encode("utf-8", "replace")
    if encoded.count(b"<") > _MAX_TAGS or (len(encoded) > _SMALL and _is_crowded(encoded)):
        return _of_flood(encoded)
    tree = LexborHTMLParser(encoded, scripting=True)
    raw: list[str] = []
    found = tree.css(_ALL_RAW)
    styles = [(node.text(), node.attributes.get("media") or "") for node in found if node.tag == "style"]
    _cut(found, raw)
    return Markup(_PIECE.split(_written(tree, raw)), raw, styles)


def _is_crowded(encoded: bytes) -> bool:
    return any(_CROWDED.match(encoded, long.start()) for long in _LONG.finditer(encoded))


def _cut(nodes: list[LexborNode], raw: list[str], nested: int = 0) -> None:
    """Take out what these elements hold, and number them; templates keep what they hold, without its raw text."""
    for node in nodes:
        if node.tag == "template":
            for fragment in node.template_fragments()[:1] if nested <= _MAX_NESTED else ():
                _cut(fragment.css(_ALL_RAW), raw, nested + 1)
            continue
        text = node.text()
        inside = node.first_child
        if inside is not None:
            node.attrs[MARK] = str(len(raw))
            raw.append(text)
            inside.decompose()


def _written(tree: LexborHTMLParser, raw: list[str], nested: int = 0) -> str:
    """Write a tree out; what noscript elements hold is markup to those who read the page without scripts."""
    text = tree.html or ""
    if "<noscript" not in text or nested > _MAX_NESTED:
        return text
    return _NOSCRIPT.sub(lambda found: found[0] + _inside(found[1], raw, nested + 1), text)


def _inside(number: str, raw: list[str], nested: int) -> str:
    tree = LexborHTMLParser(taken(raw, number), is_fragment=True)
    _cut(tree.css(_ALL_RAW), raw)
    return _written(tree, raw, nested)


def taken(raw: list[str], number: str) -> str:
    """Return the raw text of that number, once: a page that writes numbers of its own repeats nothing."""
    if not number.isdecimal() or len(number) > len(str(len(raw))) or int(number) >= len(raw):
        return ""
    text, raw[int(number)] = raw[int(number)], ""
    return text


class _Writer:
    """Target of lxml's parser that writes the canonical markup as it reads: no tree is built, nothing recurses."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.raw: list[str] = []
        self.styles: list[tuple[int, str]] = []
        self._held: list[str] | None = None

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Write an opening tag."""
        if tag in ("script", "style") and self._held is None:
            self._held = []
            if tag == "style":
                self.styles.append((len(self.raw), attrs.get("media") or ""))
            attrs = {**attrs, MARK: str(len(self.raw))}
        written = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs.items())
        self.out.append(f"<{tag}{written}>")

    def end(self, tag: str) -> None:
        """Write a closing tag."""
        if self._held is not None and tag in ("script", "style"):
            self.raw.append("".join(self._held))
            self._held = None
        self.out.append(f"</{tag}>")

    def data(self, text: str) -> None:
        """Write text, or hold it when it is no markup."""
        if self._held is None:
            self.out.append(escape(text, quote=False))
        else:
            self._held.append(text)

    def close(self) -> str:
        """Return what was written."""
        if self._held is not None:
            self.raw.append("".join(self._held))
        return "".join(self.out)


def _of_flood(encoded: bytes) -> Markup:
    writer = _Writer()
    parser = etree.HTMLParser(target=cast(Any, writer), encoding="utf-8", recover=True, huge_tree=False)
    parser.feed(encoded.replace(b"\0", b""))
    written = parser.close()
    return Markup(
        _PIECE.split(cast(str, written)), writer.raw, [(writer.raw[at], media) for at, media in writer.styles]
    )
