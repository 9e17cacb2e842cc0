"""Who publishes and holds the sites that the pages promote.

Strength A for comparison only: when the same legal entity (number, exact registrant, certificate organisation) stands
on both sides, control is established without any list of groups. On its own it says nothing about the checked site.
Trap: a web firm holds the domains of two customers. A holder whom the promoted site does not state is B, and C where it
states another publisher or the holder's name speaks of work for others.

Example: the notice of the blog and that of the shop name the same SIREN.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detectors.keepers import grade_of_holder
from detectors.mentions import mentions_of
from detectors.model import OWNING, Certificate, Evidence, Family, Grade, Mention, Question, Registration, Role, Seen
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge
    from detectors.legal import LegalMention


@detector(Question.OWNERSHIP, family=Family.EXTERNAL)
def detect(promoted: tuple[Subject, ...], knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield the organisations behind each promoted site, in the role PROMOTED."""
    for site in promoted:
        yield from _publishers(site, knowledge)


def _publishers(site: Subject, knowledge: Knowledge) -> Iterator[Evidence]:
    notices = [found for found in mentions_of(site, knowledge) if _is_publisher(found.mention)]
    stated = [found.mention.name for found in notices]
    label = site.domain.partition(".")[0]
    for claim, quote, seen, holder in _holders(site):
        grade = Grade.A if _one_group(holder, stated, knowledge) else grade_of_holder(holder, stated, label)
        yield Evidence(f"{claim} {site.domain}", quote, seen, Mention(holder, domain=site.domain), Role.PROMOTED, grade)
    for found in notices:
        mention = found.mention
        if not mention.person and (mention.name or mention.numbers):
            about = Mention(mention.name, mention.numbers, site.domain)
            claim = f"This organisation publishes the promoted site {site.domain}"
            yield Evidence(claim, mention.quote, found.seen, about, Role.PROMOTED, Grade.A)


def _holders(site: Subject) -> Iterator[tuple[str, str, Seen, str]]:
    registration, certificate = site.registration, site.certificate
    if isinstance(registration, Registration) and registration.seen and registration.organization:
        holder = registration.organization
        if not (registration.person or registration.privacy):
            yield "This organisation holds the promoted domain", holder, registration.seen, holder
    if isinstance(certificate, Certificate) and certificate.organization:
        name = certificate.organization
        yield "This organisation holds the certificate of", f"O={name}", certificate.seen, name


def _is_publisher(mention: LegalMention) -> bool:
    return mention.role in OWNING and mention.kind == "notice"


def _one_group(holder: str, stated: Iterable[str], knowledge: Knowledge) -> bool:
    """Tell whether a listed group holds the site that another company of the same group publishes."""
    held = knowledge.match_name(holder)
    groups = {match.group for name in stated if (match := knowledge.match_name(name)) is not None}
    return held is not None and held.kind != "agency" and held.group in groups
