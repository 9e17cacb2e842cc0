"""The contact address of the registrant's organisation is in the domain of a group, an agency or a promoted site.

Strength B, for a promoted site C. Traps: brand-protection firms and registrars manage names for others (void by the
knowledge), and small organisations write from their mailbox provider's domain or a family's, so that other domains
say nothing. Only the domain of the address is ever kept.

Example: the registrant's contact is "@loreal.com".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.domain import registrable
from detectors.model import Evidence, Family, Mention, Question, Registration, Role
from detectors.ownership.owning_domains import grade_of, owning_domain
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


@detector(Question.OWNERSHIP, family=Family.REGISTRY)
def detect(registration: Registration, promoted: tuple[Subject, ...], knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield the domain of the registrant's e-mail address."""
    domain = registration.email_domain
    if not domain or registration.person or registration.privacy:
        return
    own = registrable(registration.domain)
    if knowledge.agency_domain(domain) is None and not owning_domain(domain, own, promoted, knowledge):
        return
    claim, about = "The registrant's contact address is in this domain", Mention(domain=domain)
    yield Evidence(claim, f"@{domain}", registration.provenance, about, Role.OWNER, grade_of(domain, knowledge))
