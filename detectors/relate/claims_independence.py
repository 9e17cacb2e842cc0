"""The site calls its reviews or opinions independent although an organisation that it promotes stands behind it.

Strength C: a reason beside a verdict, never a colour of its own. Trap: the bare word ("an independent brewery") claims
nothing; only phrases about opinions and reviews do, and only where an owner is found and promoted.

Example: "un avis totalement indépendant" on a blog of the maker.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.presentation import SelfPortrait
from detectors.registry import detector
from detectors.weigh import Weighed


@detector(Question.DISCLOSURE, family=Family.BEHAVIOUR)
def detect(page: Document, portrait: SelfPortrait, owner: Weighed | None) -> Iterator[Evidence]:
    """Yield the claim in the site's own words."""
    if owner is not None and owner.promotion is not None and portrait.claim:
        about = Mention(owner.candidate.name)
        yield Evidence(
            "The site describes its opinions in these words", portrait.claim, page.seen, about, Role.PROMOTED, Grade.C
        )
