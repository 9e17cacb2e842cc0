"""What a reader sees of one page: the public face of `detectors.html`.

`read_document` makes one pass over the markup and keeps the text in the order of the page, each run with its zone, its
visibility and its look, so that every statement can be quoted and located.
"""

from __future__ import annotations

from collections.abc import Sequence

from detectors.html.assemble import assemble
from detectors.html.nouns import Block, Document, Link, Zone
from detectors.html.passes import read
from detectors.model import Page, Seen, TextFile

__all__ = ["Block", "Document", "Link", "Zone", "read_document", "visible_text"]


def read_document(page: Page, styles: Sequence[TextFile] = ()) -> Document:
    """Read one page as its readers see it; never raises, whatever the markup.

    `styles` are the external style sheets that could be read. A page of `view` "mobile" is read under narrow-screen
    rules; of any other view under wide-screen rules, and what narrow screens hide is marked `hidden_mobile`.
    """
    return assemble(page, read(page.html, page.view, [style.text for style in styles]))


def visible_text(html: str) -> str:
    """Return the text that eyes see in a page without external style sheets: `read_document(...).text`."""
    nowhere = "https://page.invalid/"
    return read_document(Page(Seen(nowhere, "", ""), nowhere, nowhere, 200, html)).text
