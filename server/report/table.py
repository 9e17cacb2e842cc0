"""The evidence of a verdict as a table: one row a piece, for a spreadsheet or a script."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
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
    every = (csv_line(row.get(name) for name in COLUMNS) for row in rows(identifier, verdict, status))
    return b"\xef\xbb\xbf" + "".join((csv_line(COLUMNS), *every)).encode()


def as_jsonl(identifier: str, verdict: Verdict, status: str) -> bytes:
    """Return the table as JSON lines."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows(identifier, verdict, status))
    return "".join(lines).encode("utf-8", "replace")


def csv_line(cells: Iterable[object]) -> str:
    """Return a row of CSV with its line end; None is empty, and what is neither text nor a number stands as JSON."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(map(cell, cells))
    return line.getvalue()


def cell(value: object) -> str | float:
    """Return a value as it may stand in a spreadsheet: text that would be taken for a formula gets an apostrophe."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
    text = text.replace("\0", "").encode("utf-8", "replace").decode()
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text
