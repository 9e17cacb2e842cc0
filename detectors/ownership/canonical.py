"""The page declares a brand's own site as its canonical address.

Strength B. Trap: syndicated articles point to the medium that wrote them; only own-use domains of known groups and
promoted sites count.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.domain import host_of, registrable
from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.registry import detector

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(page: Document, knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield the own-use domain that the page's canonical link names."""
    host = host_of(page.canonical)
    known = knowledge.match_domain(host) if host else None
    if known is not None and known.use == "own" and registrable(host) != registrable(page.host):
        claim = "The page names this domain as its canonical address"
        yield Evidence(claim, page.canonical[:300], page.seen, Mention(domain=known.domain), Role.OWNER, Grade.B)
