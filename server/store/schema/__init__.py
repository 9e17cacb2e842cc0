"""The tables. Times are ISO 8601 UTC text, which sorts as time does; documents are UTF-8 JSON text."""

from server.store.schema.archive import (
    bodies,
    capture_records,
    captures,
    common_shingles,
    hands,
    indicators,
    records,
    shingle_texts,
    texts,
)
from server.store.schema.base import HEAD, metadata
from server.store.schema.judged import (
    checks,
    corrections,
    counters,
    disputes,
    extracts,
    keys,
    replies,
    snapshots,
    verdicts,
)
from server.store.schema.work import audit_rows, audits, rates, rejudging_chunks, rejudgings, turns

__all__ = [
    "HEAD",
    "audit_rows",
    "audits",
    "bodies",
    "capture_records",
    "captures",
    "checks",
    "common_shingles",
    "corrections",
    "counters",
    "disputes",
    "extracts",
    "hands",
    "indicators",
    "keys",
    "metadata",
    "rates",
    "records",
    "rejudging_chunks",
    "rejudgings",
    "replies",
    "shingle_texts",
    "snapshots",
    "texts",
    "turns",
    "verdicts",
]
