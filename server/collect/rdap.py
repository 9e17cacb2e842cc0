"""RDAP (RFC 9082, 9083): which service answers for a domain, and its document's bytes."""

from __future__ import annotations

import json
import threading
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from detectors.model import MissingReason
from server.collect.http import HttpClient
from server.collect.pace import Pace
from server.errors import FetchError, SettingsError
from server.settings import Settings

LIMIT = 512_000  # bytes of one document
_BOOTSTRAP_LIMIT = 2_000_000
_HOLD = 60.0  # seconds that a service is left alone after 429 or 503
_ACCEPT = "application/rdap+json, application/json;q=0.8"


class Rdap:
    """Asks RDAP services. The bootstrap (RFC 9224) is read once, when first needed."""

    def __init__(self, settings: Settings, client: HttpClient, pace: Pace, stop: threading.Event) -> None:
        self._setting = settings.rdap_bootstrap
        self._client = client
        self._pace = pace
        self._stop = stop
        self._services: dict[str, str] | None = None
        self._lock = threading.Lock()

    def registry_url(self, domain: str, deadline: float) -> str | None:
        """Return the URL of the registry's document about `domain`, or None when no service is known."""
        with self._lock:
            if self._services is None:
                self._services = self._load(deadline)
        labels = domain.split(".")
        suffixes = (".".join(labels[start:]) for start in range(1, len(labels)))
        base = next((self._services[suffix] for suffix in suffixes if suffix in self._services), None)
        return f"{base.rstrip('/')}/domain/{domain}" if base else None

    def ask(self, url: str, deadline: float) -> bytes | None:
        """Return the document's bytes, or None for 404: the service knows no such domain. Raises `FetchError`."""
        held: list[str] = []

        def admit(hop: Any) -> None:
            held[:] = [hop.host]
            self._pace.wait(hop.host, deadline, self._stop)

        answer = self._client.get(url, limit=LIMIT, deadline=deadline, accept=_ACCEPT, admit=admit)
        if answer.status == 404:
            return None
        if answer.status in (429, 503):
            self._pace.hold(held[0], _HOLD)
            raise FetchError(MissingReason.THROTTLED)
        if answer.status in (401, 403, 451):
            raise FetchError(MissingReason.REFUSED, str(answer.status))
        if not 200 <= answer.status < 300:
            raise FetchError(MissingReason.HTTP_ERROR, str(answer.status))
        if not answer.body.strip():
            raise FetchError(MissingReason.EMPTY)
        return answer.body

    def _load(self, deadline: float) -> dict[str, str]:
        setting = self._setting
        if setting is None:
            return services(files("server.collect").joinpath("data/dns.json").read_bytes())
        if setting.startswith(("http://", "https://")):
            get = partial(self._client.get, limit=_BOOTSTRAP_LIMIT, deadline=deadline, trusted=True)
            answer = get(setting)
            if answer.status != 200:
                raise FetchError(MissingReason.HTTP_ERROR, "RDAP bootstrap")
            return services(answer.body)
        try:
            return services(Path(setting).read_bytes())
        except OSError as error:
            raise SettingsError(f"MASTHEAD_RDAP_BOOTSTRAP: cannot be read: {error.strerror}") from None


def services(document: bytes) -> dict[str, str]:
    """Return suffix → base URL of an IANA-format bootstrap file; https is preferred.

    Raises `SettingsError` when the document has another shape.
    """
    found: dict[str, str] = {}
    try:
        for suffixes, urls in json.loads(document)["services"]:
            best = next((url for url in urls if url.startswith("https://")), urls[0])
            found.update((suffix.lower(), best) for suffix in suffixes)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        raise SettingsError("the RDAP bootstrap is not an IANA dns.json") from None
    return found
