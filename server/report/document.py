"""The verdict document of the contract: the core, and what may change around it."""

from __future__ import annotations

from typing import Any

import msgspec

from detectors.model import Verdict
from server.report.messages import messages
from server.report.words import changes, headline

CORE_FIELDS = tuple(field.encode_name for field in msgspec.structs.fields(Verdict))


def document(
    identifier: str,
    verdict: Verdict,
    lang: str,
    *,
    status: str = "current",
    supersedes: str | None = None,
    superseded_by: str | None = None,
    withdrawn: tuple[str, str] | None = None,
    reply: dict[str, Any] | None = None,
    base_url: str = "",
) -> dict[str, Any]:
    """Return the JSON-shaped document; `withdrawn` is (time, reason), `base_url` stands before the links' paths."""
    say = messages(lang)
    return {
        **msgspec.to_builtins(verdict),
        "id": identifier,
        "status": status,
        "supersedes": supersedes,
        "superseded_by": superseded_by,
        "withdrawn": None if withdrawn is None else {"at": withdrawn[0], "reason": withdrawn[1]},
        "headline": headline(verdict, say),
        "what_would_change_this": list(changes(verdict, say)),
        "reply": reply,
        "links": links(identifier, base_url),
    }


def links(identifier: str, base_url: str = "") -> dict[str, str]:
    """Return where a verdict and what belongs to it are found."""
    return {
        "self": f"{base_url}/v1/checks/{identifier}",
        "report": f"{base_url}/checks/{identifier}",
        "bundle": f"{base_url}/v1/checks/{identifier}/bundle",
    }


def core_of(shown: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a document that a replay reproduces."""
    return {name: shown[name] for name in CORE_FIELDS}
