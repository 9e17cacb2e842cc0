"""Name servers, mail exchangers or mail policy of the site lie inside a group's own-use domain.

Strength B, for a promoted site C. Trap: providers of DNS and mail are void as owners, also when they are groups
themselves; own-use and service domains are apart in the knowledge.

Example: ``NS ns1.loreal.com`` or ``MX mx.loreal.com`` of a blog's domain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detectors.domain import registrable
from detectors.model import DnsRecords, Evidence, Family, Question
from detectors.ownership.owning_domains import Pointer, pointed_owners
from detectors.registry import detector
from detectors.subject import Subject

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

_SPF = re.compile(r"(?:include:|redirect=)([a-z0-9._-]+)", re.IGNORECASE)
_RUA = re.compile(r"mailto:[^@,;]+@([a-z0-9.-]+)", re.IGNORECASE)


@detector(Question.OWNERSHIP, family=Family.INFRASTRUCTURE)
def detect(dns: DnsRecords, promoted: tuple[Subject, ...], knowledge: Knowledge) -> Iterator[Evidence]:
    """Yield each own-use domain that serves the site's names or mail, once."""
    pointers = (
        Pointer(host, f"The site's {record} record points into this domain", f"{record} {host}", dns.seen, promoted)
        for record, host in _hosts(dns)
    )
    yield from pointed_owners(pointers, registrable(dns.name), knowledge)


def _hosts(dns: DnsRecords) -> Iterator[tuple[str, str]]:
    for record, values in (("NS", dns.ns), ("MX", dns.mx), ("SOA", dns.soa), ("CNAME", dns.cname)):
        for value in values:
            yield record, value.split()[-1].rstrip(".").lower() if value.strip() else ""
    for value in dns.txt:
        yield from (("SPF", host.lower()) for host in _SPF.findall(value) if value.lower().startswith("v=spf1"))
    for value in dns.dmarc:
        yield from (("DMARC", host.lower()) for host in _RUA.findall(value))
