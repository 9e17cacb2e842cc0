"""trust.txt or a related website set names another domain, and that domain confirms it.

Strength A when both sides say so; a claim of one side alone is nothing, since anyone can write it.
Sources: JournalList trust.txt ("controlledby", "control"); Related Website Sets ("primary", "associatedSites").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detectors.domain import host_of, registrable
from detectors.model import Evidence, Family, Grade, Mention, Question, Role, TextFile
from detectors.planning import claimed_domains
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
            if other is not None and _names(other, subject.domain):
                claim = "The site and this domain name each other as controlled and controlling"
                quote = f"{own.url} and {other.url}"
                about = Mention(domain=registrable(host_of(other.url)))
                yield Evidence(claim, quote, other.seen, about, Role.OWNER, Grade.A)


def _names(file: TextFile, domain: str) -> bool:
    words = file.text.lower().replace('"', " ").replace("=", " ").replace(",", " ").split()
    return any(registrable(host_of(word) or word.strip("/")) == domain for word in words if domain in word)
