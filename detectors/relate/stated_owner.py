"""The site says in plain words who owns or publishes it ("a blog by X", "published by X, a Y brand").

Grade B: words in the site's own zones, in a publisher's role. A person ("a blog by Jeanne") is no organisation and is
left alone. The disclosure part judges whether readers see the words.

Example: "Un blog de la marque Olivar" under the title.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.mentions import PageMarkers, names_organisation
from detectors.model import Evidence, Family, Grade, MarkerKind, Mention, Question, Role
from detectors.registry import detector

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


@detector(Question.OWNERSHIP, family=Family.STATEMENT)
def detect(markers: tuple[PageMarkers, ...], knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield each owner that the pages state, once."""
    read: set[str] = set()
    for page in markers:
        for marker in page.markers:
            named = marker.kind is MarkerKind.OWNERSHIP and names_organisation(marker.names, knowledge)
            if named and marker.names not in read:
                read.add(marker.names)
                claim = "The page states that this organisation owns or publishes the site"
                about = Mention(marker.names)
                yield Evidence(claim, marker.quote, page.document.seen, about, Role.PUBLISHER, Grade.B)
