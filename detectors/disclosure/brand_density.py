"""One brand is named again and again in the page's own text.

Grade D: an angry customer names it as often. The measure is names per hundred words, of the brand that the site
promotes most; thresholds are our own.

Example: "Olivar" stands nine times in 300 words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.promotion import Promotion, own_text
from detectors.registry import detector

LEAST = 4  # names
DENSE = 1.5  # names per hundred words


@detector(Question.DISCLOSURE, family=Family.BEHAVIOUR)
def detect(page: Document, promotions: tuple[Promotion, ...]) -> Iterator[Evidence]:
    """Yield the brand, with how often it stands there."""
    text = own_text(page)
    words = len(text.split())
    for promotion in promotions[:1]:
        if text.casefold().count(promotion.name.casefold()) < LEAST:
            continue
        times = len(re.findall(rf"(?<!\w){re.escape(promotion.name)}(?!\w)", text, re.IGNORECASE))
        if times >= LEAST and 100 * times >= DENSE * words:
            claim = f"The page names this brand {times} times in {words} words"
            about = Mention(promotion.name)
            yield Evidence(claim, promotion.name, page.seen, about, Role.PROMOTED, Grade.D)
