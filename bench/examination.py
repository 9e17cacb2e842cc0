"""What a full examination costs: ``python -m bench.examination``.

Each real page of BENCH_DATA/pages is examined alone, beside a bare lexbor parse of the same page and beside a
fingerprint-only pass written with bs4 and html.parser (title, metas, links, scripts, accounts), interleaved in one run.
Ratios of processor time, medians over rounds; no floor is pinned while the design's (10 parses, 4 times the pass) is
not reached.
"""

from __future__ import annotations

import gzip
import os
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

from detectors import Capture, examine, load_knowledge, warm
from detectors.model import Page, Read, Seen, Want
from detectors.subject import document_of

ROUNDS = 3
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


def main() -> None:
    """Print the two ratios."""
    warm()
    knowledge = load_knowledge()
    pages = [gzip.decompress(p.read_bytes()).decode("utf-8", "replace") for p in _files()]
    captures = [_capture(number, html) for number, html in enumerate(pages)]
    parses, peers = [], []
    for _ in range(ROUNDS):
        ours = bare = peer = 0.0
        for html, capture in zip(pages, captures, strict=True):
            document_of.cache_clear()
            ours += spent(lambda capture=capture: examine(capture, knowledge))  # type: ignore[misc]
            bare += spent(lambda html=html: LexborHTMLParser(html))  # type: ignore[misc]
            peer += spent(lambda html=html: fingerprint(html))  # type: ignore[misc]
        parses.append(ours / bare)
        peers.append(peer / ours)
    print(f"a full examination costs {statistics.median(parses):.1f} bare lexbor parses (design: at most 10)")
    print(f"and runs at {statistics.median(peers):.2f} times the speed of a fingerprint-only pass (design: at least 4)")


def _files() -> list[Path]:
    return sorted((Path(os.environ["BENCH_DATA"]) / "pages").glob("*.html.gz"))


def _capture(number: int, html: str) -> Capture:
    url = f"https://page{number}.example/article"
    page = Page(Seen(url, "2026-11-23T10:00:00Z", "0" * 64), url, url, 200, html)
    return Capture(url, page.seen.when, reads=(Read(Want("page", url, "checked"), page),))


if __name__ == "__main__":
    main()
