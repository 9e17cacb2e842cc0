"""The author's text speaks as copy for products does, and not as a person.

Grade D, behaviour: a register is a manner, and agencies, translators and enthusiasts have it too; never a colour. How
much of it personal posts show is measured (`detectors.style.register`).

Example: "our new range", "order now" and "clinically proven" in a review that never says "I".
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.promotion import Promotion, own_text
from detectors.registry import detector
from detectors.style.passages import without_quotations
from detectors.style.register import register


@detector(Question.STYLE, family=Family.BEHAVIOUR)
def detect(page: Document, promotions: tuple[Promotion, ...]) -> Iterator[Evidence]:
    """Yield the signs of the register, when the checked page promotes somebody in it."""
    promoted = next((found for found in promotions if found.counts), None)
    found = register(without_quotations(own_text(page)), page.lang.split("-")[0].lower())
    if promoted is not None and found is not None and found.promotional:
        quote = " · ".join(found.signs)
        about = Mention(promoted.name)
        claim = "The page speaks in the register of advertising copy"
        yield Evidence(claim, quote, page.seen, about, Role.PROMOTED, Grade.D)
