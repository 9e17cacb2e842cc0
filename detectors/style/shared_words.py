"""Another site that was read before shares passages with the page.

Grade C: copied words can be shown, but agencies' copy, press releases and scrapers put the same words on many sites; it
bears no control and makes no colour. The sites are those of listed readings, as this service's own index had them.

Example: two blogs tell the same two sentences of a holiday; one of them is dated a year earlier.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import Evidence, Family, Grade, Mention, Neighbours, Question, Role
from detectors.registry import detector

KIND = "words"  # of a `SharedValue`: its value is the passage, its label says how the two relate in time
PLAIN, SYNDICATED = "words", "words-syndicated"
EARLIER, LATER = "words-earlier", "words-later"


def label_of(*, earlier: bool) -> str:
    """Return the label of words that the other site dates earlier, or later."""
    return EARLIER if earlier else LATER


@detector(Question.STYLE, family=Family.TEXT)
def detect(neighbours: Neighbours) -> Iterator[Evidence]:
    """Yield each site that shares words, with the longest passage."""
    for found in neighbours.shared:
        if found.kind == KIND:
            about = Mention(domain=found.sites[0])
            yield Evidence(_claim(found.label), found.value, neighbours.seen, about, Role.OPERATOR, Grade.C)


def _claim(label: str) -> str:
    if label == SYNDICATED:
        return "The page is a syndicated copy, by its own account, of another site that was read"
    if label == EARLIER:
        return "The page shares words with another site that was read, where they are dated earlier"
    if label == LATER:
        return "The page shares words with another site that was read, where they are dated later"
    return "The page shares words with another site that was read"
