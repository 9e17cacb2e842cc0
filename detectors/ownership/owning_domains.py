"""Which domains can own a site: the own-use domains of groups, and the domains of the sites that its pages promote.

A web agency or a small host that a blog thanks with a link runs its name servers, mail and certificates too, and nobody
lists them all: so a promoted site's infrastructure supports (C), where a known group's is strong (B).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from detectors.domain import registrable
from detectors.model import Evidence, Grade, Mention, Role, Seen
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

MAX_DOMAINS = 20


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


class Pointer(NamedTuple):
    """Something of the site that points into a domain: the host there, our claim, the words, where they were read.

    `sites` are the promoted sites that it may make the owner, beside groups.
    """

    host: str
    claim: str
    quote: str
    seen: Seen
    sites: tuple[Subject, ...]


def pointed_owners(pointers: Iterable[Pointer], own: str, knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield the evidence that what is pointed to owns the site of the registrable domain `own`, each domain once."""
    found: set[str] = set()
    for host, claim, quote, seen, sites in pointers:
        domain = owning_domain(host, own, sites, knowledge)
        if domain and domain not in found:
            found.add(domain)
            yield Evidence(claim, quote[:300], seen, Mention(domain=domain), Role.OWNER, grade_of(domain, knowledge))


def same_owners_domains(
    names: Iterable[str], own: str, promoted: Iterable[Subject], knowledge: Knowledge
) -> tuple[str, ...]:
    """Return the domains of one same owner that a certificate's names hold beside the site's own, or ().

    A certificate for `MAX_DOMAINS` others, for a provider or a platform, or for as many strangers, ties nobody.
    """
    sites = tuple(promoted)
    others = sorted({registrable(name.lower().removeprefix("*.")) for name in names} - {own})
    if len(others) >= MAX_DOMAINS or any(knowledge.provider(name) or knowledge.platform(name) for name in others):
        return ()
    owning = tuple(domain for name in others if (domain := owning_domain(name, own, sites, knowledge)))
    known = (knowledge.match_domain(domain) for domain in owning)
    owners = {match.group if match is not None else domain for match, domain in zip(known, owning, strict=True)}
    return owning if len(owners) == 1 and 2 * len(owning) > len(others) else ()


def grade_of(domain: str, knowledge: Knowledge) -> Grade:
    """Return how strong it is that a site's infrastructure lies in `domain`."""
    return Grade.B if knowledge.match_domain(domain) is not None else Grade.C
