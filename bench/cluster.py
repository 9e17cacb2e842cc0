"""Two workers beside one: ``python -m bench.cluster [--sites N] [--latency SECONDS] [--jobs N]``.

Each worker has one processor, a network namespace and a private internet of its own; they share a PostgreSQL store. The
same audit is done by one and then by two, after a few sites that let the workers load. Printed are sites a second of
both and their ratio.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench import ROOT, floors_of
from tests.functional.command import MASTHEAD, environment
from tests.functional.internet.population import addresses, population
from tests.postgresql import Postgres

WARMING = 8  # sites for each worker


@contextmanager
def worker(number: int, sites: int, latency: float, jobs: int, store: str) -> Iterator[None]:
    """Run a worker on the processor `number` in a network namespace of its own."""
    pinned = ["taskset", "-c", str(number), str(ROOT / "tests" / "netns"), sys.executable, "-m", "bench.node"]
    command = [*pinned, str(sites), str(latency), str(jobs), store]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, cwd=ROOT)
    try:
        yield
    finally:
        process.communicate(timeout=120)


def audited(store: str, home: Path, name: str, urls: Sequence[str]) -> float:
    """Leave an audit to the workers and wait for it; return seconds. Raises when a line has no verdict."""
    (home / name).write_text("\n".join(urls), encoding="utf-8")
    env = environment({"MASTHEAD_STORE": store, "MASTHEAD_QUEUE": "store"}, home)
    start = time.monotonic()
    status = subprocess.run([str(MASTHEAD), "audit", name, "-o", f"{name}.jsonl"], env=env, cwd=home, check=False)
    found = (home / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    if status.returncode or len(found) != len(urls):
        raise RuntimeError(f"status {status.returncode}, {len(found)} of {len(urls)} lines")
    return time.monotonic() - start


def measured(workers: int, sites: int, latency: float, jobs: int) -> float:
    """Return the sites a second of so many workers."""
    urls = list(addresses(population(sites)))
    with Postgres() as cluster, tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        store, home = cluster.database(), Path(name)
        for number in range(workers):
            stack.enter_context(worker(number, sites, latency, jobs, store))
        few = WARMING * workers
        audited(store, home, "few", urls[:few])
        seconds = audited(store, home, "list", urls[few:])
        return (sites - few) / seconds


def main() -> int:
    """Print the figures; return 1 when the floor does not hold, 0 when this machine has no two processors."""
    parser = argparse.ArgumentParser(prog="python -m bench.cluster", description=__doc__)
    parser.add_argument("--sites", type=int, default=120)
    parser.add_argument("--latency", type=float, default=0.1)
    parser.add_argument("--jobs", type=int, default=32)
    asked = parser.parse_args()
    if (os.cpu_count() or 1) < 2:
        print("skipped: two workers need two processors", file=sys.stderr)
        return 0
    floor = floors_of("cluster")["speed"]
    one, two = (measured(workers, asked.sites, asked.latency, asked.jobs) for workers in (1, 2))
    print(f"cluster  {asked.sites} sites, latency {asked.latency * 1000:.0f} ms, {asked.jobs} jobs, one processor each")
    print(f"  one worker {one:.1f} sites/s   two workers {two:.1f} sites/s   ratio {two / one:.2f}")
    if two < floor * one:
        print(f"  below the floor of {floor}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
