"""A stored verdict as its document, as of now."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from detectors.model import Verdict
from server.clock import now
from server.report.document import document, links
from server.report.messages import messages
from server.report.words import headline
from server.store import Line, Reply, Store, Stored

_BATCH = 200  # lines whose verdicts are read together


def shown(stored: Stored, lang: str, base_url: str = "") -> dict[str, Any]:
    """Return the document of a stored verdict with its present status."""
    return _shown(stored, stored.status(now()), lang, base_url)


def encoded(stored: Stored, lang: str, base_url: str = "") -> bytes:
    """Return the same as UTF-8 JSON."""
    return msgspec.json.encode(shown(stored, lang, base_url))


def lines_of(store: Store, audit: str) -> Iterator[tuple[Line, Verdict | None]]:
    """Yield every line of an audit with the core of its verdict, once it is judged."""
    rest = store.audits.all_lines(audit)
    while batch := list(islice(rest, _BATCH)):
        found = store.verdicts.many({line.verdict for line in batch if line.state == "judged" and line.verdict})
        for line in batch:
            stored = found.get(line.verdict or "")
            yield line, stored.core if stored else None


def judged_in(store: Store, audit: str) -> Iterator[Verdict]:
    """Yield the cores of an audit's verdicts, each once."""
    seen: set[str | None] = set()
    for line, core in lines_of(store, audit):
        if core is not None and line.verdict not in seen:
            seen.add(line.verdict)
            yield core


def summary(stored: Stored, lang: str, base_url: str = "", *, exact: bool = False) -> dict[str, Any]:
    """Return what a list shows of a stored verdict; by day, unless `exact`: who looked when is nobody's business."""
    core = stored.core
    at, until = (core.checked_at, core.expires_at) if exact else (by_day(core.checked_at), by_day(core.expires_at))
    return {
        "id": stored.id,
        "url": core.url,
        "site": core.site,
        "checked_at": at,
        "expires_at": until,
        "status": stored.status(now()),
        "verdict": core.verdict.value,
        "scope": core.scope,
        "site_verdict": core.site_verdict.value,
        "headline": headline(core, messages(lang)),
        "links": links(stored.id, base_url),
    }


def by_day(stamp: str) -> str:
    """Return a time to the day."""
    return f"{stamp[:10]}T00:00:00Z"


def _shown(stored: Stored, status: str, lang: str, base_url: str) -> dict[str, Any]:
    withdrawn = None if stored.withdrawn_at is None else (stored.withdrawn_at, stored.withdrawn_reason or "")
    return document(
        stored.id,
        stored.core,
        lang,
        status=status,
        supersedes=stored.supersedes,
        superseded_by=stored.superseded_by,
        withdrawn=withdrawn,
        reply=None if stored.reply is None else _reply(stored.reply),
        base_url=base_url,
    )


def _reply(reply: Reply) -> dict[str, Any]:
    return {"site": reply.site, "text": reply.text, "at": reply.verified_at, "proven_by": reply.method}
