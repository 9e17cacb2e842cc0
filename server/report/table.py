"""The evidence of a verdict as a table: one row a piece, for a spreadsheet or a script."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from detectors.model import Verdict

# What a spreadsheet takes for the beginning of a formula, also in its full-width forms, and after which it looks again.
_FORMULA = tuple("=+-@＝＋－＠\t\r\n")
COLUMNS = (
    "verdict_id", "url", "site", "checked_at", "status", "verdict", "site_verdict", "detector", "question", "family",
    "state", "reason", "claim", "quote", "about", "role", "polarity", "grade", "bans", "seen_where", "seen_when",
    "seen_sha256",
)  # fmt: skip


def rows(identifier: str, verdict: Verdict, status: str) -> Iterator[dict[str, Any]]:
    """Yield a row for each piece of evidence, and one for each finding that has none."""
    whole = {
        "verdict_id": identifier,
        "url": verdict.url,
        "site": verdict.site,
        "checked_at": verdict.checked_at,
        "status": status,
        "verdict": verdict.verdict.value,
        "site_verdict": verdict.site_verdict.value,
    }
    for finding in verdict.findings:
        found = {
            **whole,
            "detector": finding.detector,
            "question": finding.question.value,
            "family": finding.family.value,
            "state": finding.state.value,
            "reason": finding.reason,
        }
        for evidence in finding.evidence:
            told = {name: getattr(evidence, name) for name in ("claim", "quote", "about", "role", "polarity", "grade")}
            seen = {"seen_where": evidence.seen.where, "seen_when": evidence.seen.when}
            yield {**found, **told, "bans": evidence.bans, **seen, "seen_sha256": evidence.seen.sha256}
        if not finding.evidence:
            yield found


def as_csv(identifier: str, verdict: Verdict, status: str) -> bytes:
    """Return the table as CSV (RFC 4180) in UTF-8 with a mark, as spreadsheets want it; no cell is a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows(identifier, verdict, status):
        writer.writerow({name: cell(value) for name, value in row.items()})
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def as_jsonl(identifier: str, verdict: Verdict, status: str) -> bytes:
    """Return the table as JSON lines."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows(identifier, verdict, status))
    return "".join(lines).encode("utf-8", "replace")


def cell(value: object) -> object:
    """Return a value as it may stand in a spreadsheet: text that would be taken for a formula gets an apostrophe."""
    if not isinstance(value, str):
        return value
    text = value.replace("\0", "")
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text
