"""The page admits a payment to machines (markup, rel=sponsored) and tells its readers nothing.

Strength C: a reason beside a verdict, never a colour of its own. Trap: markup is filled by templates and plug-ins, so
it is no more than what it is: an admission that readers cannot see.

Example: `rel="sponsored"` on a link of a page that tells its readers nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.mentions import of_checked
from detectors.model import MATERIAL_KINDS, Evidence, Family, Grade, MarkerKind, Mention, Question, Role
from detectors.nouns import PageMarkers
from detectors.registry import detector


@detector(Question.DISCLOSURE, family=Family.BEHAVIOUR)
def detect(markers: tuple[PageMarkers, ...]) -> Iterator[Evidence]:
    """Yield the first admission of the checked page when no words in sight say as much."""
    page = of_checked(markers)
    if page is None or any(m.kind in MATERIAL_KINDS for m in page.markers):
        return
    admitted = next((m for m in page.markers if m.kind is MarkerKind.MACHINE), None)
    if admitted:
        claim = "The page tells machines of a payment and does not tell its readers"
        yield Evidence(claim, admitted.quote[:300], page.document.seen, Mention(), Role.PROGRAMME, Grade.C)
