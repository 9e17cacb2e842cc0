"""Whether a statement stands where readers meet it: zone, position in the text, size, contrast, narrow screens."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Callable, Iterator

from detectors.disclosure.adequacy import weakest
from detectors.model import OWNER_KINDS, Adequacy, Marker, MarkerKind
from detectors.page import AUTHOR_ZONES, Block, Document, Zone

# Thresholds are our own: no rule names pixels; 16 CFR 255.0(f) asks for "difficult to miss".
_TINY, _SMALL = 8.0, 10.5  # CSS pixels
# Contrast; the default WordPress theme of 2005 to 2010 sets its tagline at 2.8, and it was read.
_FAINT, _PALE = 2.0, 2.5
_LATE, _LAST = 0.5, 0.85  # shares of the visible text that come before the words
_SHORT = 120  # words; on a shorter page nothing is far from anything
_PLACES: dict[Zone, tuple[Adequacy, str]] = {Zone.FOOTER: ("I", "buried"), Zone.ASIDE: ("W", "buried")}


def reading_order(document: Document) -> Callable[[int], float]:
    """Return a function from an offset in `document.text` to the share of the main text (0..1) that comes before it.

    The main text of a page without prose, as a home page is, are the excerpts that it shows.
    """
    zones = AUTHOR_ZONES if document.has_prose else AUTHOR_ZONES | {Zone.TEASER}
    main = [b for b in document.blocks if b.start >= 0 and b.zone in zones]
    starts = [block.start for block in main]
    before = [0, *itertools.accumulate(len(block.text) for block in main)]

    def share(offset: int) -> float:
        index = bisect_right(starts, offset) - 1
        if index < 0:
            return 0.0
        return (before[index] + min(len(main[index].text), offset - starts[index])) / (before[-1] or 1)

    return share


def adequacy_of_place(
    marker: Marker, block: Block, document: Document, share: Callable[[int], float]
) -> tuple[Adequacy, tuple[str, ...]]:
    """Return whether place and look are adequate, and the codes of what is wrong with them.

    `share` is the `reading_order` of the document.
    """
    grade: Adequacy = "A"
    reasons: list[str] = []
    for found, reason in _faults(marker, block, document, share(marker.start)):
        grade = weakest(grade, found)
        reasons.append(reason)
    return grade, tuple(dict.fromkeys(reasons))


def _faults(marker: Marker, block: Block, document: Document, share: float) -> Iterator[tuple[Adequacy, str]]:
    if block.zone in _PLACES:
        grade, reason = _PLACES[block.zone]
        yield ("W" if marker.kind in OWNER_KINDS else grade), reason
    elif document.words >= _SHORT and not _beside_the_link(marker, block):
        yield from _late(marker, block, share)
    if (block.size and block.size < _TINY) or (block.contrast and block.contrast < _FAINT):
        yield "I", "tiny"
    elif (block.size and block.size < _SMALL) or (block.contrast and block.contrast < _PALE):
        yield "W", "tiny"
    if block.hidden_mobile:
        yield "W", "hidden_mobile"


def _late(marker: Marker, block: Block, share: float) -> Iterator[tuple[Adequacy, str]]:
    if block.zone is Zone.END or share > _LAST:
        yield ("W" if marker.kind in OWNER_KINDS else "I"), "after_claim"
    elif share > _LATE:
        yield "W", "after_claim"


def _beside_the_link(marker: Marker, block: Block) -> bool:
    """Return whether it is a short label in running text, such as "(affiliate link)" after the link it speaks of."""
    return marker.kind is MarkerKind.AFFILIATE and block.zone is Zone.BODY and len(marker.quote.split()) <= 4
