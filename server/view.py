"""A stored verdict as its document, as of now."""

from __future__ import annotations

from typing import Any

from server.clock import now
from server.report.document import document
from server.store import Stored


def shown(stored: Stored, lang: str, base_url: str = "") -> dict[str, Any]:
    """Return the document of a stored verdict with its present status."""
    withdrawn = None if stored.withdrawn_at is None else (stored.withdrawn_at, stored.withdrawn_reason or "")
    return document(
        stored.id,
        stored.core,
        lang,
        status=stored.status(now()),
        supersedes=stored.supersedes,
        superseded_by=stored.superseded_by,
        withdrawn=withdrawn,
        base_url=base_url,
    )
