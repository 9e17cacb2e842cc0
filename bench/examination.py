"""What a full examination costs: ``python -m bench.examination``.

Each real page of BENCH_DATA/pages is examined alone, by a worker that never met it, beside a bare lexbor parse of the
same page and beside a fingerprint-only pass written with bs4 and html.parser (title, metas, links, scripts, accounts),
page by page in one run. Ratios of processor time, medians over rounds; then the memory that a worker holds, and how
long the command takes to answer ``--help`` beside a bare interpreter.
"""

from __future__ import annotations

import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

from bench import floors_of, without
from bench.newcomer import met_for_the_first_time
from bench.real_pages import capture_of, page_files, read_page
from detectors import examine, load_knowledge, warm
from detectors.subject import document_of
from server.child import spare_the_collector

ROUNDS = 5
STARTS = 9
ACCOUNT = re.compile(r"UA-\d+-\d+|G-[A-Z0-9]+|GTM-[A-Z0-9]+|pub-\d+")


def fingerprint(html: str) -> int:
    """Do what a fingerprint-only tool does with a page."""
    soup = BeautifulSoup(html, "html.parser")
    found = [tag.get("content") for tag in soup.find_all("meta")]
    found += [tag.get("href") for tag in soup.find_all("a")]
    found += [tag.get("src") for tag in soup.find_all("script")]
    return len(found) + len(ACCOUNT.findall(html)) + len(soup.title.text if soup.title else "")


def spent(work: Callable[[], object]) -> float:
    """Return the processor seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def examined(pages: Sequence[str]) -> tuple[float, float]:
    """Return what examinations cost in bare parses, and their speed beside the fingerprint-only pass."""
    knowledge = load_knowledge()
    captures = [(html, capture_of(number, html)) for number, html in enumerate(pages)]
    parses, speeds = [], []
    spare_the_collector()
    for _ in range(ROUNDS):
        ours = bare = peer = 0.0
        for html, capture in met_for_the_first_time(captures, lambda met: examine(met[1], knowledge)):
            document_of.cache_clear()
            bare += spent(lambda html=html: LexborHTMLParser(html))  # type: ignore[misc]
            ours += spent(lambda capture=capture: examine(capture, knowledge))  # type: ignore[misc]
            peer += spent(lambda html=html: fingerprint(html))  # type: ignore[misc]
        parses.append(ours / bare)
        speeds.append(peer / ours)
    return statistics.median(parses), statistics.median(speeds)


def start_of_help() -> float:
    """Return the processor time of ``masthead --help`` in bare interpreters, in turns."""
    command, bare = [], []
    for _ in range(STARTS):
        command.append(_seconds(str(Path(sys.executable).with_name("masthead")), "--help"))
        bare.append(_seconds(sys.executable, "-c", "pass"))
    return statistics.median(command) / statistics.median(bare)


def _seconds(*command: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Print the figures; return 1 when one does not hold."""
    warm()
    loaded = _megabytes()
    pages = [read_page(path) for path in page_files()]
    if not pages:
        return without("BENCH_DATA/pages")
    parses, speed = examined(pages)
    help_start = start_of_help()
    print(f"a full examination of a new page costs {parses:.1f} bare lexbor parses (design: at most 10)")
    print(f"and runs at {speed:.2f} times the speed of a fingerprint-only pass (design: at least 4)")
    print(f"a worker holds {loaded:.0f} MB with its vocabularies, at most {_megabytes():.0f} MB after {ROUNDS} rounds")
    print(f"masthead --help takes {help_start:.1f} bare interpreters (at most 3)")
    floors = floors_of("examination")
    held = parses <= floors["parses"] and speed >= floors["speed"] and help_start <= floors["help"]
    if not held:
        print(f"  not held: {floors}")
    return 0 if held else 1


def _megabytes() -> float:
    """Return the largest resident memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
