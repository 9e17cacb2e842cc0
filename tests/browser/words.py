"""The words of verdicts for the extension: the server's own tables, as JSON.

    python -m tests.browser.words        writes extension/words/*.json again

They are one text in two places because the extension ships without the server; a test holds them together.
"""

from __future__ import annotations

import json
from pathlib import Path

from server.report.messages import LANGUAGES, messages

FOLDER = Path(__file__).parents[2] / "extension" / "words"
TABLES = (
    "level", "status", "missing", "source", "why", "note", "reason", "family", "marker", "disclosure", "control",
    "presentation", "claim", "account", "place",
)  # fmt: skip
OF_PAGES = ("nothing_who", "style_similar", "style_not_similar", "style_unknown", "whois", "dns", "withdrawn_because", "whole")


def shipped(lang: str) -> str:
    """Return the file of one language."""
    say = messages(lang)
    tables = {name: dict(say.table(name)) for name in TABLES}
    tables["ui"] = {key: say.table("ui")[key] for key in OF_PAGES}
    return json.dumps(tables, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write every language."""
    for lang in LANGUAGES:
        (FOLDER / f"{lang}.json").write_text(shipped(lang), encoding="utf-8")


if __name__ == "__main__":
    main()
