"""What reading one page gives: zones, blocks of text, links and the document that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from detectors.model import Seen


class Zone(StrEnum):
    """Which part of the page a text stands in, as readers see it."""

    HEADLINE = "headline"
    TOP = "top"
    BODY = "body"
    END = "end"
    FOOTER = "footer"
    NAV = "nav"
    ASIDE = "aside"
    COMMENT = "comment"
    QUOTE = "quote"
    CODE = "code"
    AD = "ad"
    TEASER = "teaser"


AUTHOR_ZONES = frozenset({Zone.HEADLINE, Zone.TOP, Zone.BODY, Zone.END})
# Where others speak: readers, quoted people, programs, advertisers, other pages.
FOREIGN_ZONES = frozenset({Zone.COMMENT, Zone.QUOTE, Zone.CODE, Zone.AD, Zone.TEASER})
_PROSE, _EXCERPT = frozenset({Zone.BODY, Zone.END}), 200  # characters; a longer block there is prose of the page itself


class Block(msgspec.Struct, frozen=True, gc=False):
    """One run of text between two breaks of the layout.

    `start` is the offset of `text` in `Document.text`, or -1 when the block is not visible; `hidden` says why not
    ("display", "visibility", "attribute", "opacity", "offscreen", "clip", "tiny", "colour", "collapsed", "noscript",
    "template"). `size` is in CSS pixels, `contrast` the WCAG ratio (1..21) on the nearest known background; None when
    unknown. `alt` marks an image's alternative or a frame's title: read, but never part of `Document.text`.
    """

    text: str
    zone: Zone
    visible: bool
    start: int
    size: float | None = None
    contrast: float | None = None
    heading: str = ""  # the nearest heading above
    hidden: str = ""
    hidden_mobile: bool = False  # shown on a wide screen, hidden by the rules for narrow ones
    tag: str = ""
    alt: bool = False
    teaser_of: str = ""  # where the card leads, when `zone` is TEASER


class Link(msgspec.Struct, frozen=True, gc=False):
    """One ``<a href>`` or ``<area href>``: `url` is absolute, or "" when it leads to no web page."""

    url: str
    text: str
    rel: frozenset[str]
    zone: Zone
    visible: bool
    start: int


@dataclass(frozen=True)
class Document:
    """One page as read. `text` is what eyes see: the visible blocks joined by line feeds, blanks collapsed."""

    url: str
    host: str
    title: str
    lang: str
    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    metas: Mapping[str, str]  # lower-case name, property or http-equiv -> its first content
    json_ld: tuple[dict[str, Any], ...]  # every node of every script, flattened
    inline_scripts: tuple[str, ...]
    resources: tuple[str, ...]  # absolute addresses of scripts, images, frames and link icons
    stylesheets: tuple[str, ...]
    canonical: str
    alternates: tuple[str, ...]  # absolute addresses of the page in other languages (hreflang)
    icon: str  # absolute address of the icon that it declares, or the icon itself as a data: URL; "" for none
    dates: tuple[str, ...]  # ISO dates of posts, as written in machine-readable form, none older than the web
    words: int
    seen: Seen
    view: Literal["desktop", "mobile"] = "desktop"
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def has_prose(self) -> bool:
        """Whether readers see prose of the page itself; a home page may be nothing but excerpts of others."""
        return any(block.zone in _PROSE and block.visible and len(block.text) > _EXCERPT for block in self.blocks)
