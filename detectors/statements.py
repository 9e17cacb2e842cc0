"""Statements of a site's pages, and the one observation that they make together: how well something is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detectors.disclosure.phrases import LANGUAGES
from detectors.html.text import flat
from detectors.model import Disclosed, DisclosureLevel, Marker, ShownMarker
from detectors.page import Document

MIN_WORDS = 150  # of a page that says nothing, for its silence to count
_MAX_MARKERS = 10


@dataclass(frozen=True, slots=True)
class Statement:
    """One place where something is said: how well, and why not better."""

    level: DisclosureLevel
    marker: ShownMarker
    reasons: tuple[str, ...] = ()


def is_legible(page: Document) -> bool:
    """Tell whether so much of a page was read, in a language that we read, that its silence counts."""
    return page.words >= MIN_WORDS and page.lang in LANGUAGES


def observe(statements: Iterable[Statement], *, absent_earned: bool) -> Disclosed:
    """Return what the statements say: the best one decides, and reasons are those of the best level only.

    `absent_earned`: everything that could say it was read.
    """
    ordered = sorted(statements, key=lambda s: s.level is not DisclosureLevel.CLEAR)
    if not ordered:
        return Disclosed(DisclosureLevel.ABSENT if absent_earned else DisclosureLevel.UNKNOWN)
    level = ordered[0].level
    kept = [statement for statement in ordered if statement.level is level]
    reasons = sorted({reason for statement in kept for reason in statement.reasons})
    if level is DisclosureLevel.WEAK and len(kept) > 1:
        only = {"copyright_only", "legal_notice_only"}
        reasons = [r for r in reasons if r not in only or all(only & set(s.reasons) for s in kept)]
    markers = tuple(dict.fromkeys(statement.marker for statement in kept))[:_MAX_MARKERS]
    return Disclosed(level, tuple(reasons), markers)


def on_mobile(statement: Statement, mobile: Document, checked: Document | None = None) -> Statement:
    """Return the statement as readers of the `mobile` page meet it: what that page lacks is hidden from many.

    So is a statement of the home page's header that the `checked` page bears too: its mobile view was not read.
    """
    where, quote = statement.marker.where, flat(statement.marker.quote)
    here = where.startswith("checked") or (checked is not None and quote in flat(checked.text))
    if not here or where == "checked:headline" or "hidden" in statement.reasons or quote in flat(mobile.text):
        return statement
    reasons = tuple(dict.fromkeys((*statement.reasons, "hidden_mobile")))
    return Statement(DisclosureLevel.WEAK, statement.marker, reasons)


def shown(marker: Marker, why: str) -> ShownMarker:
    """Return a marker as a verdict shows it; `why` is what its page was read for."""
    return ShownMarker(marker.kind, marker.quote, f"{why}:{marker.where}" if marker.where else why, marker.adequate)
