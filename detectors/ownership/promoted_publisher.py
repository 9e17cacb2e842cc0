"""Who publishes and holds the sites that the pages promote.

Strength A for comparison only: when the same legal entity (number, exact registrant, certificate organisation) stands
on both sides, control is established without any list of groups. On its own it says nothing about the checked site.
Trap: an agency holds the domains of its clients; where the promoted site's own notice names another publisher, whoever
holds its domain or certificate is not behind it.

Example: the notice of the blog and that of the shop name the same SIREN.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.legal import LegalMention
from detectors.mentions import mentions_of
from detectors.model import Certificate, Evidence, Family, Grade, Mention, Question, Registration, Role, Seen
from detectors.registry import detector
from detectors.same_names import same_entity
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
    stated = [found for found in mentions_of(site, knowledge) if _names_publisher(found.mention)]
    named = [found.mention.name for found in stated if found.mention.name]
    registration, certificate = site.registration, site.certificate
    if isinstance(registration, Registration) and registration.seen and registration.organization:
        holder = registration.organization
        if not (registration.person or registration.privacy) and _behind(holder, named, knowledge):
            yield "This organisation holds the promoted domain", holder, registration.seen, Mention(holder)
    if isinstance(certificate, Certificate) and certificate.organization:
        name = certificate.organization
        if _behind(name, named, knowledge):
            yield "This organisation holds the certificate of", f"O={name}", certificate.seen, Mention(name)
    for found in stated:
        about = Mention(found.mention.name, found.mention.numbers)
        yield "This organisation publishes the promoted site", found.mention.quote, found.seen, about


def _names_publisher(mention: LegalMention) -> bool:
    stated = mention.role in _OWNING and mention.kind == "notice" and not mention.person
    return stated and bool(mention.name or mention.numbers)


def _behind(holder: str, named: list[str], knowledge: Knowledge) -> bool:
    """Tell whether the site's own notice lets a holder be behind it: it names nobody, the holder, or its group."""
    if not named or any(same_entity(holder, name) for name in named):
        return True
    held = knowledge.match_name(holder)
    groups = {match.group for name in named if (match := knowledge.match_name(name)) is not None}
    return held is not None and held.kind != "agency" and held.group in groups
