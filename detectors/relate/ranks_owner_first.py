"""A ranking or comparison on the page puts a brand of the site's own owner first.

Strength C: a reason beside a verdict, never a colour of its own. Traps: numbered steps of a recipe, and rankings of the
owner's products alone, compare nobody.

Example: "1. Olivar - 2. Moulin Bleu - 3. Casa Verde" on a site of Olivar's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import AUTHOR_ZONES, Document
from detectors.registry import detector
from detectors.saying import is_owner
from detectors.weigh import Weighed

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

# "1. X", "#1 X", "Platz 1: X", "N° 1 - X", "1st place: X", "Top 1 X"
_RANK = re.compile(
    r"\s*(?:#|n[o°º]\.?\s*|(?:platz|rang|place|rank|puesto|posto|lugar|plaats|miejsce|number|numéro|top)\s*(?:n°\s*)?)?"
    r"(\d{1,2})(?:st|nd|rd|th|er|e|[ºª°])?(?:\s+(?:place|platz|rang|puesto|posto|lugar|plaats|miejsce))?"
    r"\s*[.):–—-]?\s+(\S.*)",
    re.IGNORECASE,
)
_MIN_RANKED = 3


@detector(Question.DISCLOSURE, family=Family.BEHAVIOUR)
def detect(page: Document, owner: Weighed | None, knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield the line of the first place when it names the owner."""
    if owner is None:
        return
    ranked: dict[int, str] = {}
    for block in page.blocks:
        match = _RANK.match(block.text) if block.visible and block.zone in AUTHOR_ZONES else None
        if match and len(block.text) < 200:
            ranked.setdefault(int(match[1]), match[2])
    if len(ranked) < _MIN_RANKED or 1 not in ranked:
        return
    names_owner = is_owner(owner, knowledge)
    others = [line for place, line in ranked.items() if place != 1]
    if names_owner(ranked[1]) and not all(map(names_owner, others)):
        claim = "The ranking on the page puts its owner's product first"
        about = Mention(owner.candidate.name)
        yield Evidence(claim, ranked[1][:300], page.seen, about, Role.PROMOTED, Grade.C)
