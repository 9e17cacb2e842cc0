"""Does the site say who is behind it.

"Absent" must be earned: everything that could say it was read, in a language that we read. An owner readable anywhere
on the site is at least weak; certificates, DNS, ads.txt and JSON-LD are not readable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detectors import names
from detectors.domain import host_of, registrable
from detectors.mentions import names_organisation, of_checked
from detectors.model import (
    OWNER_KINDS,
    OWNING,
    Capture,
    Disclosed,
    DisclosureLevel,
    Marker,
    MarkerKind,
    Missing,
    MissingReason,
    ShownMarker,
)
from detectors.nouns import PageMarkers, SeenMention
from detectors.page import Document, Zone
from detectors.statements import Statement, is_legible, observe, on_mobile, shown
from detectors.vague import own_ventures, vague_statements

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge
    from detectors.subject import Subject
    from detectors.weigh import Weighed

_MUST_READ = frozenset({"checked", "home", "legal", "about", "disclosure", "style"})
_HEADER = frozenset({Zone.HEADLINE.value, Zone.TOP.value})
_PROMINENT = _HEADER | {Zone.BODY.value}


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The names of a site for itself, and the cores of its owner's names; `unlisted`: of no listed group."""

    site: tuple[str, ...]
    owner: frozenset[str]
    unlisted: bool


def earned(capture: Capture, subject: Subject) -> bool:
    """Tell whether all that could name the owner was read, so that not finding it may be called absent."""
    page = subject.checked
    if not isinstance(page, Document) or not is_legible(page):
        return False
    return not any(
        read.want.why in _MUST_READ
        and read.want.source != "mobile"
        and registrable(host_of(read.want.key)) == subject.domain
        and isinstance(read.value, Missing)
        and read.value.reason is not MissingReason.NOT_FOUND
        for read in capture.reads
    )


def is_owner(owner: Weighed | None, knowledge: Knowledge) -> Callable[[str], bool]:
    """Return a test of whether words name the owner, its group, a brand of it or a front of it."""

    def test(name: str) -> bool:
        if not name:
            return False
        if owner is None:  # below "supported", any organisation named as owner counts
            return names_organisation(name, knowledge)
        if names.core(name) in owner.candidate.keys:
            return True
        group, promotion = owner.candidate.group, owner.promotion
        if owner.candidate.listed:
            return any(hit.group == group for hit in knowledge.brands_in(name))
        registered = knowledge.registers.match_name(name) if group is not None else None
        if registered is not None and registered.group == group:
            return True
        return promotion is not None and re.search(rf"(?<!\w){re.escape(promotion.name)}(?!\w)", name) is not None

    return test


def owner_said(
    pages: tuple[PageMarkers, ...],
    mentions: tuple[SeenMention, ...],
    names_owner: Callable[[str], bool],
    *,
    known: bool,
    absent_earned: bool,
    promotes: Callable[[str], bool],
    mobile: Document | None,
    own_names: OwnNames | None,
    numbers: Collection[str] = (),
) -> Disclosed:
    """Return whether the owner is said.

    `known`: control is at least supported, so that only naming O counts. `mobile` is the checked page as a telephone
    is served it. `own_names` are those of a site that makes no claim of independence; `numbers` are O's.
    """
    statements = [
        *_from_markers(pages, names_owner, promotes, known=known),
        *_from_notices(mentions, names_owner, numbers, known=known),
    ]
    if own_names is not None:
        statements += _by_name(pages, own_names, names_owner)
    if known and not statements:
        statements = list(_vaguely(pages, names_owner))
    if mobile is not None:
        words = of_checked(pages)
        checked = words.document if words else None
        statements = [on_mobile(statement, mobile, checked) for statement in statements]
    return observe(statements, absent_earned=absent_earned)


