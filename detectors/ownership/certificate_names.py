"""The site's certificate also stands for a group's own domains or for a promoted site.

Strength B, for a promoted site C. Trap: hosts, CDNs and agencies put many customers' names into one certificate. So
it counts only with at most 20 domains, without any provider's or platform's, and when at least half of the others
belong to one same owner.

Example: the certificate of carnet.example lists carnet.example, www.vichy.fr and *.loreal.com.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.domain import registrable
from detectors.model import Certificate, Evidence, Family, Mention, Question, Role
from detectors.ownership.owning_domains import grade_of, same_owners_domains
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(certificate: Certificate, promoted: tuple[Subject, ...], knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield the one owner's domains that the certificate lists beside the site's own."""
    for domain in same_owners_domains(certificate.names, registrable(certificate.host), promoted, knowledge):
        claim, quote = "The site's certificate also stands for this domain", f"DNS:{domain}"
        yield Evidence(claim, quote, certificate.seen, Mention(domain=domain), Role.OWNER, grade_of(domain, knowledge))
