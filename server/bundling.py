"""The evidence bundle of a stored verdict, as of now."""

from __future__ import annotations

from server.bundle import write_bundle
from server.signing import Signer
from server.store import Store, Stored
from server.view import shown


def bundled(stored: Stored, store: Store, signer: Signer, base_url: str = "") -> bytes:
    """Return the signed bundle of a verdict; raises `StoreError` when its pages are no longer kept."""
    capture = store.records.capture(stored.capture)
    raw = store.records.raw(capture)
    return write_bundle(shown(stored, "en", base_url), capture, signer, store.verdicts.consulted(stored), raw)
