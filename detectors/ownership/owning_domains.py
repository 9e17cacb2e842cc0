"""Which domains can own a site: the own-use domains of groups, and the domains of the sites that its pages promote."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detectors.domain import registrable
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
