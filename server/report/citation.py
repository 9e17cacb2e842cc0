"""A verdict as a reference for a bibliography (CSL-JSON, https://citeproc-js.readthedocs.io/en/latest/csl-json/)."""

from __future__ import annotations

from typing import Any

from detectors.model import Verdict
from server.clock import now
from server.report.messages import Messages
from server.report.words import headline


def citation(identifier: str, verdict: Verdict, permalink: str, say: Messages) -> dict[str, Any]:
    """Return the reference; `permalink` is the verdict's page."""
    versions = verdict.versions
    return {
        "id": f"masthead-{identifier}",
        "type": "webpage",
        "title": headline(verdict, say),
        "container-title": "Masthead",
        "publisher": "Masthead",
        "URL": permalink,
        "language": say.lang,
        "issued": _day(verdict.checked_at),
        "accessed": _day(now()),
        "note": f"Verdict {identifier} on {verdict.url}, {say('level', verdict.verdict)}, read {verdict.checked_at}; "
        f"Masthead {versions.masthead}, knowledge {versions.knowledge}, weights {versions.weights}",
    }


def _day(stamp: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in stamp[:10].split("-")]]}
