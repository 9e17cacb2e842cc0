"""What a site showed in the past: which archived pages are wanted, and the archived pages that were read.

History counts only since the domain's present registration: what stood there before may have been another holder's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detectors.model import Archive, Capture, Missing, Page, Registration, Want
from detectors.page import Document
from detectors.subject import Subject, document_of

HISTORY, ARCHIVED = PAST = "history", "archived"  # why something of the past is wanted


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """One page of the site as an archive kept it: when it was captured (UTC), its own URL, and its document."""

    when: str
    url: str
    document: Document


def history_wants(capture: Capture, subject: Subject) -> Iterator[Want]:
    """Yield the archive's captures since the present registration, the logged certificates, then the archived pages.

    Nothing is wanted for a blog on a shared platform: its host's past is the platform's.
    """
    if subject.shared_platform:
        return
    yield Want("certificate_log", subject.domain, HISTORY)
    key = archive_key(subject)
    yield Want("archive", key, HISTORY)
    archive = capture.get("archive", key)
    if isinstance(archive, Archive):
        for kept in archive.captures:
            yield Want("page", kept.address, ARCHIVED)


def archive_key(subject: Subject) -> str:
    """Return the key of the archive's captures: the host, and the day of the present registration when it is known."""
    return f"{subject.host} {registered_on(subject)}".strip()


def registered_on(subject: Subject) -> str:
    """Return the day of the present registration (``YYYY-MM-DD``), or ""."""
    registration = subject.registration
    return (registration.created or "")[:10] if isinstance(registration, Registration) else ""


def archived_pages(capture: Capture, archive: Archive | Missing) -> tuple[ArchivedPage, ...]:
    """Return the archived pages that were read, oldest first."""
    if isinstance(archive, Missing):
        return ()
    read = ((kept, capture.get("page", kept.address)) for kept in archive.captures)
    return tuple(ArchivedPage(kept.when, kept.url, document_of(page)) for kept, page in read if isinstance(page, Page))
