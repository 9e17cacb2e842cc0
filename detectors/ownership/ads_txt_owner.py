"""ads.txt names the domain of the site's owner (OWNERDOMAIN) or of who sells its advertising (MANAGERDOMAIN).

OWNERDOMAIN is A-. Traps: by default it is the site itself, which says nothing, also in a file that the manager serves
for it; MANAGERDOMAIN is an operator, not an owner. Source of the fields: IAB Tech Lab, ads.txt 1.1.

Example: ``OWNERDOMAIN=vichy.fr`` in the ads.txt of a blog.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detectors.domain import registrable
from detectors.model import Evidence, Family, Grade, Mention, Question, Role, TextFile
from detectors.registry import detector
from detectors.subject import Subject

_FIELD = re.compile(r"^\s*(OWNERDOMAIN|MANAGERDOMAIN)\s*=\s*([a-z0-9.-]{3,253})", re.IGNORECASE | re.MULTILINE)


@detector(Question.OWNERSHIP, family=Family.STATEMENT)
def detect(subject: Subject, ads_txt: TextFile) -> Iterator[Evidence]:
    """Yield the owner and manager domains other than the site's own."""
    for match in _FIELD.finditer(ads_txt.text):
        domain = registrable(match[2])
        if domain == subject.domain:
            continue
        is_owner = match[1].upper() == "OWNERDOMAIN"
        claim = "ads.txt names this domain as the site's owner" if is_owner else "ads.txt names this domain as manager"
        role, grade = (Role.OWNER, Grade.A) if is_owner else (Role.OPERATOR, Grade.C)
        yield Evidence(claim, match[0].strip(), ads_txt.seen, Mention(domain=domain), role, grade)
