"""The site's domain and a promoted one prove themselves to a service by the same DNS entry.

Operator evidence, strength B, falling with sharing: the entry is issued to an account, and whoever holds the account
runs both domains. Trap: agencies use one account for all their clients. It never bears control.

Example: TXT "atlassian-domain-verification=..." with the same value on both domains.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.indicators import verification_entries
from detectors.model import DnsRecords, Evidence, Family, Grade, Mention, Question, Role
from detectors.registry import detector
from detectors.subject import Subject


@detector(Question.OWNERSHIP, family=Family.OPERATOR)
def detect(dns: DnsRecords, promoted: tuple[Subject, ...]) -> Iterator[Evidence]:
    """Yield each verification entry that both domains carry."""
    own = set(verification_entries(dns))
    for site in promoted:
        theirs = verification_entries(site.dns) if isinstance(site.dns, DnsRecords) else ()
        for entry in theirs:
            if entry in own and site.domain != dns.name:
                claim = f"The domain carries the same {entry.label} entry in its DNS as {site.domain}"
                about = Mention(domain=site.domain)
                yield Evidence(claim, entry.value, dns.seen, about, Role.OPERATOR, Grade.B)
