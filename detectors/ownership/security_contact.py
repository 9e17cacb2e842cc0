"""security.txt sends reports about the site's security into a group's own domain or a promoted site's.

Strength B, for a promoted site C; the site's own word, as ads.txt is, and no second identifier. Traps: whoever copies a
site copies the file with it; bug-bounty platforms and hosts answer for the sites of others, and a shared
platform serves its own file on every blog, also on blogs with a domain of their own; so groups that run services for
others are void here. Only the domain of an address is ever kept. Source of the fields: RFC 9116, section 2.5.

Example: ``Contact: mailto:security@loreal.com`` on a blog.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.domain import host_of, registrable
from detectors.model import Evidence, Family, Question, TextFile
from detectors.ownership.owning_domains import Pointer, pointed_owners
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

_CONTACT = re.compile(
    r"^\s*(?:Contact|Policy|Hiring|Acknowledgments)\s*:\s*(?:mailto:[^@\s]+@|https?://)([a-z0-9.-]+)",
    re.IGNORECASE | re.MULTILINE,
)


@detector(Question.OWNERSHIP, family=Family.STATEMENT)
def detect(
    subject: Subject, security_txt: TextFile, promoted: tuple[Subject, ...], knowledge: Knowledge
) -> Iterator[Evidence]:
    """Yield each domain that answers for the site's security, once."""
    if subject.platform is not None or registrable(host_of(security_txt.url)) != subject.domain:
        return
    claim = "security.txt names a contact in this domain"
    hosts = [match[1].lower().rstrip(".") for match in _CONTACT.finditer(security_txt.text)]
    pointers = (Pointer(host, claim, f"Contact: {host}", security_txt.seen, promoted) for host in hosts)
    for evidence in pointed_owners(pointers, subject.domain, knowledge):
        if not _serves_others(evidence.about.domain, knowledge):
            yield evidence


def _serves_others(domain: str, knowledge: Knowledge) -> bool:
    """Tell whether the group of a domain runs a platform or a service on any of its domains."""
    known = knowledge.match_domain(domain)
    group = knowledge.group(known.group) if known is not None else None
    domains = group.domains if group is not None else ()
    return any(d.use == "service" or knowledge.platform(d.name) or knowledge.provider(d.name) for d in domains)
