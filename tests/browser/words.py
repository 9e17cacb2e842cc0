"""The words of verdicts for the extension: the server's own tables, as JSON.

    python -m tests.browser.words        writes extension/words/*.json again

They are one text in two places because the extension ships without the server; a test holds them together.
"""

from __future__ import annotations

import json
from pathlib import Path

from detectors.model import Question
from detectors.registry import all_detectors
from server.report.messages import LANGUAGES, Messages, messages

FOLDER = Path(__file__).parents[2] / "extension" / "words"
TABLES = (
    "level", "status", "missing", "source", "why", "note", "reason", "family", "marker", "disclosure", "control",
    "presentation", "claim", "account", "place",
)  # fmt: skip
OF_PAGES = (
    "nothing_who",
    "style_similar",
    "style_not_similar",
    "style_unknown",
    "whois",
    "dns",
    "index",
    "withdrawn_because",
    "whole",
)


def shipped(lang: str) -> str:
    """Return the file of one language."""
    say = messages(lang)
    tables = {name: dict(say.table(name)) for name in TABLES}
    tables["ui"] = {key: say.table("ui")[key] for key in OF_PAGES}
    tables["found_by"] = found_by(say)
    return json.dumps(tables, ensure_ascii=False, indent=1) + "\n"


def found_by(say: Messages) -> dict[str, str]:
    """Return what each detector of owners says when it has found one, by the detector's id: the list's codes.

    A claim with places for what was read cannot be said of a code alone; the family of the evidence is said instead.
    """
    claims, families = say.table("claim"), say.table("family")
    said = {}
    for detector in all_detectors():
        if detector.question is Question.OWNERSHIP:
            claim = claims.get(detector.id.partition("/")[2], "")
            said[detector.id] = claim if claim and "{" not in claim else families[detector.family]
    return said


def main() -> None:
    """Write every language."""
    for lang in LANGUAGES:
        (FOLDER / f"{lang}.json").write_text(shipped(lang), encoding="utf-8")


if __name__ == "__main__":
    main()
