"""The author marked links to other sites for search engines: rel=sponsored, or rel=nofollow on links to shops.

Grade C for sponsored, which says that the link is paid (source: Google Search Central, "Qualify your outbound links");
D for nofollow, which content systems set on their own.

Example: `rel="sponsored"` on a link to a shop.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.disclosure.commerce import own_links
from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.registry import detector

_MARKS = (
    ("sponsored", "A link of the page is marked as paid for search engines", Grade.C),
    ("nofollow", "A link of the page is marked as not to be followed by search engines", Grade.D),
)


@detector(Question.DISCLOSURE, family=Family.BEHAVIOUR)
def detect(page: Document) -> Iterator[Evidence]:
    """Yield the first link with each mark."""
    for mark, claim, grade in _MARKS:
        link = next((link for link in own_links(page) if mark in link.rel), None)
        if link is not None:
            yield Evidence(claim, link.url[:300], page.seen, Mention(), Role.PROGRAMME, grade)
