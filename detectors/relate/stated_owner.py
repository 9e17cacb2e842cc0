"""The site says in plain words who owns or publishes it ("a blog by X", "published by X, a Y brand").

Grade B: words in the site's own zones, in a publisher's role. The disclosure part judges whether readers see them.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.mentions import PageMarkers
from detectors.model import Evidence, Family, Grade, MarkerKind, Mention, Question, Role
from detectors.registry import detector


@detector(Question.OWNERSHIP, family=Family.STATEMENT)
def detect(markers: tuple[PageMarkers, ...]) -> Iterator[Evidence]:
    """Yield each owner that the pages state, once."""
    read: set[str] = set()
    for page in markers:
        for marker in page.markers:
            if marker.kind is MarkerKind.OWNERSHIP and marker.names and marker.names not in read:
                read.add(marker.names)
                claim = "The page states that this organisation owns or publishes the site"
                about = Mention(marker.names)
                yield Evidence(claim, marker.quote, page.document.seen, about, Role.PUBLISHER, Grade.B)
