"""How much reading a page costs, beside a bare lexbor parse and beside bs4 + html.parser: ``python -m bench.page``.

Pages come from the folder that BENCH_DATA names. All are timed in one run, page by page in turns; the figures are
ratios of processor time over all pages, the median of several rounds. "new" is a page that the worker never met,
"again" one that it read before, "other" reads the pages of a site again with its style sheets known.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from statistics import median

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

from bench import floors_hold, without
from bench.newcomer import met_for_the_first_time
from bench.real_pages import page_files, read_page
from detectors import warm
from detectors.disclosure.markup import find_markers_html
from detectors.page import read_html
from server.child import spare_the_collector

_ROUNDS = 5


def read(html: str) -> object:
    """Read one page."""
    return read_html(html)


def spent(work: Callable[[str], object], page: str) -> float:
    """Return the processor seconds of one call."""
    start = time.process_time()
    work(page)
    return time.process_time() - start


def in_parses(work: Callable[[str], object], pages: Iterable[str]) -> float:
    """Return what `work` costs over all pages, in bare lexbor parses of the same pages."""
    ours = bare = 0.0
    for page in pages:
        bare += spent(LexborHTMLParser, page)
        ours += spent(work, page)
    return ours / bare


def main() -> int:
    """Print each reader's cost in bare lexbor parses; return 1 when one is above its limit."""
    pages = [read_page(path) for path in page_files()]
    if not pages:
        return without("BENCH_DATA/pages")
    warm()
    spare_the_collector()
    found: dict[str, list[float]] = {"new": [], "again": [], "disclosure": [], "bs4": []}
    for _ in range(_ROUNDS):
        found["new"].append(in_parses(read, met_for_the_first_time(pages, read)))
        found["again"].append(in_parses(read, pages))
        found["disclosure"].append(in_parses(find_markers_html, met_for_the_first_time(pages, find_markers_html)))
        found["bs4"].append(in_parses(lambda html: BeautifulSoup(html, "html.parser"), pages))
    cost = {name: round(median(values), 1) for name, values in found.items()}
    print(
        f"{len(pages)} pages, in lexbor parses: reading a new page {cost['new']} (design: at most 4), again "
        f"{cost['again']}; a new page with its disclosure {cost['disclosure']} (design: at most 6); bs4 {cost['bs4']}"
    )
    return 0 if floors_hold("page", cost) else 1


if __name__ == "__main__":
    sys.exit(main())
