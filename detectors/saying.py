"""Does the site say so: the two observations about disclosure, of the owner and of material connections.

"Absent" must be earned: everything that could say it was read, in a language that we read. An owner readable anywhere
on the site is at least weak; certificates, DNS, ads.txt and JSON-LD are not readable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detectors import names
from detectors.domain import host_of, registrable
from detectors.links import is_affiliate_link
from detectors.mentions import PageMarkers, SeenMention, names_organisation
from detectors.model import (
    Capture,
    Disclosed,
    DisclosureLevel,
    Marker,
    MarkerKind,
    Missing,
    MissingReason,
    Redirection,
    Role,
    ShownMarker,
)
from detectors.page import Document, Link, Zone
from detectors.promotion import AUTHOR_ZONES
from detectors.vague import own_ventures, vague_statements

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge
    from detectors.subject import Subject
    from detectors.weigh import Weighed

LANGUAGES = frozenset({"fr", "en", "de", "es", "it", "nl", "pt", "pl"})
MIN_WORDS = 150
MAX_MARKERS = 10
MATERIAL = frozenset({MarkerKind.SPONSORED, MarkerKind.AFFILIATE, MarkerKind.GIFT, MarkerKind.AD_LABEL})
OWNER = frozenset({MarkerKind.OWNERSHIP, MarkerKind.EMPLOYMENT})
_MUST_READ = frozenset({"checked", "home", "legal", "about", "disclosure", "style"})
_HEADER = frozenset({Zone.HEADLINE.value, Zone.TOP.value})
_PROMINENT = _HEADER | {Zone.BODY.value}
_ABOUT_THE_SITE = frozenset({"legal", "about", "privacy", "disclosure"})
_SITE_WIDE = frozenset({Zone.FOOTER.value, Zone.ASIDE.value})
_SPEAKING_ROLES = frozenset({Role.PUBLISHER, Role.OWNER})


@dataclass(frozen=True, slots=True)
class Statement:
    """One place where the owner is said: how well, and why not better."""

    level: DisclosureLevel
    marker: ShownMarker
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The names of a site for itself, and the cores of its owner's names; `unlisted`: of no listed group."""

    site: tuple[str, ...]
    owner: frozenset[str]
    unlisted: bool


def earned(capture: Capture, subject: Subject) -> bool:
    """Tell whether all that could name the owner was read, so that not finding it may be called absent."""
    page = subject.checked
    if not isinstance(page, Document) or page.words < MIN_WORDS or page.lang not in LANGUAGES:
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
        checked = next((page.document for page in pages if page.why == "checked"), None)
        statements = [_on_mobile(statement, mobile, checked) for statement in statements]
    return _observe(statements, absent_earned=absent_earned)


def _from_markers(
    pages: tuple[PageMarkers, ...], names_owner: Callable[[str], bool], promotes: Callable[[str], bool], *, known: bool
) -> Iterator[Statement]:
    for page in pages:
        for marker in page.markers:
            if marker.kind is MarkerKind.EMPLOYMENT and not promotes(marker.names):
                continue
            names_it = names_owner(marker.names) if marker.names else False
            paid_site = marker.kind is MarkerKind.SPONSORED and page.why in ("checked", "home")
            if marker.kind in OWNER or (paid_site and names_it and known):
                if names_it:
                    yield _graded(marker, page.why)
            elif known and page.why == "checked" and marker.kind in (MarkerKind.SPONSORED, MarkerKind.AD_LABEL):
                reasons = tuple(dict.fromkeys((*marker.reasons, "owner_not_named")))
                yield Statement(DisclosureLevel.WEAK, _shown(marker, page.why), reasons)
            elif known and marker.kind is MarkerKind.HIDDEN and names_owner(marker.quote):
                yield Statement(DisclosureLevel.WEAK, _shown(marker, page.why), ("hidden",))


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
    return Statement(DisclosureLevel.CLEAR if clear else DisclosureLevel.WEAK, _shown(marker, why), tuple(reasons))


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


def _on_mobile(statement: Statement, mobile: Document, checked: Document | None = None) -> Statement:
    """A statement of the checked page that the mobile page lacks is hidden from many of its readers.

    So is one of the home page's header that the `checked` page bears too: its mobile view was not read.
    """
    where, quote = statement.marker.where, _flat(statement.marker.quote)
    here = where.startswith("checked") or (checked is not None and quote in _flat(checked.text))
    if not here or where == "checked:headline" or "hidden" in statement.reasons or quote in _flat(mobile.text):
        return statement
    reasons = tuple(dict.fromkeys((*statement.reasons, "hidden_mobile")))
    return Statement(DisclosureLevel.WEAK, statement.marker, reasons)


