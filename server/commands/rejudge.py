"""``masthead rejudge``."""

from __future__ import annotations

import json
import sys
import threading
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable
from typing import Any

from server.children import Children
from server.commands.progress import rejudging
from server.commands.stopping import INTERRUPTED, stopping
from server.logs import configure
from server.processors import processors
from server.rejudge import CHANGED, GONE, LOOKED, PASSED, Rejudger
from server.report.safe import printable
from server.settings import Settings
from server.store import Rejudging, Store

WAIT_SECONDS = 0.5


def run(args: Namespace) -> int:
    """Judge every standing verdict of the store again and tell what changed; 0 however much did, 130 interrupted."""
    configure()
    settings = Settings.load()
    store, started = Store(settings.store), time.monotonic()
    try:
        cores = processors()
        queued = settings.queue == "store"
        with Children.by(settings, 1 if queued else cores) as children:
            work = _queued if queued else _here
            made, before, done = work(settings, store, Rejudger(store, children), 2 * cores)
        if not done:
            print("masthead: stopped; go on with: masthead rejudge", file=sys.stderr)
            return INTERRUPTED
        _tell(store, made, as_json=args.json, before=before, seconds=max(time.monotonic() - started, 0.001))
        return 0
    finally:
        store.close()


def _here(_: Settings, store: Store, rejudger: Rejudger, workers: int) -> tuple[Rejudging, int, bool]:
    """Judge in this process; return the run, how many captures were judged before, and whether it is done."""
    mark = rejudger.mark
    made = store.rejudgings.unfinished(mark, "command") or store.rejudgings.begin(mark, "command")
    before = _judged(store, made)
    with stopping(rejudger.stop.set, "captures"), rejudging(store.rejudgings, made, sys.stderr) as on_chunk:
        return made, before, rejudger.run(made.id, workers, on_chunk)


def _queued(settings: Settings, store: Store, rejudger: Rejudger, _: int) -> tuple[Rejudging, int, bool]:
    """Leave it to the workers and wait for them; the rest as `_here`."""
    from server.queue import Queue  # noqa: PLC0415 - the engine is imported only by those who use it

    queue, mark = Queue(settings, store), rejudger.mark
    made = store.rejudgings.unfinished(mark, "queue") or store.rejudgings.begin(mark, "queue", queue.add_rejudging)
    before, stop = _judged(store, made), threading.Event()
    with stopping(stop.set, "captures"), rejudging(store.rejudgings, made, sys.stderr) as on_chunk:
        while not (done := _ended(store, made)) and not stop.wait(WAIT_SECONDS):
            if on_chunk is not None:
                on_chunk()
    return made, before, done


def _judged(store: Store, made: Rejudging) -> int:
    return sum(result[LOOKED] - result[PASSED] for result in store.rejudgings.results(made.id))


def _ended(store: Store, made: Rejudging) -> bool:
    found = store.rejudgings.get(made.id)
    return found is not None and found.ended_at is not None


def _tell(store: Store, made: Rejudging, *, as_json: bool, before: int, seconds: float) -> None:
    """Print every change, then the sums on stderr; `before` captures were judged when this process began."""
    counts: Counter[str] = Counter()
    steps: Counter[tuple[str, str]] = Counter()
    why: Counter[str] = Counter()
    for result in store.rejudgings.results(made.id):
        counts.update({name: result[name] for name in (LOOKED, PASSED, CHANGED, GONE)})
        for change in result["changes"]:
            print(json.dumps(change) if as_json else _in_words(change), flush=True)
            steps[change["before"]["verdict"], change["after"]["verdict"]] += 1
            why.update(_reasons(change))
    judged = counts[LOOKED] - counts[PASSED] - before
    lines = [
        f"{counts[LOOKED]} verdicts: {counts[PASSED]} of today's versions, {judged} judged again in {seconds:.0f} s "
        f"({judged / seconds:.1f} a second), {counts[CHANGED]} changed, {counts[GONE]} whose pages are no longer kept"
    ]
    lines += [f"  {old} -> {new}: {count}" for (old, new), count in sorted(steps.items()) if old != new]
    lines += [f"  {reason}: {count}" for reason, count in why.most_common()]
    print("\n".join(lines), file=sys.stderr)


def _reasons(change: dict[str, Any]) -> Iterable[str]:
    """Yield what is found now and was not (+), and what was and is not (-)."""
    new, gone = set(change["found"]["after"]), set(change["found"]["before"])
    yield from (f"+{name}" for name in sorted(new - gone))
    yield from (f"-{name}" for name in sorted(gone - new))


def _in_words(change: dict[str, Any]) -> str:
    before, after = change["before"]["verdict"], change["after"]["verdict"]
    step = after if before == after else f"{before} -> {after}"
    return f"{printable(change['url'])}  {step}  ({' '.join(_reasons(change)) or ', '.join(change['changed'])})"
