"""How much reading a page costs, beside a bare lexbor parse and beside bs4 + html.parser: `python -m bench.page`.

Pages come from the folder that BENCH_DATA names. All are timed in one run, side by side, the best of several rounds;
"first" is with empty caches (a site's first page), "again" with what earlier rounds left.
"""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

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


def _best(work: Callable[[str], object], pages: list[str], before: Callable[[], None] = lambda: None) -> float:
    times = []
    for _ in range(_ROUNDS):
        before()
        began = time.process_time()
        for page in pages:
            work(page)
        times.append(time.process_time() - began)
    return min(times)


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
    for name, chosen in (("all pages", pages), ("pages without style elements", unstyled)):
        unit = _best(LexborHTMLParser, chosen)
        again, first = _best(_read, chosen) / unit, _best(_read, chosen, _empty_caches) / unit
        soup = _best(lambda html: BeautifulSoup(html, "html.parser"), chosen) / unit
        print(
            f"{name} ({len(chosen)}): read_document {first:.1f} first, {again:.1f} again; bs4 {soup:.1f} lexbor parses"
        )


if __name__ == "__main__":
    main()
