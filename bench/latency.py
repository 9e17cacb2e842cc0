"""How long a check takes beside what it cannot help waiting for: ``python -m bench.latency``.

On the private internet each host, the registry's RDAP service and its WHOIS server answer after a known delay. A site
is checked that praises another one. One host is asked one thing at a time, as good manners are, so what a check cannot
help waiting for is the longest of three chains:

- all that is asked of the site's own host;
- what leads to the promoted site (robots.txt, the page, the home page), then all that is asked of that host;
- the same, then the promoted site's registration, RDAP before WHOIS.

Printed is the time of a whole check over that chain, the least of `ROUNDS` checks for each mixture of delays, with the
children loaded before. What the same check takes when nothing is delayed is work and no waiting, and belongs to the
machine and to what else it does: it is printed apart, and the floor holds what is left, which is waiting.
"""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench import ROOT, floors_hold
from server.check import open_checker
from server.settings import Settings
from server.store import Check, Store, new_id
from tests.functional.internet import PrivateInternet
from tests.functional.internet.registry import HOST as RDAP
from tests.functional.internet.spec import Internet, Registration, Site

ROUNDS = 3
OWN, PROMOTED = "kitchen-notes.example", "www.olivar-mills.example"
LEADING = 3  # robots.txt, the page and the home page come before a promoted site is known
MIXTURES = {
    "all alike": {OWN: 0.5, PROMOTED: 0.5, RDAP: 0.5, "whois": 0.5},
    "slow promoted site": {OWN: 0.3, PROMOTED: 1.5, RDAP: 0.3, "whois": 0.3},
    "slow registry": {OWN: 0.3, PROMOTED: 0.3, RDAP: 3.0, "whois": 3.0},
    "slow own host": {OWN: 0.8, PROMOTED: 0.2, RDAP: 0.2, "whois": 0.2},
}
_PROSE = "<p>I took the bread out of the oven and my sister laughed at me, as she does every Sunday in winter.</p>" * 12
_PRAISE = f'<p>I cook with <a href="https://{PROMOTED}/oil">Olivar Mills oil</a>. Nothing beats Olivar Mills.</p>'


def internet() -> Internet:
    """Return a blog and the shop that it praises."""
    return Internet(
        (Site(OWN, _pages("Kitchen notes", 3, _PRAISE)), Site(PROMOTED, _pages("Olivar Mills", 0, ""))),
        (),
        (Registration(OWN, hidden=True), Registration("olivar-mills.example", hidden=True)),
    )


def _pages(title: str, posts: int, praise: str) -> dict[str, bytes]:
    numbers = range(1, posts + 1)
    cards = (f'<article><h2><a href="/2024/0{n}/post">Post {n}</a></h2><p>Bread.</p></article>' for n in numbers)
    foot = '<footer><a href="/about">About</a> <a href="/legal">Legal notice</a></footer>'

    def page(body: str) -> bytes:
        head = f'<!doctype html><html lang="en"><head><title>{title}</title></head>'
        return f"{head}<body><main>{body}</main>{foot}</body></html>".encode()

    found = {"index.html": page("".join(cards) + _PROSE), "about.html": page(_PROSE), "legal.html": page(_PROSE)}
    found |= {f"2024/0{n}/post.html": page(f"<h1>Post {n}</h1>{praise}{_PROSE}") for n in numbers}
    return found | {"robots.txt": b"User-agent: *\nDisallow:\n"}


def chain(asked: Counter[str], delays: dict[str, float]) -> float:
    """Return the seconds of the longest chain of what depends on each other, for what was asked of each host."""
    leading = LEADING * delays[OWN]
    return max(
        asked[OWN] * delays[OWN],
        leading + asked[PROMOTED] * delays[PROMOTED],
        leading + delays[RDAP] + delays["whois"],
    )


def measured(delays: dict[str, float], folder: Path) -> tuple[float, float]:
    """Return the seconds of a check with these delays, the least of some, and those of its longest chain."""
    served = PrivateInternet(internet(), delays=delays)
    times, chains = [], []
    with served as env:
        settings = Settings.load({**env, "MASTHEAD_STORE": f"sqlite:///{folder}/store.sqlite"})
        store = Store(settings.store)
        with open_checker(settings, store, workers=2, loaded=True) as checker:
            for _ in range(ROUNDS):
                del served.visits[:]
                start = time.monotonic()
                checker.check(Check(new_id(), f"https://{OWN}/2024/01/post", owner="local", fresh=True))
                times.append(time.monotonic() - start)
                chains.append(chain(Counter(visit.host for visit in served.visits), delays))
        store.close()
    return min(times), statistics.median(chains)


def main() -> int:
    """Print the figures; return 1 when one is beyond its floor."""
    if {name for _, name in socket.if_nameindex()} != {"lo"}:
        command = [str(ROOT / "tests" / "netns"), sys.executable, "-m", "bench.latency"]
        return subprocess.run(command, check=False, cwd=ROOT).returncode
    with tempfile.TemporaryDirectory() as folder:
        work, _ = measured(dict.fromkeys((OWN, PROMOTED, RDAP, "whois"), 0.0), Path(folder))
    print(f"latency  a whole check over the longest chain of sources that depend on each other; undelayed {work:.2f} s")
    worst = 0.0
    for name, delays in MIXTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            seconds, longest = measured(delays, Path(folder))
        waiting = (seconds - work) / longest
        worst = max(worst, waiting)
        whole = seconds / longest
        print(f"  {name:20} {seconds:6.2f} s   chain {longest:6.2f} s   {whole:.2f} times, {waiting:.2f} of waiting")
    return 0 if floors_hold("latency", {"waiting": worst}) else 1


if __name__ == "__main__":
    sys.exit(main())
