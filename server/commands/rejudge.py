"""``masthead rejudge``."""

from __future__ import annotations

import json
import os
import sys
import time
from argparse import Namespace
from typing import Any

from server.children import Children
from server.logs import configure
from server.rejudge import Change, Rejudger, Tally
from server.report.safe import printable
from server.settings import Settings
from server.store import Store


def run(args: Namespace) -> int:
    """Judge every standing verdict of the store again and tell what changed; 0 however much did."""
    configure()
    settings = Settings.load()
    store, tally, started = Store(settings.store), Tally(), time.monotonic()
    try:
        workers = os.cpu_count() or 2
        with Children(settings.knowledge, workers=workers) as children:
            for change in Rejudger(store, children, workers).run(tally):
                print(json.dumps(_as_json(change)) if args.json else _in_words(change), flush=True)
    finally:
        store.close()
        seconds = max(time.monotonic() - started, 0.001)
        print(_summary(tally, seconds), file=sys.stderr)
    return 0


def _as_json(change: Change) -> dict[str, Any]:
    return {
        "url": change.before.core.url,
        "before": {"id": change.before.id, "verdict": change.before.core.verdict},
        "after": {"id": change.after.id, "verdict": change.after.core.verdict, "listed": change.after.listed},
        "changed": list(change.fields),
        "found": {"before": _found(change.before), "after": _found(change.after)},
    }


def _found(stored: Any) -> list[str]:
    return sorted(finding.detector for finding in stored.core.findings if finding.state == "found")


def _in_words(change: Change) -> str:
    before, after = change.before.core.verdict, change.after.core.verdict
    new, gone = set(_found(change.after)), set(_found(change.before))
    why = [f"+{name}" for name in sorted(new - gone)] + [f"-{name}" for name in sorted(gone - new)]
    step = str(after) if before == after else f"{before} -> {after}"
    return f"{printable(change.before.core.url)}  {step}  ({' '.join(why) or ', '.join(change.fields)})"


def _summary(tally: Tally, seconds: float) -> str:
    judged = tally.looked - tally.passed
    lines = [
        f"{tally.looked} verdicts: {tally.passed} of today's versions, {judged} judged again in {seconds:.0f} s "
        f"({judged / seconds:.1f} a second), {tally.changed} changed, {tally.gone} whose pages are no longer kept"
    ]
    moved = sorted((step, count) for step, count in tally.transitions.items() if step[0] != step[1])
    return "\n".join([*lines, *(f"  {before} -> {after}: {count}" for (before, after), count in moved)])
