"""Disclosure markers of a page: the words, where they stand, and whether eyes can see them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator

import msgspec

from detectors.disclosure.adequacy import weakest
from detectors.disclosure.machine import machine_markers
from detectors.disclosure.markers import find_markers, is_bare, is_silent, markers_of_text
from detectors.disclosure.naming import SHORTEST_SITE
from detectors.disclosure.placing import adequacy_of_place, reading_order
from detectors.model import DISCLOSING, Adequacy, Marker, MarkerKind
from detectors.page import FOREIGN_ZONES, Block, Document, Zone, read_html

_NOT_OF_THE_PAGE = FOREIGN_ZONES | {Zone.NAV}
_BARE = 4  # words; a block of so few that is all label
_OPENING = 2  # visible blocks in which a bare label can speak for a page without a headline
_HEAD = 8  # blocks from the kicker to the first paragraph
_BYLINE = 14  # words; a longer block below the headline begins the article
_MAIN = frozenset({Zone.HEADLINE, Zone.TOP, Zone.BODY})
_TITLE_PART = re.compile(r"\s+[-|:\u2013\u2014\u00b7\u00bb\u2022]\s+")
_NAME_WORDS = 6
_HIDDEN = 60_000  # characters out of sight that are read
_CARD = 8  # words; so short a label in a side column is on somebody else's card
_HARD_TO_SEE = frozenset({"collapsed", "tiny", "colour"})  # in sight after a click or with an effort
_LEGIBLE_SIZE = 3.0  # CSS pixels
_LEGIBLE_CONTRAST = 1.1


def find_markers_html(html: str, lang: str | None = None, country: str | None = None) -> list[Marker]:
    """Return the markers of a page's markup, with offsets into ``detectors.page.visible_text(html)``."""
    return find_markers_document(read_html(html), lang, country)


def find_markers_document(document: Document, lang: str | None = None, country: str | None = None) -> list[Marker]:
    """Return the markers of a page: those in sight in order, then those that eyes or readers cannot see.

    Offsets are into `document.text`; words out of sight have -1. `lang` defaults to the page's language. Labels in
    navigation, comments, quotes, code, advertisement slots and cards of other pages are mentions: they never speak for
    the page.
    """
    language = lang or document.lang or None
    blocks = [block for block in document.blocks if block.visible and block.start >= 0]
    seen = list(_in_sight(document, blocks, language, country))
    hidden = list(_out_of_sight(document, language, country))
    said = {marker.kind for marker in (*seen, *hidden) if marker.kind in DISCLOSING}
    return [*seen, *hidden, *machine_markers(document, language, said=bool(said))]


def _in_sight(document: Document, blocks: list[Block], lang: str | None, country: str | None) -> Iterator[Marker]:
    markers = markers_of_text(document.text, lang, country, own_names(document))
    if not markers:
        return
    starts = [block.start for block in blocks]
    lone, share = _lone_labels(blocks), reading_order(document)
    for marker in markers:
        index = bisect_right(starts, marker.start) - 1
        if index < 0:
            yield marker
            continue
        block = blocks[index]
        slot = is_bare(marker, block.text) and index not in lone
        if marker.kind in DISCLOSING and (slot or block.zone in _NOT_OF_THE_PAGE or _on_a_card(marker, block)):
            yield msgspec.structs.replace(
                marker, kind=MarkerKind.MENTION, adequate=None, reasons=(), where=block.zone.value
            )
        elif marker.kind in DISCLOSING:
            yield _placed(marker, block, document, share)
        else:
            yield msgspec.structs.replace(marker, where=block.zone.value)


def own_names(document: Document) -> tuple[str, ...]:
    """Return what the site calls itself: in its metadata, and in the short parts of its title."""
    parts = _TITLE_PART.split(document.title)
    found = (document.metas.get("og:site_name", ""), document.metas.get("application-name", ""), *parts)
    short = (name.strip() for name in found if 0 < len(name.split()) <= _NAME_WORDS)
    return tuple(dict.fromkeys(name for name in short if len(name) >= SHORTEST_SITE))


def _on_a_card(marker: Marker, block: Block) -> bool:
    label = marker.kind in (MarkerKind.AD_LABEL, MarkerKind.SPONSORED)
    return label and block.zone is Zone.ASIDE and len(block.text.split()) <= _CARD


def _lone_labels(blocks: list[Block]) -> frozenset[int]:
    """Return the indexes of the few short blocks that can label the page itself: at its head, and not repeated.

    The same short words elsewhere, or beside an advertisement slot, stand over advertisements.
    """
    short = Counter(block.text.casefold() for block in blocks if len(block.text.split()) <= _BARE)
    slots = [index for index, block in enumerate(blocks) if block.zone is Zone.AD]
    beside = {index + step for index in slots for step in (-1, 1)}
    return frozenset(
        index for index in _head(blocks) if index not in beside and short[blocks[index].text.casefold()] <= 1
    )


def _head(blocks: list[Block]) -> list[int]:
    """Return the indexes of the blocks over the article: a kicker, the headline, byline and date, what follows them."""
    main = [index for index, block in enumerate(blocks) if block.zone in _MAIN]
    headline = next((place for place, index in enumerate(main) if blocks[index].zone is Zone.HEADLINE), None)
    if headline is None:
        return main[:_OPENING]
    head = main[max(0, headline - 1) : headline + 1]
    for index in main[headline + 1 :]:
        if len(blocks[index].text.split()) > _BYLINE:
            break
        head.append(index)
    return head[:_HEAD]


def _placed(marker: Marker, block: Block, document: Document, share: Callable[[int], float]) -> Marker:
    grade, reasons = adequacy_of_place(marker, block, document, share)
    return msgspec.structs.replace(
        marker,
        adequate=weakest(marker.adequate or "A", grade),
        reasons=tuple(dict.fromkeys((*marker.reasons, *reasons))),
        where=block.zone.value,
    )


def _out_of_sight(document: Document, lang: str | None, country: str | None) -> Iterator[Marker]:
    left = _HIDDEN
    blocks = [block for block in document.blocks if not block.visible and block.zone not in _NOT_OF_THE_PAGE]
    if is_silent("\n".join(block.text for block in blocks)[: _HIDDEN + len(blocks)], lang):
        return
    for block in blocks:
        left -= len(block.text)
        if left < 0:
            return
        for marker in find_markers(block.text, lang, country):
            if marker.kind not in DISCLOSING or (block.alt and is_bare(marker, block.text)):
                continue
            if _legible(block):
                reason = "buried" if block.hidden == "collapsed" else "tiny"
                yield _moved_out(marker, marker.kind, block, adequate="I", reasons=(*marker.reasons, reason))
            else:
                yield _moved_out(marker, MarkerKind.HIDDEN, block)


def _legible(block: Block) -> bool:
    """Return whether eyes can get at words that are not in plain sight: behind a click, very small or very faint."""
    if block.alt or block.hidden not in _HARD_TO_SEE:
        return False
    return (block.size or _LEGIBLE_SIZE) >= _LEGIBLE_SIZE and (block.contrast or _LEGIBLE_CONTRAST) >= _LEGIBLE_CONTRAST


def _moved_out(
    marker: Marker, kind: MarkerKind, block: Block, *, adequate: Adequacy | None = None, reasons: tuple[str, ...] = ()
) -> Marker:
    return msgspec.structs.replace(
        marker,
        kind=kind,
        start=-1,
        end=-1,
        adequate=adequate,
        reasons=tuple(dict.fromkeys(reasons)),
        where=block.zone.value,
    )
