"""A logged certificate of the past stood for the site and for a group's own domains or a promoted site.

Strength C: whoever asked for the certificate controlled all its names on that day. Traps: hosts, CDNs and agencies put
many customers' names into one certificate, so the rules for today's certificate hold here too; and domains change
hands, so only certificates since the present registration count. Source: public logs (RFC 6962).

Example: a certificate of 2018 lists carnet.example and www.olivar.example.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.history import registered_on
from detectors.model import CertificateLog, Evidence, Family, Grade, Mention, Question, Role
from detectors.ownership.owning_domains import same_owners_domains
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(
    subject: Subject, certificate_log: CertificateLog, promoted: tuple[Subject, ...], knowledge: Knowledge
) -> Iterator[Evidence]:
    """Yield the one owner's domains of each certificate since the registration, each domain once."""
    since, told = registered_on(subject), set[str]()
    for certificate in certificate_log.certificates:
        if not since or certificate.when[:10] < since:
            continue
        for domain in same_owners_domains(certificate.names, subject.domain, promoted, knowledge):
            if domain not in told:
                told.add(domain)
                claim = f"A certificate of {certificate.when[:10]} also stood for this domain"
                about = Mention(domain=domain)
                yield Evidence(claim, f"DNS:{domain}", certificate_log.seen, about, Role.OWNER, Grade.C)
