"""E-mail addresses in registrations: only the domain is ever kept, and only when it can tell an organisation."""

from __future__ import annotations

import re
from functools import cache

from detectors.data_files import load_toml
from detectors.registration.concealment import is_service_host

_ADDRESS = re.compile(r"(?<![\w.+%~-])[\w.+%~-]{1,64}@((?:[\w-]{1,63}\.){1,8}[\w-]{2,63})")


@cache
def _free() -> tuple[frozenset[str], frozenset[str]]:
    names = load_toml("registration/mail.toml")["free"]
    return frozenset(n for n in names if "." in n), frozenset(n for n in names if "." not in n)


def mail_domain(text: str) -> str | None:
    """Return the lower-case domain of the first address in `text` that is no free mail and no privacy service."""
    if "@" not in text:
        return None
    for match in _ADDRESS.finditer(text):
        host = match[1].lower().strip(".")
        if not is_free_mail(host) and not is_service_host(host):
            return host
    return None


def without_address(text: str) -> str:
    """Return `text` up to its first e-mail address."""
    match = _ADDRESS.search(text)
    return text[: match.start()].strip(" \t,;(<") if match else text


def is_free_mail(host: str) -> bool:
    """Say whether anybody may have an address at `host`."""
    full, words = _free()
    labels = host.split(".")
    return any(".".join(labels[i:]) in full for i in range(len(labels))) or bool(words.intersection(labels[:-1]))


def warm() -> None:
    """Load the providers, so that nothing is read while parsing."""
    _free()
