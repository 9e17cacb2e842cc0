"""ads.txt names the domain of the site's owner (OWNERDOMAIN) or of who sells its advertising (MANAGERDOMAIN).

OWNERDOMAIN is A-. Traps: by default it is the site itself, which says nothing, also in a file that the manager serves
for it; MANAGERDOMAIN is an operator, not an owner. Source of the fields: IAB Tech Lab, ads.txt 1.1.

Example: ``OWNERDOMAIN=vichy.fr`` in the ads.txt of a blog.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.ads_txt import OWNER, named_domains
from detectors.model import Evidence, Family, Grade, Mention, Question, Role, TextFile
from detectors.registry import detector
from detectors.subject import Subject


@detector(Question.OWNERSHIP, family=Family.STATEMENT)
def detect(subject: Subject, ads_txt: TextFile) -> Iterator[Evidence]:
    """Yield the owner and manager domains other than the site's own."""
    for field, domain, words in named_domains(ads_txt):
        if domain == subject.domain:
            continue
        is_owner = field == OWNER
        claim = "ads.txt names this domain as the site's owner" if is_owner else "ads.txt names this domain as manager"
        role, grade = (Role.OWNER, Grade.A) if is_owner else (Role.OPERATOR, Grade.C)
        yield Evidence(claim, words, ads_txt.seen, Mention(domain=domain), role, grade)
