"""RDAP (RFC 9082, 9083): which service answers for a domain, and its document's bytes."""

from __future__ import annotations

import json
import threading
from importlib.resources import files
from pathlib import Path

from detectors.model import MissingReason
from server.collect.asking import Asker
from server.collect.http import HttpClient, Spent
from server.errors import FetchError, SettingsError

LIMIT = 512_000  # bytes of one document
_BOOTSTRAP_LIMIT = 2_000_000
_ACCEPT = "application/rdap+json, application/json;q=0.8"


class Bootstrap:
    """Which service answers for which suffix (RFC 9224): the setting's file or URL, else the snapshot that ships.

    Read once, when first needed. Thread-safe.
    """

    def __init__(self, setting: str | None) -> None:
        self._setting = setting
        self._services: dict[str, str] | None = None
        self._lock = threading.Lock()

    def service(self, domain: str, client: HttpClient, deadline: float) -> str | None:
        """Return the base URL of the service for `domain`, by the longest suffix, or None.

        Raises `FetchError` when the bootstrap's URL cannot be read, `SettingsError` when it names no such document.
        """
        with self._lock:
            if self._services is None:
                self._services = self._load(client, deadline)
        labels = domain.split(".")
        suffixes = (".".join(labels[start:]) for start in range(1, len(labels)))
        return next((self._services[suffix] for suffix in suffixes if suffix in self._services), None)

    def _load(self, client: HttpClient, deadline: float) -> dict[str, str]:
        setting = self._setting
        if setting is None:
            return services(files("server.collect").joinpath("data/dns.json").read_bytes())
        if setting.startswith(("http://", "https://")):
            answer = client.get(setting, limit=_BOOTSTRAP_LIMIT, deadline=deadline, trusted=True)
            if answer.status != 200:
                raise FetchError(MissingReason.HTTP_ERROR, "RDAP bootstrap")
            return services(answer.body)
        try:
            return services(Path(setting).read_bytes())
        except OSError as error:
            raise SettingsError(f"MASTHEAD_RDAP_BOOTSTRAP: cannot be read: {error.strerror}") from None


class Rdap:
    """Asks RDAP services, each in its turn."""

    def __init__(self, bootstrap: Bootstrap, client: HttpClient, asker: Asker) -> None:
        self._bootstrap = bootstrap
        self._client = client
        self._asker = asker

    def registry_url(self, domain: str, deadline: float) -> str | None:
        """Return the URL of the registry's document about `domain`, or None when no service is known."""
        base = self._bootstrap.service(domain, self._client, deadline)
        return f"{base.rstrip('/')}/domain/{domain}" if base else None

    def ask(self, url: str, deadline: float, seconds: float, spent: Spent) -> bytes | None:
        """Return the document's bytes, or None for 404: the service knows no such domain. Raises `FetchError`.

        `seconds` bounds the time on the network; `spent` is told how much it was.
        """
        try:
            return self._asker.ask(url, limit=LIMIT, deadline=deadline, accept=_ACCEPT, seconds=seconds, spent=spent)
        except FetchError as error:
            if error.reason is MissingReason.NOT_FOUND:
                return None
            raise


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