def _from_markers(
    pages: tuple[PageMarkers, ...], names_owner: Callable[[str], bool], promotes: Callable[[str], bool], *, known: bool
) -> Iterator[Statement]:
    for page in pages:
        for marker in page.markers:
            if marker.kind is MarkerKind.EMPLOYMENT and not promotes(marker.names):
                continue
            names_it = names_owner(marker.names) if marker.names else False
            paid_site = marker.kind is MarkerKind.SPONSORED and page.why in ("checked", "home")
            if marker.kind in OWNER_KINDS or (paid_site and names_it and known):
                if names_it:
                    yield _graded(marker, page.why)
            elif known and page.why == "checked" and marker.kind in (MarkerKind.SPONSORED, MarkerKind.AD_LABEL):
                reasons = tuple(dict.fromkeys((*marker.reasons, "owner_not_named")))
                yield Statement(DisclosureLevel.WEAK, shown(marker, page.why), reasons)
            elif known and marker.kind is MarkerKind.HIDDEN and names_owner(marker.quote):
                yield Statement(DisclosureLevel.WEAK, shown(marker, page.why), ("hidden",))


def _graded(marker: Marker, why: str) -> Statement:
    """Clear: adequate words, prominent, on the checked page or site-wide in the header; elsewhere weak."""
    sitewide = why == "home" and marker.where in _HEADER
    reasons = list(marker.reasons)
    if why in ("legal", "privacy"):
        reasons.append("legal_notice_only")
    elif why != "checked" and not sitewide:
        reasons.append("buried")
    if marker.where and marker.where not in _PROMINENT and "buried" not in reasons:
        reasons.append("buried")
    clear = marker.adequate == "A" and not reasons
    return Statement(DisclosureLevel.CLEAR if clear else DisclosureLevel.WEAK, shown(marker, why), tuple(reasons))


def _by_name(pages: tuple[PageMarkers, ...], own: OwnNames, names_owner: Callable[[str], bool]) -> Iterator[Statement]:
    """A site that bears its owner's whole name, or whose author calls the owner hers, has told its readers.

    A brand of a group is not the owner's name: "I love Vichy" tells nobody who writes it.
    """
    for name in own.site:
        if names.core(name) in own.owner:
            marker = ShownMarker(MarkerKind.OWNERSHIP, name, "checked:headline", "A")
            yield Statement(DisclosureLevel.CLEAR, marker)
    for page in pages:
        for sentence, zone in own_ventures(page.document, names_owner) if own.unlisted else ():
            clear = page.why in ("checked", "home") and zone != Zone.FOOTER.value
            level = DisclosureLevel.CLEAR if clear else DisclosureLevel.WEAK
            marker = ShownMarker(MarkerKind.OWNERSHIP, sentence, f"{page.why}:{zone}", "A" if clear else "W")
            yield Statement(level, marker, () if clear else ("buried",))


def _vaguely(pages: tuple[PageMarkers, ...], names_owner: Callable[[str], bool]) -> Iterator[Statement]:
    for page in pages:
        for sentence, zone in vague_statements(page.document, names_owner):
            marker = ShownMarker(MarkerKind.OWNERSHIP, sentence, f"{page.why}:{zone}", "W")
            yield Statement(DisclosureLevel.WEAK, marker, ("vague",))


def _from_notices(
    mentions: tuple[SeenMention, ...], names_owner: Callable[[str], bool], numbers: Collection[str], *, known: bool
) -> Iterator[Statement]:
    for found in mentions:
        mention = found.mention
        if mention.role not in OWNING or mention.person or found.joined:  # the page of a joined name says it itself
            continue
        if mention.name and (not known or names_owner(mention.name)):
            reason = "copyright_only" if mention.kind == "copyright" else "legal_notice_only"
        elif any(not mention.name or number in numbers for _, number in mention.numbers):
            reason = "owner_not_named"
        else:
            continue
        marker = ShownMarker(MarkerKind.OWNERSHIP, mention.quote, found.page, "W")
        yield Statement(DisclosureLevel.WEAK, marker, (reason,))
