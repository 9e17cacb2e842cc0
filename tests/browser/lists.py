"""Signed lists for tests, made with a key of their own."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.browser.front import Front, Reply


class Signed:
    """A key and the lists that it signs."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.generate()

    @property
    def key(self) -> str:
        """The public key, base64."""
        return b64encode(self._key.public_key().public_bytes(form.Encoding.Raw, form.PublicFormat.Raw)).decode()

    def serve(self, front: Front, sites: list[dict[str, Any]], serial: int, made_at: str = "") -> bytes:
        """Make the front give out a list of these sites; return its bytes."""
        body = listed(sites, serial, made_at)
        signature = b64encode(self._key.sign(body))
        tag = f'"{serial}"'

        def snapshot(asked: Any) -> Reply:
            if asked.headers.get("If-None-Match", asked.headers.get("if-none-match")) == tag:
                return Reply(304, b"", {"ETag": tag})
            return Reply(200, body, {"Content-Type": "application/json", "ETag": tag})

        front.answer("/v1/snapshot", snapshot)
        front.answer("/v1/snapshot.sig", Reply(200, signature, {"Content-Type": "text/plain"}))
        front.answer("/v1/key", Reply(200, self.key.encode(), {"Content-Type": "text/plain"}))
        return body


def listed(sites: list[dict[str, Any]], serial: int, made_at: str = "") -> bytes:
    """Return the bytes of a list."""
    return json.dumps({"serial": serial, "made_at": made_at or stamp(0), "sites": sites}).encode()


def site(host: str, level: str = "undisclosed_control", **changed: Any) -> dict[str, Any]:
    """Return one entry of a list, read yesterday and valid for six days."""
    entry = {
        "host": host,
        "level": level,
        "owner": "L'Oréal",
        "codes": ["registry"],
        "checked_on": stamp(-1)[:10],
        "expires": stamp(6),
        "status": "current",
        "id": f"id-{host}",
    }
    return {**entry, **changed}


def stamp(days: float) -> str:
    """Return the time that is so many days from now."""
    return (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
