"""Stored captures judged again: ``python -m bench.rejudging [--captures N] [--folder DIR]``.

A store of N generated captures (the blogs that the audits are measured with, each with all its pages) is judged again
by ``masthead rejudge`` on all processors. Twice: once every verdict changes and is stored again, which is the worst an
update can do, and once none does, which is what most updates do. Printed are captures a second, starting included, the
same beside as many bare processes that only examine captures which they hold already, the processor time of both, and
the memory of all processes together. With a folder, what was generated or judged before an interruption is not done
again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import msgspec
from sqlalchemy import func, select, text

from bench import floors_of
from bench.audits import Memory, spent
from detectors import judge, load_knowledge, warm
from detectors.model import Capture, Missing, MissingReason, Page, Read, Seen, TextFile, Verdict, Want
from server.child import spare_the_collector
from server.store import Store
from server.store.engine import writing
from server.store.schema import captures
from tests.functional.command import MASTHEAD, environment
from tests.functional.internet.population import blogs
from tests.functional.internet.spec import Site

TAKEN = "2026-11-01T12:00:00Z"
OLDER = "older"
BARE = 1_000  # captures at most for the processes that only examine
WHY = {"posts/1": "checked", "index": "home", "about": "about", "legal": "legal", "posts/2": "post", "posts/3": "post"}
_SAID = re.compile(r"(\d+) judged again in (\d+) s \(([\d.]+) a second\), (\d+) changed")


def generated(count: int, done: int = 0) -> Iterator[Capture]:
    """Yield the captures of generated blogs after the first `done`."""
    yield from map(capture_of, blogs(range(done, count)))


def capture_of(site: Site) -> Capture:
    """Return all pages of a blog as they are read in a check of its newest post."""
    reads = [Read(Want("registration", site.host), Missing(MissingReason.NO_SERVICE))]
    for name, body in site.pages.items():
        path, _, kind = name.rpartition(".")
        url = f"https://{site.host}/{'' if path == 'index' else path}"
        if kind == "html":
            seen = Seen(url, TAKEN, sha256(body).hexdigest())
            reads.append(Read(Want("page", url, WHY[path]), Page(seen, url, url, 200, body.decode())))
        elif kind == "css":
            seen = Seen(f"{url}.css", TAKEN, sha256(body).hexdigest())
            reads.append(Read(Want("file", f"{url}.css", "style"), TextFile(seen, f"{url}.css", body.decode())))
    return Capture(f"https://{site.host}/posts/1", TAKEN).with_reads(tuple(reads))


def fill(store: Store, count: int) -> None:
    """Keep captures until there are `count`, each with the verdict of the first under its own address."""
    warm()
    with store.engine.connect() as connection:
        done = int(connection.scalar(select(func.count()).select_from(captures)) or 0)
    pattern: Verdict | None = None
    knowledge = load_knowledge()
    for number, capture in enumerate(generated(count, done), done):
        pattern = pattern or judge(capture, knowledge).verdict
        versions = msgspec.structs.replace(pattern.versions, knowledge=OLDER)
        core = msgspec.structs.replace(pattern, url=capture.url, versions=versions)
        store.verdicts.save(f"v{number:08}", core, capture, owner="bench", private=False)


def forget_versions(store: Store) -> None:
    """Let what was judged by today's knowledge look as if an older one had judged it."""
    old, new = f'"knowledge":"{load_knowledge().version}"', f'"knowledge":"{OLDER}"'
    with writing(store.engine) as connection:
        connection.execute(text("UPDATE verdicts SET core = replace(core, :old, :new)"), {"old": old, "new": new})


def rejudged(env: Mapping[str, str], home: Path) -> tuple[int, float, int, int]:
    """Run ``masthead rejudge``; return captures judged, how many a second, how many changed, peak bytes."""
    process = subprocess.Popen(
        [str(MASTHEAD), "rejudge"],
        env=environment(env, home),
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    memory = Memory(process.pid)
    memory.start()
    _, said = process.communicate()
    memory.ended.set()
    found = _SAID.search(said)
    if process.returncode or not found:
        raise RuntimeError(f"status {process.returncode}: {said[-500:]}")
    return int(found[1]), float(found[3]), int(found[4]), memory.peak


def examined(home: Path, count: int) -> tuple[float, float]:
    """Return how many captures a second bare processes examine, one a processor, and the processor seconds of each."""
    parts = os.cpu_count() or 1
    with multiprocessing.get_context("spawn").Pool(parts) as pool:
        found = pool.starmap(_examine, [(home, part, min(count, BARE), parts) for part in range(parts)], 1)
    return sum(rate for rate, _ in found), sum(cost for _, cost in found) / parts


def _examine(home: Path, part: int, count: int, parts: int) -> tuple[float, float]:
    """Examine every so many of the first captures: captures a second, and processor seconds of each."""
    warm()
    knowledge = load_knowledge()
    store = Store(f"sqlite:///{home}/store.sqlite")
    held = [store.records.capture(number) for number in range(1 + part, 1 + count, parts)]
    store.close()
    judge(held[0], knowledge)
    spare_the_collector()
    start, spending = time.monotonic(), time.process_time()
    for capture in held:
        judge(capture, knowledge)
    return len(held) / (time.monotonic() - start), (time.process_time() - spending) / len(held)


def main() -> int:
    """Print the figures; return 1 when a floor does not hold."""
    parser = argparse.ArgumentParser(prog="python -m bench.rejudging", description=__doc__)
    parser.add_argument("--captures", type=int, default=2_000)
    parser.add_argument("--folder", type=Path, help="where the store is kept; a temporary one by default")
    asked = parser.parse_args()
    floors = floors_of("rejudging")
    with tempfile.TemporaryDirectory() as name:
        home = asked.folder or Path(name)
        home.mkdir(parents=True, exist_ok=True)
        store = Store(f"sqlite:///{home}/store.sqlite")
        start = time.monotonic()
        fill(store, asked.captures)
        size = sum(file.stat().st_size for file in home.glob("store.sqlite*"))  # with what waits to be written into it
        each = size / asked.captures / 1000
        print(f"rejudging  {asked.captures} captures of {each:.1f} kB in the store, {os.cpu_count()} processors")
        print(f"  made and kept in {time.monotonic() - start:.0f} s", flush=True)
        bare, alone = examined(home, asked.captures)
        print(f"  bare processes that only examine: {bare:.1f} a second, processor time {alone * 1000:.1f} ms each")
        rates = []
        for what in ("every verdict changes", "none changes"):
            before = spent()
            judged, rate, changed, memory = rejudged({}, home)
            cost = (spent() - before) / max(judged, 1) * 1000
            rates.append(rate)
            sums = f"{judged} judged, {changed} changed, {rate:.1f} a second: {rate / bare:.2f} of bare examining"
            print(f"  {what}: {sums}, processor time {cost:.1f} ms each, {memory / 2**20:.0f} MB")
            forget_versions(store)
        store.close()
    held = min(rates) >= floors["rate"]
    if not held:
        print(f"  below the floor of {floors['rate']} a second")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
