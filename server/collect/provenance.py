"""Where, when and as which bytes: the stamp on everything read."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from detectors.model import Seen


def stamp(where: str, content: bytes) -> Seen:
    """Return the provenance of `content`, read just now at `where`."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Seen(where, now, hashlib.sha256(content).hexdigest())
