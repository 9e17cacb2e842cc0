"""Pages of the checked site that lead on to another site."""

from __future__ import annotations

from dataclasses import dataclass

from detectors.domain import host_of, registrable
from detectors.model import Capture, Page, Seen
from detectors.subject import POSTS, SPEAKING_PAGES, Subject

_OWN_PAGES = frozenset({*POSTS, *SPEAKING_PAGES})


@dataclass(frozen=True, slots=True)
class Redirect:
    """One page of the site whose address answered from another site: what it was read for, and where it ended."""

    why: str
    url: str
    target: str
    seen: Seen


def redirects_of(capture: Capture, subject: Subject) -> tuple[Redirect, ...]:
    """Return the pages of the site that ended elsewhere, the home page first."""
    found = [
        Redirect(read.want.why, read.want.key, read.value.final_url, read.value.seen)
        for read in capture.reads
        if read.want.source == "page"
        and read.want.why in _OWN_PAGES
        and isinstance(read.value, Page)
        and registrable(host_of(read.want.key)) == subject.domain
        and registrable(host_of(read.value.final_url)) != subject.domain
    ]
    return tuple(sorted(found, key=lambda redirect: (redirect.why != "home", redirect.url)))