def _flat(text: str) -> str:
    return "".join(text.split()).casefold()


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
        if mention.role not in _SPEAKING_ROLES or mention.person:
            continue
        if mention.name and (not known or names_owner(mention.name)):
            reason = "copyright_only" if mention.kind == "copyright" else "legal_notice_only"
        elif any(not mention.name or number in numbers for _, number in mention.numbers):
            reason = "owner_not_named"
        else:
            continue
        marker = ShownMarker(MarkerKind.OWNERSHIP, mention.quote, found.page, "W")
        yield Statement(DisclosureLevel.WEAK, marker, (reason,))


def material_said(
    page: PageMarkers | None,
    links: tuple[Link, ...],
    further: Iterable[PageMarkers],
    *,
    absent_earned: bool,
    mobile: Document | None = None,
) -> Disclosed:
    """Return whether the checked page says its paid links, gifts or campaigns.

    `further` are the site's other pages: what they say of its links is one click away, and weak. `mobile` is the
    checked page as a telephone is served it.
    """
    if page is None:
        return Disclosed(DisclosureLevel.UNKNOWN)
    statements = list(_one_click_away(further)) if links else []
    for marker in page.markers:
        if marker.kind in MATERIAL:
            clear = marker.adequate == "A"
            level = DisclosureLevel.CLEAR if clear else DisclosureLevel.WEAK
            statements.append(Statement(level, _shown(marker, page.why), marker.reasons))
        elif marker.kind is MarkerKind.POINTER and links:
            statements.append(Statement(DisclosureLevel.WEAK, _shown(marker, page.why), ("vague",)))
        elif marker.kind is MarkerKind.HIDDEN and links:
            statements.append(Statement(DisclosureLevel.WEAK, _shown(marker, page.why), ("hidden",)))
    if mobile is not None:
        statements = [_on_mobile(statement, mobile) for statement in statements]
    return _observe(statements, absent_earned=absent_earned)


def _one_click_away(pages: Iterable[PageMarkers]) -> Iterator[Statement]:
    for page in pages:
        for marker in page.markers:
            speaks = marker.kind in MATERIAL and (page.why in _ABOUT_THE_SITE or marker.where in _SITE_WIDE)
            if speaks and marker.kind is not MarkerKind.GIFT:
                yield Statement(DisclosureLevel.WEAK, _shown(marker, page.why), ("buried",))


def material_links(document: Document, resolved: Iterable[Redirection] = ()) -> tuple[Link, ...]:
    """Return the links that certainly pay, in the author's text: of a known programme's shape, or marked sponsored.

    `resolved` are links that lead to a programme's though their own address does not show it.
    """
    paying = {redirection.url for redirection in resolved}
    return tuple(
        link
        for link in document.links
        if link.url
        and link.visible
        and link.zone in AUTHOR_ZONES
        and ("sponsored" in link.rel or link.url in paying or is_affiliate_link(link.url))
    )


def _observe(statements: Iterable[Statement], *, absent_earned: bool) -> Disclosed:
    """The best statement decides; reasons are those of the best level only."""
    ordered = sorted(statements, key=lambda s: s.level is not DisclosureLevel.CLEAR)
    if not ordered:
        return Disclosed(DisclosureLevel.ABSENT if absent_earned else DisclosureLevel.UNKNOWN)
    level = ordered[0].level
    kept = [statement for statement in ordered if statement.level is level]
    reasons = sorted({reason for statement in kept for reason in statement.reasons})
    if level is DisclosureLevel.WEAK and len(kept) > 1:
        only = {"copyright_only", "legal_notice_only"}
        reasons = [r for r in reasons if r not in only or all(only & set(s.reasons) for s in kept)]
    markers = tuple(dict.fromkeys(statement.marker for statement in kept))[:MAX_MARKERS]
    return Disclosed(level, tuple(reasons), markers)


def _shown(marker: Marker, why: str) -> ShownMarker:
    return ShownMarker(marker.kind, marker.quote, f"{why}:{marker.where}" if marker.where else why, marker.adequate)
