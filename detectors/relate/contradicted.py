"""The page denies a payment or commission beside links that pay ("not sponsored" beside an affiliate link).

Strength C: a reason beside a verdict, never a colour of its own. Trap: "not sponsored" is true of a page that says its
affiliate links in other words, so any statement of a payment clears it.

Example: "cet article n'est pas sponsorisé" beside an affiliate link.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.material import material_links
from detectors.mentions import of_checked
from detectors.model import MATERIAL_KINDS, Evidence, Family, Grade, MarkerKind, Mention, Question, Redirection, Role
from detectors.nouns import PageMarkers
from detectors.registry import detector


@detector(Question.DISCLOSURE, family=Family.BEHAVIOUR)
def detect(markers: tuple[PageMarkers, ...], resolved: tuple[Redirection, ...]) -> Iterator[Evidence]:
    """Yield the denial, beside the first link that contradicts it, on the checked page."""
    page = of_checked(markers)
    if page is None or any(m.kind in MATERIAL_KINDS for m in page.markers):
        return
    denial = next((m for m in page.markers if m.kind is MarkerKind.NEGATED), None)
    links = material_links(page.document, resolved) if denial else ()
    if denial and links:
        quote = f"{denial.quote} / {links[0].url}"[:300]
        claim = "The page denies a payment and carries a link that pays"
        yield Evidence(claim, quote, page.document.seen, Mention(), Role.PROGRAMME, Grade.C)
