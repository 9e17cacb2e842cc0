"""Audits beside a bare parallel downloader: ``python -m bench.audits [--sites N] [--latency SECONDS]``.

The same private internet serves both in one run: first the audit, then a downloader of the same web requests with as
many threads, which only reads and throws away. Printed are the ratio of their speeds (sites a second, by the clock),
their processor time, which a busy machine does not stretch as it does the clock, and the audit's memory at N and at a
tenth of N sites: all its processes together, what they share counted once (PSS), the largest of samples. The long form
(2,000 sites) belongs to `make campaign`; the short one is noisy and only watched.
"""

from __future__ import annotations

import argparse
import json
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import ROOT, floors_of
from tests.functional.command import MASTHEAD, environment
from tests.functional.internet import PrivateInternet
from tests.functional.internet.population import addresses, population

JOBS = 32
SAMPLE_SECONDS = 0.5


class Memory(threading.Thread):
    """Samples the proportional set size of a process group in bytes: what processes share is counted once."""

    def __init__(self, group: int) -> None:
        super().__init__(daemon=True)
        self._group, self.peak, self.ended = group, 0, threading.Event()

    def run(self) -> None:
        """Sample until told to end."""
        while not self.ended.wait(SAMPLE_SECONDS):
            self.peak = max(self.peak, sum(_held(entry, self._group) for entry in Path("/proc").glob("[0-9]*")))


def _held(entry: Path, group: int) -> int:
    try:
        if int((entry / "stat").read_text().rpartition(")")[2].split()[2]) != group:
            return 0
        held = (line.split() for line in (entry / "smaps_rollup").read_text().splitlines())
        return next(int(size) * 1024 for name, size, *_ in held if name == "Pss:")
    except (OSError, ValueError, StopIteration):  # it has ended meanwhile
        return 0


def spent() -> float:
    """Return the processor seconds of all processes that were begun here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def audit(env: Mapping[str, str], home: Path, urls: Sequence[str]) -> tuple[float, int, float]:
    """Audit `urls` through the command; return seconds, peak bytes and processor seconds.

    Raises when a line has no verdict.
    """
    home.mkdir()
    before = spent()
    (home / "list.txt").write_text("\n".join(urls), encoding="utf-8")
    start = time.monotonic()
    process = subprocess.Popen(
        [str(MASTHEAD), "audit", "list.txt", "-o", "out.jsonl", "--jobs", str(JOBS)],
        env=environment(env, home),
        cwd=home,
        start_new_session=True,
    )
    memory = Memory(process.pid)
    memory.start()
    status = process.wait()
    seconds = time.monotonic() - start
    memory.ended.set()
    found = [json.loads(line) for line in (home / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    unread = [row["url"] for row in found if not row["verdict"] or row["verdict"]["fetched"] is None]
    if status or len(found) != len(urls) or unread:
        raise RuntimeError(f"status {status}, {len(found)} of {len(urls)} lines, unread: {unread[:3]}")
    return seconds, memory.peak, spent() - before


def downloaded(internet: PrivateInternet, requests: Sequence[tuple[str, str, bool]], home: Path) -> float:
    """Read those web requests with a bare downloader in a process of its own; return seconds."""
    work = [(host, target, secure, internet.addresses[host]) for host, target, secure in requests]
    (home / "requests.json").write_text(json.dumps(work), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "bench.downloader",
        str(home / "requests.json"),
        internet.env["MASTHEAD_CA_BUNDLE"],
    ]
    start = time.monotonic()
    subprocess.run([*command, str(JOBS)], check=True, cwd=ROOT)
    return time.monotonic() - start


def main() -> int:
    """Print the figures; return 1 when a floor does not hold."""
    parser = argparse.ArgumentParser(prog="python -m bench.audits", description=__doc__)
    parser.add_argument("--sites", type=int, default=200)
    parser.add_argument("--latency", type=float, default=0.1)
    asked = parser.parse_args()
    if {name for _, name in socket.if_nameindex()} != {"lo"}:
        command = [str(ROOT / "tests" / "netns"), sys.executable, "-m", "bench.audits", *sys.argv[1:]]
        return subprocess.run(command, check=False, cwd=ROOT).returncode
    floors = floors_of("audits")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        internet = PrivateInternet(population(asked.sites), asked.latency)
        urls = list(addresses(internet.internet))
        with internet as env:
            few = urls[: max(1, asked.sites // 10)]
            _, small, start = audit(env, folder / "small", few)
            del internet.visits[:]
            seconds, memory, whole = audit(env, folder / "whole", urls)
            visits = [(v.host, v.target, v.secure) for v in internet.visits]
            before = spent()
            bare = downloaded(internet, visits, folder)
            beside = (spent() - before) / asked.sites
    each = (whole - start) / (len(urls) - len(few))  # both start children, which cost the same for any number of sites
    ratio, growth = bare / seconds, memory / small
    speeds = f"audit {asked.sites / seconds:.1f} sites/s   bare downloader {asked.sites / bare:.1f} sites/s"
    print(
        f"audits  {asked.sites} sites, {len(visits)} web requests, latency {asked.latency * 1000:.0f} ms, {JOBS} jobs"
    )
    print(f"  {speeds}   ratio {ratio:.2f}")
    print(f"  processor time: audit {each * 1000:.0f} ms a site, bare downloader {beside * 1000:.0f} ms")
    print(f"  memory {memory / 2**20:.0f} MB, at a tenth of the sites {small / 2**20:.0f} MB: {growth:.2f} times")
    held = ratio >= floors["speed"] and growth <= floors["memory"]
    if not held:
        print(f"  below the floors: speed {floors['speed']}, memory {floors['memory']}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
