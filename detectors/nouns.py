"""What was read of a site's pages: an organisation in a role, and disclosure words, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from detectors.legal import LegalMention
from detectors.model import Marker, Seen
from detectors.page import Document


@dataclass(frozen=True, slots=True)
class SeenMention:
    """An organisation that a page names in a role; `page` is its purpose, or "footer" on pages with another purpose.

    `joined`: the page has only the number, and another page of the site the name.
    `sure`: the words are about who is behind the site (`detectors.elsewhere`). At the end of a page without a footer
    may stand the address of whoever the page is about.
    """

    mention: LegalMention
    page: str
    seen: Seen
    sure: bool = True
    joined: bool = False


@dataclass(frozen=True, slots=True)
class PageMarkers:
    """The disclosure words of one page and what the page was read for."""

    document: Document
    why: str
    markers: tuple[Marker, ...]
