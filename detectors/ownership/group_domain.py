"""The site itself lies inside a group's own-use domain.

Strength A: nobody else can publish below ``vichy.fr``. Service domains (hosting, mail) are apart in the knowledge.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.registry import detector

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(page: Document, knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield the group's domain that the site's host belongs to."""
    known = knowledge.match_domain(page.host)
    if known is not None and known.use == "own":
        claim = "The site lies inside this domain of the group"
        yield Evidence(claim, page.host, page.seen, Mention(domain=known.domain), Role.OWNER, Grade.A)
