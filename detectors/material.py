"""Does the page say its material connections: paid links, gifts, campaigns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detectors.links import is_affiliate_link
from detectors.model import MATERIAL_KINDS, Disclosed, DisclosureLevel, MarkerKind, Redirection
from detectors.nouns import PageMarkers
from detectors.page import AUTHOR_ZONES, Document, Link, Zone
from detectors.statements import Statement, observe, on_mobile, shown
from detectors.subject import SPEAKING_PAGES

_SITE_WIDE = frozenset({Zone.FOOTER.value, Zone.ASIDE.value})


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
        if marker.kind in MATERIAL_KINDS:
            clear = marker.adequate == "A"
            level = DisclosureLevel.CLEAR if clear else DisclosureLevel.WEAK
            statements.append(Statement(level, shown(marker, page.why), marker.reasons))
        elif marker.kind is MarkerKind.POINTER and links:
            statements.append(Statement(DisclosureLevel.WEAK, shown(marker, page.why), ("vague",)))
        elif marker.kind is MarkerKind.HIDDEN and links:
            statements.append(Statement(DisclosureLevel.WEAK, shown(marker, page.why), ("hidden",)))
    if mobile is not None:
        statements = [on_mobile(statement, mobile) for statement in statements]
    return observe(statements, absent_earned=absent_earned)


def _one_click_away(pages: Iterable[PageMarkers]) -> Iterator[Statement]:
    for page in pages:
        for marker in page.markers:
            speaks = marker.kind in MATERIAL_KINDS and (page.why in SPEAKING_PAGES or marker.where in _SITE_WIDE)
            if speaks and marker.kind is not MarkerKind.GIFT:
                yield Statement(DisclosureLevel.WEAK, shown(marker, page.why), ("buried",))


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
