"""Where, when and as which bytes: the stamp on everything read."""

from __future__ import annotations

from hashlib import sha256

from detectors.model import Seen
from server.clock import now


def stamp(where: str, content: bytes) -> Seen:
    """Return the provenance of `content`, read just now at `where`."""
    return Seen(where, now(), sha256(content).hexdigest())
