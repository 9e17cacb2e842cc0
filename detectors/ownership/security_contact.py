"""security.txt sends reports about the site's security into a group's own domain or a promoted site's.

Strength B. Traps: bug-bounty platforms, hosts and software makers answer for the sites of others (void as providers and
platforms), and a shared platform serves its own file on every blog. Only the domain of an address is ever kept.
Source of the fields: RFC 9116, sections 2.5.3 (Contact) and 2.5.2 (Canonical is not read: it names this site).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.domain import host_of, registrable
from detectors.model import Evidence, Family, Grade, Mention, Question, Role, TextFile
from detectors.ownership.owning_domains import owning_domain
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

_CONTACT = re.compile(
    r"^\s*(?:Contact|Policy|Hiring|Acknowledgments)\s*:\s*(?:mailto:[^@\s]+@|https?://)([a-z0-9.-]+)",
    re.IGNORECASE | re.MULTILINE,
)


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(
    subject: Subject, security_txt: TextFile, promoted: tuple[Subject, ...], knowledge: Knowledge
) -> Iterator[Evidence]:
    """Yield each domain that answers for the site's security, once."""
    if subject.platform is not None or registrable(host_of(security_txt.url)) != subject.domain:
        return
    found: set[str] = set()
    for match in _CONTACT.finditer(security_txt.text):
        host = match[1].lower().rstrip(".")
        domain = owning_domain(host, subject.domain, promoted, knowledge)
        if domain and domain not in found:
            found.add(domain)
            claim = "security.txt names a contact in this domain"
            about = Mention(domain=domain)
            yield Evidence(claim, f"Contact: {host}", security_txt.seen, about, Role.OWNER, Grade.B)
