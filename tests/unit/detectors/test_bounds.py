"""What is too large to be examined, and that it stands as unread and not as empty."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from detectors.bounds import ALL_LETTERS, MAX_LETTERS, MAX_LINKS, MAX_TAGS, bounded, letters, too_large
from detectors.examination import examine
from detectors.model import Capture, Level, Missing, MissingReason, Page, Want
from tests.unit.detectors.making import capture, knowledge, page, prose

HOME = "https://blog.example/"


def test_real_pages_are_examined_whole() -> None:
    taken = capture(HOME, (Want("page", HOME, "checked"), page(HOME, prose(20_000))))
    assert bounded(taken) is taken


@pytest.mark.parametrize(
    "html",
    [
        "<p>" * (MAX_TAGS + 1),
        "<a href=/x>y</a>" * (MAX_LINKS + 1),
        "<p>" + "word " * MAX_LETTERS,
        "<p>" + "é" * (MAX_LETTERS + 1),
    ],
)
def test_a_page_beyond_a_bound_is_missing(html: str) -> None:
    assert too_large(html)
    taken = bounded(capture(HOME, (Want("page", HOME, "checked"), page(HOME, html))))
    found = taken.get("page", HOME)
    assert isinstance(found, Missing)
    assert found.reason is MissingReason.TOO_LARGE


def test_what_nobody_reads_does_not_count() -> None:
    hidden = "<script>" + "x" * 900_000 + "</SCRIPT ><style>" + "y" * 900_000 + "</style><!-- " + "z" * 900_000 + "-->"
    assert letters(f"{hidden}<p>five\n   words<b>x</b>", MAX_LETTERS) == len("fivewordsx")
    assert not too_large(hidden + " " * 900_000)


@pytest.mark.parametrize("html", ["<" * 59_000 + "a" * 900_000, "<script>" * 59_000, "<!--" * 50_000 + "-" * 900_000])
def test_counting_is_linear(html: str) -> None:
    started = time.process_time()
    letters(html, MAX_LETTERS)
    whole = time.process_time() - started
    started = time.process_time()
    letters(html * 4, MAX_LETTERS)
    assert time.process_time() - started < 16 * whole + 0.05  # quadratic would be 16 times at least


def test_counting_takes_little_more_than_the_page_itself() -> None:
    html = "word " * 700_000
    tracemalloc.start()
    try:
        assert letters(html, MAX_LETTERS) > MAX_LETTERS
        assert tracemalloc.get_traced_memory()[1] < 2 * len(html)
    finally:
        tracemalloc.stop()


def test_the_pages_that_matter_most_keep_the_room() -> None:
    body = "<p>" + "word " * 100_000  # 400,000 letters: two fit, a third does not
    wants = [Want("page", f"{HOME}post", "post"), Want("page", f"{HOME}legal", "legal"), Want("page", HOME, "checked")]
    taken = bounded(capture(HOME, *((want, page(want.key, body)) for want in wants)))
    kept = {read.want.why: isinstance(read.value, Page) for read in taken.reads}
    assert kept == {"checked": True, "legal": True, "post": False}
    assert 2 * 400_000 <= ALL_LETTERS < 3 * 400_000


def test_nothing_is_said_of_a_page_that_is_too_large() -> None:
    taken = capture(HOME, (Want("page", HOME, "checked"), page(HOME, "<p>I love Vichy. " * 90_000)))
    verdict = examine(Capture.from_json(taken.to_json()), knowledge())
    assert verdict.verdict is Level.CANNOT_SAY
    assert verdict.fetched is None
    assert [(one.source, one.reason) for one in verdict.coverage.missing][:1] == [("page:checked", "too_large")]
