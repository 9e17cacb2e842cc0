"""Cards on the page that lead to other pages are labelled as paid.

Grade D: such a label speaks for the page that the card leads to, never for this one; it is kept apart so that nobody
takes it for the page's own.

Example: a card "Sponsorisé" that leads to another site.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.mentions import of_checked
from detectors.model import Evidence, Family, Grade, MarkerKind, Mention, Question, Role
from detectors.nouns import PageMarkers
from detectors.page import Zone
from detectors.registry import detector

MOST = 3
_ELSEWHERE = frozenset({Zone.TEASER.value, Zone.AD.value})


@detector(Question.DISCLOSURE, family=Family.BEHAVIOUR)
def detect(markers: tuple[PageMarkers, ...]) -> Iterator[Evidence]:
    """Yield the first such labels of the checked page."""
    page = of_checked(markers)
    if page is None:
        return
    labels = [m.quote for m in page.markers if m.kind is MarkerKind.MENTION and m.where in _ELSEWHERE]
    for quote in list(dict.fromkeys(labels))[:MOST]:
        claim = "A card on the page that leads elsewhere is labelled as paid"
        yield Evidence(claim, quote, page.document.seen, Mention(), Role.PROGRAMME, Grade.D)
