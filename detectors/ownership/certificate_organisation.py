"""The certificate of the site was issued to an organisation that the issuer has vetted (OV or EV).

Strength A. Trap: certificates of CDNs and hosting platforms carry their own name; the knowledge voids providers.

Example: subject "O=Olivar SARL, CN=carnet.example".
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import Certificate, Evidence, Family, Grade, Mention, Question, Role
from detectors.registry import detector


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(certificate: Certificate) -> Iterator[Evidence]:
    """Yield the organisation in the certificate's subject."""
    if certificate.organization:
        claim = "The site's certificate was issued to this organisation"
        quote = f"O={certificate.organization}"
        yield Evidence(claim, quote, certificate.seen, Mention(certificate.organization), Role.OWNER, Grade.A)
