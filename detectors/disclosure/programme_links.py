"""Links of the page's own text have the shape of an affiliate programme's.

Grade B for what it says: the link pays whoever placed it. It says nothing of who owns the site. Shapes are data
(``data/affiliate_links.toml``); cloaked and shortened links are possible, not certain, and are not named here.

Example: https://www.amazon.fr/dp/B000000000?tag=carnet-21 in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.disclosure.commerce import own_links
from detectors.domain import host_of
from detectors.links import is_affiliate_link
from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.registry import detector

MOST = 3


@detector(Question.DISCLOSURE, family=Family.BEHAVIOUR)
def detect(page: Document) -> Iterator[Evidence]:
    """Yield the first link of each programme's host."""
    found: dict[str, str] = {}
    for link in own_links(page):
        if len(found) < MOST and is_affiliate_link(link.url):
            found.setdefault(host_of(link.url), link.url[:300])
    for url in found.values():
        claim = "A link of the page has the shape of an affiliate programme's"
        yield Evidence(claim, url, page.seen, Mention(), Role.PROGRAMME, Grade.B)
