"""Which domains can own a site: the own-use domains of groups, and the domains of the sites that its pages promote.

A web agency or a small host that a blog thanks with a link runs its name servers, mail and certificates too, and nobody
lists them all: so a promoted site's infrastructure supports (C), where a known group's is strong (B).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detectors.domain import registrable
from detectors.model import Grade
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


def owning_domain(host: str, own: str, promoted: Iterable[Subject], knowledge: Knowledge) -> str:
    """Return the domain above `host` that can own the site of the registrable domain `own`, or "".

    Providers and platforms are void, also when they are groups themselves, and so are a group's service domains.
    """
    domain = registrable(host)
    if not host or domain == own or knowledge.provider(host) or knowledge.platform(host):
        return ""
    known = knowledge.match_domain(host)
    if known is not None:
        return known.domain if known.use == "own" else ""
    return domain if any(site.domain == domain for site in promoted) else ""


def grade_of(domain: str, knowledge: Knowledge) -> Grade:
    """Return how strong it is that a site's infrastructure lies in `domain`."""
    return Grade.B if knowledge.match_domain(domain) is not None else Grade.C
