"""The site and a promoted one answer at the same network address.

Strength D: on shared hosting thousands of strangers do. It never bears control and weighs nothing; it is shown beside
stronger ties of the same operator.

Example: both at 203.0.113.7.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import DnsRecords, Evidence, Family, Grade, Mention, Question, Role
from detectors.registry import detector
from detectors.subject import Subject


@detector(Question.OWNERSHIP, family=Family.OPERATOR)
def detect(dns: DnsRecords, promoted: tuple[Subject, ...]) -> Iterator[Evidence]:
    """Yield each promoted site with an address of the site's own."""
    for site in promoted:
        if isinstance(site.dns, DnsRecords) and site.domain != dns.name:
            for address in sorted(set(dns.addresses).intersection(site.dns.addresses))[:1]:
                claim = f"The site answers at the same address as {site.domain}"
                yield Evidence(claim, address, dns.seen, Mention(domain=site.domain), Role.OPERATOR, Grade.D)
