"""Certificate transparency (a search as crt.sh offers it): the oldest logged certificates of a domain.

Off unless MASTHEAD_CT names a base address, which then is trusted like any server named in a setting. One question a
domain, at the registries' pace; answers are cached by `server.check`.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from detectors.model import CertificateLog, LoggedCertificate, MissingReason
from server.collect.asking import Asker
from server.collect.provenance import stamp
from server.errors import FetchError

LIMIT = 2_000_000  # bytes of one answer
MOST = 20  # certificates kept, the oldest
MAX_NAMES = 100  # of one certificate


class CertificateLogReader:
    """Reads one search, each question in its turn."""

    def __init__(self, base: str | None, asker: Asker) -> None:
        self._base = base.rstrip("/") if base else None
        self._asker = asker

    def read(self, domain: str, deadline: float) -> CertificateLog:
        """Return the oldest certificates logged for `domain`; raises `FetchError`."""
        if self._base is None:
            raise FetchError(MissingReason.OFF)
        url = f"{self._base}/?{urlencode({'q': domain, 'output': 'json'})}"
        body = self._asker.ask(url, limit=LIMIT, deadline=deadline, trusted=True, accept="application/json")
        return CertificateLog(stamp(url, body), domain, certificates_of(body))


def certificates_of(body: bytes) -> tuple[LoggedCertificate, ...]:
    """Return the oldest certificates of an answer, oldest first; raises `FetchError` (UNPARSABLE)."""
    try:
        table: list[dict[str, Any]] = json.loads(body)
        found = {_certificate(row) for row in table}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise FetchError(MissingReason.UNPARSABLE, "the certificate search's answer") from None
    return tuple(sorted(found, key=lambda certificate: (certificate.when, certificate.names)))[:MOST]


def _certificate(row: dict[str, Any]) -> LoggedCertificate:
    names = sorted({name.strip().lower() for name in str(row["name_value"]).splitlines()} - {""})
    hosts = tuple(name for name in names if "@" not in name)[:MAX_NAMES]
    return LoggedCertificate(f"{str(row['not_before'])[:19]}Z", hosts)
