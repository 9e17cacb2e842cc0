"""The certificate of the site was issued to an organisation that the issuer has vetted (OV or EV).

Strength A; C for an organisation that no list knows and whose certificate stands for strangers' domains too. Trap:
certificates of CDNs and hosting platforms carry their own name. The knowledge voids the providers that it lists; one
that nobody lists shows itself by its customers' names beside the site's.

Example: subject "O=Olivar SARL, CN=carnet.example".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detectors.domain import registrable
from detectors.model import Certificate, Evidence, Family, Grade, Mention, Question, Role
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(certificate: Certificate, promoted: tuple[Subject, ...], knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield the organisation in the certificate's subject."""
    if certificate.organization:
        claim = "The site's certificate was issued to this organisation"
        quote = f"O={certificate.organization}"
        about = Mention(certificate.organization)
        grade = _grade(certificate, promoted, knowledge)
        yield Evidence(claim, quote, certificate.seen, about, Role.OWNER, grade)


def _grade(certificate: Certificate, promoted: Iterable[Subject], knowledge: Knowledge) -> Grade:
    if knowledge.match_name(certificate.organization or "") is not None:
        return Grade.A
    own = registrable(certificate.host)
    domains = {registrable(name.lower().removeprefix("*.")) for name in certificate.names} - {own}
    akin = {site.domain for site in promoted} | {domain for domain in domains if _label(domain) == _label(own)}
    return Grade.A if 2 * len(domains - akin) <= len(domains) else Grade.C


def _label(domain: str) -> str:
    return domain.partition(".")[0]
