"""trust.txt or a related website set names another domain, and that domain confirms it.

Strength A when both sides say so. Traps: a claim of one side alone is nothing, since anyone can write it; and the other
side's file may name the site as its vendor, customer or member, where only "control" confirms.
Sources: JournalList trust.txt ("controlledby", "control"); Related Website Sets ("primary", "associatedSites",
"serviceSites").

Example: trust.txt of the blog says ``controlledby=https://olivar.example``, and that of olivar.example
``control=https://carnet.example``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detectors.control_claims import claimed_domains, says_it_controls
from detectors.domain import host_of, registrable
from detectors.model import Evidence, Family, Grade, Mention, Question, Role, TextFile
from detectors.registry import detector
from detectors.subject import RELATED_SETS, TRUST_TXT, Subject


@detector(Question.OWNERSHIP, family=Family.STATEMENT)
def detect(subject: Subject, claims: Mapping[str, TextFile]) -> Iterator[Evidence]:
    """Yield each domain whose claim over this site is mutual."""
    for path in (TRUST_TXT, RELATED_SETS):
        own = subject.file(path)
        if not isinstance(own, TextFile):
            continue
        for domain in claimed_domains(own, subject.domain):
            other = claims.get(f"https://{domain}{path}")
            if other is not None and says_it_controls(other, subject.domain):
                claim = "The site and this domain name each other as controlled and controlling"
                quote = f"{own.url} and {other.url}"
                about = Mention(domain=registrable(host_of(other.url)))
                yield Evidence(claim, quote, other.seen, about, Role.OWNER, Grade.A)
