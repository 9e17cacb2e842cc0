"""The page or the home page names a brand's own site as itself in another language (hreflang).

Strength B, for a promoted site C. Traps: whoever copies a brand's page copies the line with it, so it is no second
identifier; a translated article names the medium that wrote it, so a promoted site counts only when the home page
itself names it. Feeds in other languages are no such pages. A `Link` header says the same (RFC 8288). Source of the
attribute: HTML Living Standard, "Link type alternate".

Example: ``<link rel="alternate" hreflang="fr-FR" href="https://www.vichy.fr/">`` on the home page of a blog.
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
    """Yield each owning domain that an alternate leads to, once."""
    yield from pointed_owners(_pointers(subject, page, promoted), subject.domain, knowledge)


def _pointers(subject: Subject, page: Document, promoted: tuple[Subject, ...]) -> Iterator[Pointer]:
    for document in (page, subject.home):
        if isinstance(document, Document):
            claim = "The page names this domain as itself in another language"
            sites = promoted if document is subject.home else ()
            yield from (Pointer(host_of(url), claim, url, document.seen, sites) for url in document.alternates)
