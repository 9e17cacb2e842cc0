"""The site's certificate also stands for a group's own domains or for a promoted site.

Strength B, for a promoted site C. Trap: hosts, CDNs and agencies put many customers' names into one certificate. So
it counts only with at most 20 domains, without any provider's or platform's, and when at least half of the others
belong to one same owner.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.domain import registrable
from detectors.model import Certificate, Evidence, Family, Mention, Question, Role
from detectors.ownership.owning_domains import grade_of, owning_domain
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

MAX_DOMAINS = 20


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(certificate: Certificate, promoted: tuple[Subject, ...], knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield the one owner's domains that the certificate lists beside the site's own."""
    own = registrable(certificate.host)
    others = sorted({registrable(name.lower().removeprefix("*.")) for name in certificate.names} - {own})
    if len(others) >= MAX_DOMAINS or any(knowledge.provider(name) or knowledge.platform(name) for name in others):
        return
    owning = [domain for name in others if (domain := owning_domain(name, own, promoted, knowledge))]
    known = [knowledge.match_domain(domain) for domain in owning]
    owners = {match.group if match is not None else domain for match, domain in zip(known, owning, strict=True)}
    if len(owners) == 1 and 2 * len(owning) >= len(others):
        for domain in owning:
            claim = "The site's certificate also stands for this domain"
            yield Evidence(
                claim,
                f"DNS:{domain}",
                certificate.seen,
                Mention(domain=domain),
                Role.OWNER,
                grade_of(domain, knowledge),
            )
