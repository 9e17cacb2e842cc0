"""One look at a growing capture: what to read next or, when nothing is left, what its sites carry and say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detectors.authored import AuthorText, author_texts
from detectors.history import PAST
from detectors.model import Want
from detectors.model.noun import Noun
from detectors.planning import plan
from detectors.sighting import Sightings, sightings

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge
    from detectors.model import Capture


class Survey(Noun, frozen=True):
    """What to read next; of a complete capture also `seen` and `texts`, for the indexes. None: nobody has looked."""

    wants: tuple[Want, ...]
    seen: Sightings | None = None
    texts: tuple[AuthorText, ...] = ()


def survey(capture: Capture, knowledge: Knowledge, *, last: bool) -> Survey:
    """Return what `plan` wants and, when no page of today is among it or no round is left (`last`), the rest.

    Each of the three needs every page parsed. Together they need it once.
    """
    wants = () if last else plan(capture, knowledge)
    if any(want.why not in PAST for want in wants):
        return Survey(wants)
    return Survey(wants, sightings(capture, knowledge), author_texts(capture, knowledge))
