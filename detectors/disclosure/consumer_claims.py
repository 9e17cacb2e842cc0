"""The page's own text speaks as a customer does ("I've been using it for a month", "ma peau est plus douce").

Grade D: customers do write so. It matters only beside evidence of who stands behind the site. Only the words themselves
are quoted, since the sentence around them may name a private person.

Example: "ma peau est plus douce" in a review.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.disclosure.commerce import own_blocks, speaks_as_customer
from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.registry import detector

MOST = 2


@detector(Question.DISCLOSURE, family=Family.BEHAVIOUR)
def detect(page: Document) -> Iterator[Evidence]:
    """Yield the first such sentences."""
    found: list[str] = []
    for block in own_blocks(page):
        said = speaks_as_customer(block.text)
        if said is not None and len(found) < MOST:
            found.append(block.text[said.start() : said.end()])
    for quote in found:
        yield Evidence("The page speaks as a customer", quote, page.seen, Mention(), Role.PROMOTED, Grade.D)
