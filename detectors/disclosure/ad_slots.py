"""The page carries advertisement slots.

Grade D: advertisements beside a text say nothing about the text; they tell that a label near them may be theirs.

Example: an element of the class "adsbygoogle" stands beside the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document, Zone
from detectors.registry import detector


@detector(Question.DISCLOSURE, family=Family.BEHAVIOUR)
def detect(page: Document) -> Iterator[Evidence]:
    """Yield how many there are, with the words of the first."""
    slots = [block for block in page.blocks if block.zone is Zone.AD]
    if slots:
        claim = f"The page carries advertisement slots ({len(slots)})"
        quote = next((block.text for block in slots if block.text), "")[:300]
        yield Evidence(claim, quote, page.seen, Mention(), Role.PROGRAMME, Grade.D)
