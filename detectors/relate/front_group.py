"""The organisation named as sponsor or publisher is a front of a group ("Working Families for Wal-Mart").

The statement is the site's own; that the named body stands for the group is the knowledge's, with its source.

Example: "sponsored by Working Families for Wal-Mart", which acts for Walmart.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.model import Evidence, Family, Grade, MarkerKind, Mention, Question, Role
from detectors.nouns import PageMarkers
from detectors.registry import detector

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

_PAYING = frozenset({MarkerKind.SPONSORED, MarkerKind.OWNERSHIP})


@detector(Question.OWNERSHIP, family=Family.STATEMENT)
def detect(markers: tuple[PageMarkers, ...], knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield each front group that the pages name as payer or owner, once."""
    read: set[str] = set()
    for page in markers:
        for marker in page.markers:
            if marker.kind in _PAYING and marker.names not in read and knowledge.front_for(marker.names):
                read.add(marker.names)
                claim = "The page names this body, which acts for a company, as its sponsor or publisher"
                about = Mention(marker.names)
                yield Evidence(claim, marker.quote, page.document.seen, about, Role.OWNER, Grade.B)
