"""What happened when, as far as we read it: one line of dated events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detectors.domain import host_of, registrable, same_site
from detectors.model import Archive, Capture, Page, Registration, Verdict
from server.errors import StoreError
from server.report.messages import Messages
from server.store import Store, Stored

READINGS = 8  # on either side of the one shown
_OF_THE_SITE = ("checked", "home", "legal", "about", "privacy", "disclosure", "post")
_DATES = "relate/dates_before_registration"


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """A day (ISO date), what happened in words, and the verdict it leads to, if any; `here` is the one shown."""

    day: str
    words: str
    link: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """A page of the site in which a statement was looked for: what it is (a code of sources), its address and when."""

    what: str
    url: str
    when: str


def looked_at(capture: Capture | None) -> tuple[Looked, ...]:
    """Return the pages of the site that were read, each once, in that order; none when nothing is kept."""
    found: dict[str, Looked] = {}
    pages = [read for read in capture.reads if read.want.why in _OF_THE_SITE] if capture else []
    for read in sorted(pages, key=lambda read: _OF_THE_SITE.index(read.want.why)):
        page = read.value
        if isinstance(page, Page) and page.status // 100 == 2:
            found.setdefault(page.final_url, Looked(f"page:{read.want.why}", page.final_url, page.seen.when))
    return tuple(found.values())


def history(stored: Stored, capture: Capture | None, store: Store, say: Messages) -> tuple[Event, ...]:
    """Return the events around a verdict, oldest first; `capture` is what it judged, while that is kept."""
    return tuple(sorted(_events(stored, capture, store, say), key=lambda event: event.day))


def kept_capture(stored: Stored, store: Store) -> Capture | None:
    """Return what a verdict judged, or None once its pages are no longer kept."""
    try:
        return store.records.capture(stored.capture)
    except StoreError:
        return None


def _events(stored: Stored, capture: Capture | None, store: Store, say: Messages) -> Iterator[Event]:
    if created := _created(capture):
        yield Event(created[:10], say("ui", "event_registered"))
    if captured := _captured(capture):
        yield Event(captured[:10], say("ui", "event_captured"))
    if oldest := _oldest_post(stored.core):
        yield Event(oldest, say("ui", "event_post"))
    for other in (*_along(stored, store, "supersedes"), stored, *_along(stored, store, "superseded_by")):
        words = say("ui", "event_read", level=say("level", other.core.verdict))
        yield Event(other.core.checked_at[:10], words, other.id, other.id == stored.id)
    yield Event(stored.core.expires_at[:10], say("ui", "event_expires"))


def _created(capture: Capture | None) -> str:
    found = capture and capture.get("registration", registrable(host_of(capture.url)))
    return found.created or "" if isinstance(found, Registration) else ""


def _captured(capture: Capture | None) -> str:
    """Return when a web archive first kept a page of the checked site; "" when none was asked or none did."""
    archives = (read.value for read in capture.reads if isinstance(read.value, Archive)) if capture else ()
    here = host_of(capture.url) if capture else ""
    return min(
        (kept.when for archive in archives if same_site(archive.host, here) for kept in archive.captures), default=""
    )


def _oldest_post(verdict: Verdict) -> str:
    quotes = (e.quote for finding in verdict.findings if finding.detector == _DATES for e in finding.evidence)
    return next(quotes, "")


def _along(stored: Stored, store: Store, way: str) -> Iterator[Stored]:
    """Yield earlier or later readings of the same page, the nearest first, that who reads this one may know of."""
    found: Stored | None = stored
    for _ in range(READINGS):
        following = getattr(found, way)
        found = store.verdicts.get(following) if following else None
        if found is None or not (found.listed or found.owner == stored.owner):
            return
        yield found
