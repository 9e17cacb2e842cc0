"""The page or the home page declares a brand's own site as its canonical address.

Strength B, for a promoted site C. Trap: syndicated articles point to the medium that wrote them, so a promoted site
counts only when the home page itself points there; on other pages only own-use domains of known groups do. A `Link`
header says the same as an element of the page's head (RFC 8288) and is read after it.

Example: ``<link rel="canonical" href="https://www.vichy.fr/">`` on the home page of a blog.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.domain import host_of
from detectors.model import Evidence, Family, Question
from detectors.ownership.owning_domains import Pointer, pointed_owners
from detectors.page import Document
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(subject: Subject, page: Document, promoted: tuple[Subject, ...], knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield each domain that a canonical link names, once."""
    yield from pointed_owners(_pointers(subject, page, promoted), subject.domain, knowledge)


def _pointers(subject: Subject, page: Document, promoted: tuple[Subject, ...]) -> Iterator[Pointer]:
    for document in (page, subject.home):
        if isinstance(document, Document):
            claim, address = "The page names this domain as its canonical address", document.canonical
            sites = promoted if document is subject.home else ()
            yield Pointer(host_of(address), claim, address, document.seen, sites)
