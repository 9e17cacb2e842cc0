"""What a reader sees of one page: the public face of `detectors.html`.

`read_document` makes one pass over the markup and keeps the text in the order of the page, each run with its zone, its
visibility and its look, so that every statement can be quoted and located.
"""

from __future__ import annotations

from collections.abc import Sequence

from detectors.html.assemble import assemble
from detectors.html.nouns import AUTHOR_ZONES, FOREIGN_ZONES, Block, Document, Link, Zone
from detectors.html.passes import read
from detectors.model import Page, Seen, TextFile

__all__ = [
    "AUTHOR_ZONES",
    "FOREIGN_ZONES",
    "Block",
    "Document",
    "Link",
    "Zone",
    "read_document",
    "read_html",
    "visible_text",
]


def read_document(page: Page, styles: Sequence[TextFile] = ()) -> Document:
    """Read one page as its readers see it; never raises, whatever the markup.

    `styles` are the external style sheets that could be read. A page of `view` "mobile" is read under narrow-screen
    rules; of any other view under wide-screen rules, and what narrow screens hide is marked `hidden_mobile`.
    """
    return assemble(page, read(page.html, page.view, [style.text for style in styles]))


def visible_text(html: str) -> str:
    """Return the text that eyes see in a page without external style sheets."""
    return read_html(html).text


def read_html(html: str, url: str = "https://page.invalid/") -> Document:
    """Read markup alone, as a page that answered at `url` with no style sheets and no provenance."""
    return read_document(Page(Seen(url, "", ""), url, url, 200, html))
