"""The site's own home page, or another page of it, leads readers on to a brand's own site.

Strength B, for a promoted site C and from the home page only. Traps: an expired domain may lead anywhere, and posts
lead on to syndicated copies and shops; so of other pages only own-use domains of known groups count.

Example: https://carnet.example/ answers with a redirect to https://www.vichy.fr/.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.domain import host_of
from detectors.model import Evidence, Family, Mention, Question, Role
from detectors.ownership.owning_domains import grade_of, owning_domain
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
    found: set[str] = set()
    for redirect in redirects:
        sites = promoted if redirect.why == "home" else ()
        domain = owning_domain(host_of(redirect.target), subject.domain, sites, knowledge)
        if domain and domain not in found:
            found.add(domain)
            claim, quote = "A page of the site leads on to this domain", f"{redirect.url} {redirect.target}"[:300]
            yield Evidence(claim, quote, redirect.seen, Mention(domain=domain), Role.OWNER, grade_of(domain, knowledge))
