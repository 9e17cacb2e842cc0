"""The page's markup offers or rates a product, or its own text names prices beside links to other sites.

Grade D: what a shop, a reviewer and a newspaper's test have in common.

Example: `"@type": "Product"` with an offer, or "29,90 €" beside a link to the shop.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.disclosure.commerce import PRICE, own_blocks, own_links
from detectors.html.json_ld import types_of
from detectors.model import Evidence, Family, Grade, Mention, Question, Role
from detectors.page import Document
from detectors.registry import detector

_TYPES = frozenset({"Product", "Offer", "AggregateOffer", "AggregateRating"})
_NAMES = ("name", "price", "lowPrice", "ratingValue")


@detector(Question.DISCLOSURE, family=Family.BEHAVIOUR)
def detect(page: Document) -> Iterator[Evidence]:
    """Yield the first product or offer of the markup, and the first price of the text."""
    marked = next(_marked(page), None)
    if marked is not None:
        claim = "The page's markup offers or rates a product"
        yield Evidence(claim, marked, page.seen, Mention(), Role.PROMOTED, Grade.D)
    if any(True for _ in own_links(page)):
        for block in own_blocks(page):
            price = PRICE.search(block.text)
            if price is not None:
                claim = "The page names a price and links to other sites"
                yield Evidence(claim, price[0], page.seen, Mention(), Role.PROMOTED, Grade.D)
                return


def _marked(page: Document) -> Iterator[str]:
    for node in page.json_ld:
        if kinds := types_of(node) & _TYPES:
            said = next((str(node[key]) for key in _NAMES if isinstance(node.get(key), str | int | float)), "")
            yield f'"@type": "{min(kinds)}" {said}'.strip()[:300]
