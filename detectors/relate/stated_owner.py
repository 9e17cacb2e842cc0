"""The site says in plain words who owns or publishes it ("a blog by X", "published by X, a Y brand").

Grade B: words in the site's own zones, in a publisher's role. A person ("a blog by Jeanne") is no organisation and is
left alone. Trap: "Vichy is a brand of L'Oréal" is true wherever it stands, also on a site that a fan calls Vichy, so a
statement that begins with the site's bare name supports only (C). The disclosure part judges whether readers see it.

Example: "Un blog de la marque Olivar" under the title.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.disclosure.markup import own_names
from detectors.elsewhere import is_not_so, sentence_around, speaks_of_a_namesake
from detectors.mentions import names_organisation
from detectors.model import Evidence, Family, Grade, Marker, MarkerKind, Mention, Question, Role
from detectors.nouns import PageMarkers
from detectors.page import Document
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
                grade = Grade.B if _is_about_the_site(marker, page.document) else Grade.C
                yield Evidence(claim, marker.quote, page.document.seen, about, Role.PUBLISHER, grade)


def _is_about_the_site(marker: Marker, document: Document) -> bool:
    text = document.text
    start = text.find(marker.quote)
    before, rest = sentence_around(text, start, start + len(marker.quote)) if start >= 0 else (marker.quote, "")
    return not (is_not_so(before, rest) or speaks_of_a_namesake(marker.quote, marker.names, own_names(document)))
