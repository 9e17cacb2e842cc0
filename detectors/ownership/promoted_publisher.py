"""Who publishes and holds the sites that the pages promote.

Strength A for comparison only: when the same legal entity (number, exact registrant, certificate organisation) stands
on both sides, control is established without any list of groups. On its own it says nothing about the checked site.

Example: the notice of the blog and that of the shop name the same SIREN.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.mentions import mentions_of
from detectors.model import Certificate, Evidence, Family, Grade, Mention, Question, Registration, Role, Seen
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

_OWNING = (Role.PUBLISHER, Role.OWNER)


@detector(Question.OWNERSHIP, family=Family.EXTERNAL)
def detect(promoted: tuple[Subject, ...], knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield the organisations behind each promoted site, in the role PROMOTED."""
    for site in promoted:
        for claim, quote, seen, about in _publishers(site, knowledge):
            stated = Mention(about.name, about.numbers, site.domain)
            yield Evidence(f"{claim} {site.domain}", quote, seen, stated, Role.PROMOTED, Grade.A)


def _publishers(site: Subject, knowledge: Knowledge) -> Iterator[tuple[str, str, Seen, Mention]]:
    registration, certificate = site.registration, site.certificate
    if isinstance(registration, Registration) and registration.seen and registration.organization:
        holder = registration.organization
        if not (registration.person or registration.privacy):
            yield "This organisation holds the promoted domain", holder, registration.seen, Mention(holder)
    if isinstance(certificate, Certificate) and certificate.organization:
        name = certificate.organization
        yield "This organisation holds the certificate of", f"O={name}", certificate.seen, Mention(name)
    for found in mentions_of(site, knowledge):
        mention = found.mention
        stated = mention.role in _OWNING and mention.kind == "notice" and not mention.person
        if stated and (mention.name or mention.numbers):
            about = Mention(mention.name, mention.numbers)
            yield "This organisation publishes the promoted site", mention.quote, found.seen, about
