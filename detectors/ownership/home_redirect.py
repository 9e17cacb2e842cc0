"""The site's own home page, or another page of it, leads readers on to a brand's own site.

Strength B, for a promoted site C and from the home page only. Traps: an expired domain may lead anywhere, and posts
lead on to syndicated copies and shops; so of other pages only own-use domains of known groups count.

Example: https://carnet.example/ answers with a redirect to https://www.vichy.fr/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detectors.domain import host_of
from detectors.model import Evidence, Family, Question
from detectors.ownership.owning_domains import Pointer, pointed_owners
from detectors.redirects import Redirect
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(
    subject: Subject, redirects: tuple[Redirect, ...], promoted: tuple[Subject, ...], knowledge: Knowledge
) -> Iterator[Evidence]:
    """Yield each owning domain that pages of the site lead to, once."""
    yield from pointed_owners(_pointers(redirects, promoted), subject.domain, knowledge)


def _pointers(redirects: Iterable[Redirect], promoted: tuple[Subject, ...]) -> Iterator[Pointer]:
    for redirect in redirects:
        claim, quote = "A page of the site leads on to this domain", f"{redirect.url} {redirect.target}"
        sites = promoted if redirect.why == "home" else ()
        yield Pointer(host_of(redirect.target), claim, quote, redirect.seen, sites)
