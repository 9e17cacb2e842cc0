"""Take natural persons out of a registration; runs before anything is stored, logged or shown."""

from __future__ import annotations

from msgspec.structs import replace

from detectors import names
from detectors.model.sources import Registration
from detectors.registration.extract import extract, holder_label_of, statuses_of
from detectors.registration.fold import fold, squash
from detectors.registration.mail import is_free_mail

_SHORTEST_PART = 3


def redact(registration: Registration) -> Registration:
    """Return the registration without any natural person's data; doing it twice changes nothing.

    A person's record keeps its state, dates, registrar, country, name servers and, where it cannot name the person,
    the e-mail domain. An organisation's record loses its contact persons. `text` is built anew from what is left.
    """
    r = registration
    person = r.registrant if r.organization is None else _contact(r)
    kept = replace(
        r,
        registrant=r.organization,
        email_domain=None if r.email_domain is None or _tells(r.email_domain, r, person) else r.email_domain.lower(),
        registrar=None if person and r.registrar and squash(person) in squash(r.registrar) else r.registrar,
        name_servers=tuple(host for host in r.name_servers if not _holds_whole(host, person)),
        referral=None if r.referral and _holds_whole(r.referral, person) else r.referral,
        redacted=True,
    )
    return replace(kept, text=extract(kept, holder_label_of(r.text, r.organization), statuses_of(r.text)))


def _contact(registration: Registration) -> str | None:
    """Return the natural person named beside an organisation, if any."""
    name = registration.registrant
    return name if name and name != registration.organization and not names.is_organisation(name) else None


def _parts(person: str | None) -> list[str]:
    return [part for part in fold(person or "").split() if len(part) >= _SHORTEST_PART]


def _tells(host: str, registration: Registration, person: str | None) -> bool:
    """Say whether an e-mail's host is free mail or could name the person."""
    if "@" in host or is_free_mail(host):
        return True
    words = [*_parts(person), squash(person or "")]
    return registration.organization is None and any(word and word in squash(host) for word in words)


def _holds_whole(text: str, person: str | None) -> bool:
    """Say whether every part of the person's name stands in a host or address."""
    parts = _parts(person)
    return bool(parts) and all(part in squash(text) for part in parts)
