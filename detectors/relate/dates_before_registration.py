"""Posts are dated before the domain was registered.

A fact, never a colour: sites move to new domains and keep their posts' dates.

Example: a post of June 2005 on a domain registered on 21 November 2005.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import Evidence, Family, Grade, Mention, Question, Registration, Role
from detectors.page import Document
from detectors.registry import detector


@detector(Question.OWNERSHIP, family=Family.BEHAVIOUR)
def detect(registration: Registration, documents: tuple[Document, ...]) -> Iterator[Evidence]:
    """Yield the oldest post that is older than the domain."""
    if not registration.created or registration.seen is None:
        return
    dated = [(date[:10], document) for document in documents for date in document.dates]
    day, document = min(dated, key=lambda item: item[0], default=("", None))
    if document is not None and day < registration.created[:10]:
        claim = f"A post is dated {day}; the domain was registered on {registration.created[:10]}"
        about = Mention(domain=registration.domain)
        yield Evidence(claim, day, document.seen, about, Role.OPERATOR, Grade.D)
