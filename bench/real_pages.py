"""The real pages of BENCH_DATA, each as a file of gzipped HTML, and a capture of one alone."""

from __future__ import annotations

import gzip
from pathlib import Path

from bench import data
from detectors.model import Capture, Page, Read, Seen, Want


def page_files() -> list[Path]:
    """Return the files, by name; none where BENCH_DATA has no pages."""
    folder = data("pages")
    return sorted(folder.glob("*.html.gz")) if folder else []


def read_page(path: Path) -> str:
    """Return the markup of one of them."""
    return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


def capture_of(number: int, html: str) -> Capture:
    """Return the capture of one page alone."""
    url = f"https://page{number}.example/article"
    page = Page(Seen(url, "2026-11-23T10:00:00Z", "0" * 64), url, url, 200, html)
    return Capture(url, page.seen.when, reads=(Read(Want("page", url, "checked"), page),))
