"""Links of the page's own text that ask to buy ("Shop now", "Commander") and lead to another site.

Grade D: reviewers and librarians link to shops as well. Links to the site's own shop ask for nobody else.

Example: a link "Commander" to the shop.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.disclosure.commerce import asks_to_buy, own_links
from detectors.domain import host_of
from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.registry import detector

MOST = 3


@detector(Question.DISCLOSURE, family=Family.BEHAVIOUR)
def detect(page: Document) -> Iterator[Evidence]:
    """Yield the first link to each other host that asks to buy."""
    found: dict[str, str] = {}
    for link in own_links(page):
        if len(found) < MOST and asks_to_buy(link):
            found.setdefault(host_of(link.url), f"{link.text.strip()} / {link.url}"[:300])
    for quote in found.values():
        yield Evidence("A link of the page asks to buy", quote, page.seen, Mention(), Role.PROMOTED, Grade.D)
