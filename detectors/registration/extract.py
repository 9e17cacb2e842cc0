"""The part of a registration that may be kept: built field by field from an allow-list, never cut from the answer."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detectors.model.sources import Registration
from detectors.registration.vocabulary import resolve

_HOST = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)+[a-z][a-z0-9-]{1,62}\Z")
_STATUS = re.compile(r"[A-Za-z][A-Za-z_-]{1,40}")
_COUNTRY = re.compile(r"\(?([A-Za-z]{2})\)?(?![A-Za-z])")
_HOLDER = "Registrant Organization"
LONGEST_REGISTRAR = 120  # characters


def first_said(values: Iterable[str | None]) -> str | None:
    """Return the first value that says something."""
    return next((value for value in values if value), None)


def host_in(text: str) -> str | None:
    """Return the host name that `text` starts with, in lower case and without its last dot."""
    words = text.lower().split()
    host = words[0].strip(".,;") if words else ""
    return host if _HOST.match(host) else None


def country_code(text: str) -> str | None:
    """Return the two-letter country code in `text` ("US (UNITED STATES)"); names of countries give None."""
    match = _COUNTRY.match(text.strip())
    return match[1].upper() if match else None


def status_word(text: str) -> str | None:
    """Return the first word of a status ("clientTransferProhibited https://..." without the link)."""
    match = _STATUS.match(text.strip())
    return match[0] if match else None


def extract(registration: Registration, holder_label: str = _HOLDER, statuses: tuple[str, ...] = ()) -> str:
    """Return the lines to keep; the holder's line stands as the registry wrote it, and only for an organisation."""
    r = registration
    rows = [
        ("Domain", r.domain),
        (holder_label, r.organization),
        ("Registrar", r.registrar),
        ("Created", r.created),
        ("Updated", r.updated),
        ("Expires", r.expires),
        *(("Status", status) for status in statuses),
        *(("Name Server", host) for host in r.name_servers),
        ("Country", r.country),
        ("E-mail domain", r.email_domain),
    ]
    return "\n".join(f"{label}: {value}" for label, value in rows if value)


def holder_label_of(text: str, organization: str | None) -> str:
    """Return the registry's own label of the line that names `organization`, if a kept extract has one."""
    if organization:
        for line in text.splitlines():
            label, colon, value = line.partition(": ")
            if colon and value == organization and _is_holder_label(label):
                return label
    return _HOLDER


def _is_holder_label(label: str) -> bool:
    """Say whether every word of a label is a registry's; a name in it would be one too many."""
    key = resolve(label)
    return key.role in ("registrant", "contact", "") and key.field in ("self", "organization", "name")


def statuses_of(text: str) -> tuple[str, ...]:
    """Return the statuses of a kept extract."""
    rows = (line.partition(": ") for line in text.splitlines())
    return tuple(word for label, _, value in rows if label == "Status" and (word := status_word(value)) == value)
