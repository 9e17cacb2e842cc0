"""Which passages of one text stand on other pages too: read from what was kept of those pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detectors.authored import author_texts
from detectors.model import Capture
from detectors.model.noun import Noun
from detectors.style.passages import side_by_side

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


class Shared(Noun, frozen=True):
    """What a page shares with a text: the longest passage as the text writes it, and the words of all of them."""

    longest: str = ""
    words: int = 0


class Other(Noun, frozen=True):
    """A page that may share words: the address that answered, its site, and a capture of that page alone."""

    url: str
    site: str
    capture: Capture


def passages_shared(text: str, others: Iterable[Other], most: int, knowledge: Knowledge) -> tuple[Shared, ...]:
    """Return for each of `others` what it shares with `text`.

    When `most` sites have been found to share one, the rest is not read, and neither is more of a site found before.
    """
    found: list[Shared] = []
    sites: set[str] = set()
    for other in others:
        seek = len(sites) < most and other.site not in sites
        theirs = author_texts(other.capture, knowledge) if seek else ()
        passages = [p for t in theirs if t.url == other.url for p in side_by_side(text, t.text)]
        longest = max((passage.here for passage in passages), key=len, default="")
        found.append(Shared(longest, sum(passage.words for passage in passages)))
        if longest:
            sites.add(other.site)
    return tuple(found)
