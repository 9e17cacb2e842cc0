"""trust.txt or a related website set names another domain, and that domain confirms it.

Strength A when both sides say so. Traps: a claim of one side alone is nothing, since anyone can write it; and the other
side's file may name the site as its vendor, customer or member, where only "control" confirms.
Sources: JournalList trust.txt ("controlledby", "control"); Related Website Sets ("primary", "associatedSites",
"serviceSites").

Example: trust.txt of the blog says ``controlledby=https://olivar.example``, and that of olivar.example
``control=https://carnet.example``.
"""

from __future__ import annotations

import json
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
    """Tell whether the other side's file says that it controls `domain`: a vendor or customer is not controlled."""
    if file.url.endswith(".json"):
        return any(registrable(host_of(value)) == domain for value in _members(file.text))
    lines = (line.partition("=") for line in file.text.lower().splitlines())
    return any(key.strip() == "control" and registrable(_host(value)) == domain for key, _, value in lines)


def _members(text: str) -> Iterator[str]:
    try:
        table = json.loads(text)
    except (ValueError, RecursionError):
        return
    for key in ("associatedSites", "serviceSites"):
        values = table.get(key) if isinstance(table, dict) else None
        yield from (str(value) for value in values) if isinstance(values, list) else ()


def _host(value: str) -> str:
    value = value.partition("#")[0].strip()
    return host_of(value) or value.strip("/")
