"""The certificate of the site was issued to an organisation that the issuer has vetted (OV or EV).

Strength A; C for an organisation that no list knows and whose certificate stands for many domains. Trap: certificates
of CDNs and hosting platforms carry their own name. The knowledge voids the providers that it lists; one that nobody
lists shows itself by its customers' names beside the site's.

Example: subject "O=Olivar SARL, CN=carnet.example".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.domain import registrable
from detectors.model import Certificate, Evidence, Family, Grade, Mention, Question, Role
from detectors.ownership.owning_domains import MAX_DOMAINS
from detectors.registry import detector

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(certificate: Certificate, knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield the organisation in the certificate's subject."""
    if certificate.organization:
        claim = "The site's certificate was issued to this organisation"
        quote = f"O={certificate.organization}"
        about = Mention(certificate.organization)
        yield Evidence(claim, quote, certificate.seen, about, Role.OWNER, _grade(certificate, knowledge))


def _grade(certificate: Certificate, knowledge: Knowledge) -> Grade:
    domains = {registrable(name.lower().removeprefix("*.")) for name in certificate.names}
    listed = knowledge.match_name(certificate.organization or "") is not None
    return Grade.A if listed or len(domains) <= MAX_DOMAINS else Grade.C
