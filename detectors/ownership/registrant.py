"""The domain is registered to an organisation.

Strength A. Traps: privacy services, registrars and agencies as holders (resolved by the knowledge; whoever is named as
the domain's registrar as well keeps it for a customer, known or not), stale records.
A natural person as holder speaks against every organisation; nothing of the person is quoted.

Example: "Registrant Organization: L'OREAL" in the registry's answer about a blog's domain.
"""

from __future__ import annotations

from collections.abc import Iterator

from detectors.model import Evidence, Family, Grade, Mention, Question, Registration, Role
from detectors.registry import detector
from detectors.same_names import same_name


@detector(Question.OWNERSHIP, family=Family.REGISTRY)
def detect(registration: Registration) -> Iterator[Evidence]:
    """Yield the holder of the domain."""
    if registration.person:
        claim = "The domain is registered to a private person"
        yield Evidence(claim, "", registration.provenance, Mention(), Role.OWNER, Grade.A, "against")
    elif registration.organization and not registration.privacy and not _is_registrar(registration):
        quote = next(
            (line.strip() for line in registration.text.splitlines() if registration.organization in line),
            registration.organization,
        )
        about = Mention(registration.organization)
        claim = "The domain is registered to this organisation"
        yield Evidence(claim, quote, registration.provenance, about, Role.OWNER, Grade.A)


def _is_registrar(registration: Registration) -> bool:
    return same_name(registration.organization or "", registration.registrar or "")
