"""The site's certificate also stands for a group's own domains or for a promoted site.

Strength B, for a promoted site C. Trap: hosts, CDNs and agencies put many customers' names into one certificate. So
it counts only with at most 20 domains, without any provider's or platform's, when more than half of the others belong
to one same owner, and never when it was issued to an organisation of no group or of another one.

Example: the certificate of carnet.example lists carnet.example, www.vichy.fr and *.loreal.com.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detectors.domain import registrable
from detectors.model import Certificate, Evidence, Family, Mention, Question, Role
from detectors.ownership.owning_domains import grade_of, same_owners_domains
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(certificate: Certificate, promoted: tuple[Subject, ...], knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield the one owner's domains that the certificate lists beside the site's own."""
    domains = same_owners_domains(certificate.names, registrable(certificate.host), promoted, knowledge)
    for domain in () if _is_anothers(certificate.organization, domains, knowledge) else domains:
        claim, quote = "The site's certificate also stands for this domain", f"DNS:{domain}"
        yield Evidence(claim, quote, certificate.seen, Mention(domain=domain), Role.OWNER, grade_of(domain, knowledge))


def _is_anothers(organization: str | None, domains: Iterable[str], knowledge: Knowledge) -> bool:
    """Tell whether the certificate of a group's domains was issued to somebody else, who delivers for many."""
    groups = {known.group for known in map(knowledge.match_domain, domains) if known is not None}
    if not organization or not groups:
        return False
    issued = knowledge.match_name(organization)
    return issued is None or issued.group not in groups
