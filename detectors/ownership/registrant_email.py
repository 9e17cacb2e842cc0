"""The contact address of the registrant's organisation is in a group's own domain.

Strength B. Trap: brand-protection firms and registrars manage names for others; the knowledge voids them. Only the
domain of the address is ever kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.domain import registrable
from detectors.model import Evidence, Family, Grade, Mention, Question, Registration, Role, Seen
from detectors.registry import detector


@detector(Question.OWNERSHIP, family=Family.REGISTRY)
def detect(registration: Registration) -> Iterator[Evidence]:
    """Yield the domain of the registrant's e-mail address when it is not the site's own."""
    domain = registration.email_domain
    if not domain or registration.person or registration.privacy:
        return
    if registrable(domain) == registrable(registration.domain):
        return
    seen = registration.seen or Seen(f"registration of {registration.domain}", "", "")
    claim = "The registrant's contact address is in this domain"
    yield Evidence(claim, f"@{domain}", seen, Mention(domain=domain), Role.OWNER, Grade.B)
