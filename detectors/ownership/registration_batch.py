"""The domain and a promoted one were registered on the same day at the same registrar.

Operator evidence, strength C: whoever bought both names in one go may be an agency or a domain dealer. Trap: large
registrars sell thousands of names a day, so the name servers have to be the same, too; and a day in the other order of
day and month would tie strangers, so both dates have to come from answers with their time.

Example: both created on 2015-02-09 at one registrar, both served by ns1.petitdns.example.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.domain import registrable
from detectors.model import Evidence, Family, Grade, Mention, Question, Registration, Role
from detectors.names import core
from detectors.registry import detector
from detectors.subject import Subject


@detector(Question.OWNERSHIP, family=Family.OPERATOR)
def detect(registration: Registration, promoted: tuple[Subject, ...]) -> Iterator[Evidence]:
    """Yield each promoted domain that was registered together with the site's."""
    day = _day(registration)
    for site in promoted:
        other = site.registration
        if not day or not isinstance(other, Registration) or other.domain == registration.domain:
            continue
        if _day(other) == day and _registrar(other) == _registrar(registration) and _servers(other, registration):
            claim = f"The domain was registered on the same day and at the same registrar as {site.domain}"
            quote = f"{registration.created} {registration.registrar}"
            yield Evidence(claim, quote, registration.provenance, Mention(domain=site.domain), Role.OPERATOR, Grade.C)


def _day(registration: Registration) -> str:
    """Return the day of creation where the answer gives a time with it, else ""."""
    created = registration.created or ""
    return created[:10] if len(created) > 10 else ""


def _registrar(registration: Registration) -> str:
    return core(registration.registrar or "") or registration.domain  # unknown ones are not the same


def _servers(one: Registration, other: Registration) -> bool:
    return bool({registrable(host) for host in one.name_servers} & {registrable(host) for host in other.name_servers})
