"""The author's own text of a page."""

from __future__ import annotations

from detectors.html.nouns import Block, Document, Zone
from detectors.html.site_links import linked, post_links

__all__ = ["linked", "main_blocks", "post_links"]

_MAIN = frozenset((Zone.HEADLINE, Zone.TOP, Zone.BODY, Zone.END))


def main_blocks(document: Document) -> tuple[Block, ...]:
    """Return the visible blocks that the page's author speaks: no comment, quote, navigation, teaser or ad slot."""
    return tuple(block for block in document.blocks if block.visible and block.zone in _MAIN)
