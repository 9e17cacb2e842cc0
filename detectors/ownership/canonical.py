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
from detectors.model import Evidence, Family, Mention, Question, Role
from detectors.ownership.owning_domains import grade_of, owning_domain
from detectors.page import Document
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(subject: Subject, page: Document, promoted: tuple[Subject, ...], knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield each domain that a canonical link names, once."""
    found: set[str] = set()
    for document in (page, subject.home):
        if not isinstance(document, Document):
            continue
        sites = promoted if document is subject.home else ()
        domain = owning_domain(host_of(document.canonical), subject.domain, sites, knowledge)
        if domain and domain not in found:
            found.add(domain)
            claim, quote = "The page names this domain as its canonical address", document.canonical[:300]
            yield Evidence(claim, quote, document.seen, Mention(domain=domain), Role.OWNER, grade_of(domain, knowledge))
