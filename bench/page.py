"""How much reading a page costs, beside a bare lexbor parse and beside bs4 + html.parser: `python -m bench.page`.

Pages come from the folder that BENCH_DATA names. All are timed in one run, in turns, the median of several rounds;
"first" is with empty caches (a site's first page), "again" with what earlier rounds left.
"""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeAlias

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

from detectors.disclosure.markup import find_markers_html
from detectors.html import colour, css, media, visibility, vocabulary
from detectors.model import Page, Seen
from detectors.page import read_document

_ROUNDS = 5
_URL = "https://news.example/story"


def _empty_caches() -> None:
    for module in (colour, css, media, visibility, vocabulary):
        for function in vars(module).values():
            parameters = getattr(function, "cache_parameters", None)
            if parameters and parameters()["maxsize"]:
                function.cache_clear()


_Work: TypeAlias = tuple[Callable[[str], object], Callable[[], None]]  # and what is done before each round


def _medians(works: dict[str, _Work], pages: list[str]) -> dict[str, float]:
    """Return the median CPU seconds of each work over all pages; the works take turns, so that noise meets them all."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(_ROUNDS):
        for name, (work, before) in works.items():
            before()
            began = time.process_time()
            for page in pages:
                work(page)
            times[name].append(time.process_time() - began)
    return {name: median(taken) for name, taken in times.items()}


def _nothing() -> None:
    pass


def _read(html: str) -> object:
    return read_document(Page(Seen(_URL, "", ""), _URL, _URL, 200, html))


def main() -> None:
    """Print each reader's cost in bare lexbor parses."""
    folder = os.environ.get("BENCH_DATA")
    files = sorted(Path(folder, "pages").glob("*.html.gz")) if folder else []
    if not files:
        print("page: skipped, BENCH_DATA names no folder with pages/")
        return
    pages = [gzip.decompress(path.read_bytes()).decode("utf-8", "replace") for path in files]
    unstyled = [page for page in pages if "<style" not in page]
    _read(pages[0])
    works: dict[str, _Work] = {
        "lexbor": (LexborHTMLParser, _nothing),
        "again": (_read, _nothing),
        "first": (_read, _empty_caches),
        "disclosure": (find_markers_html, _nothing),
        "bs4": (lambda html: BeautifulSoup(html, "html.parser"), _nothing),
    }
    for name, chosen in (("all pages", pages), ("pages without style elements", unstyled)):
        found = _medians(works, chosen)
        cost = {work: seconds / found["lexbor"] for work, seconds in found.items()}
        print(
            f"{name} ({len(chosen)}), in lexbor parses: read_document {cost['first']:.1f} first, {cost['again']:.1f} "
            f"again; with disclosure {cost['disclosure']:.1f}; bs4 {cost['bs4']:.1f}"
        )


if __name__ == "__main__":
    main()
