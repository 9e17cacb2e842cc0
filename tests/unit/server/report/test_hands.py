"""The comparison for people."""

from __future__ import annotations

from detectors.style import Comparison
from detectors.style.comparing import Explained
from detectors.style.explaining import Trait
from detectors.style.in_full import InFull, compare_in_full
from server.report.hands import LEAD, report
from tests.unit.detectors.style.writers import cohort, posts

TRAIT = Trait("tildes", 0.7, (3.2, 2.9), 0.1, ("wait ~ \x1b[31m what", ""))


def test_the_report_says_on_what_it_rests() -> None:
    a, b, others = posts(1, 0, 1, 2), posts(1, 3, 4, 5), cohort(40)
    told = report(compare_in_full(a, b, "en", others))
    assert "Side A:" in told
    assert "words in 3 posts" in told
    assert "Likeness by family (standard deviations above strangers):" in told
    assert "What speaks most for one hand:" in told
    assert told.endswith(LEAD)
    assert "written by" not in told


def test_probability_bucket_and_error_rate_are_printed() -> None:
    result = Comparison(0.9, 0.93, "consistent with one hand", "en", (2000, 1900), (4, 4), 40, 1600, 0.012, 300)
    told = report(InFull(result, Explained({}, (TRAIT,)), ()))
    assert told.startswith("Consistent with one hand: probability 0.93")
    assert "1.2% of such answers were wrong, on texts of 1600 words a side" in told
    assert "tildes: A 3.2, B 2.9, others 0.1 per 1,000 words" in told


def test_a_low_probability_clears_nobody() -> None:
    result = Comparison(0.1, 0.05, "not alike", "en", (2000, 1900), (4, 4), 40, 1600, 0.012, 300)
    assert "clears nobody" in report(InFull(result, Explained({}, ()), ()))


def test_nothing_is_printed_as_certain() -> None:
    for said, words in ((1.0, "probability >0.99"), (0.0001, "one hand <0.01")):
        result = Comparison(said, said, "", "en", (2000, 1900), (4, 4), 40, 1600, 0.012, 300)
        assert words in report(InFull(result, Explained({}, ()), ()))


def test_quotes_reach_the_terminal_safely() -> None:
    result = Comparison(0.5, None, "no_cohort: none", "en", (500, 500), (1, 1))
    told = report(InFull(result, Explained({}, (TRAIT,)), ()))
    assert told.startswith("No answer. no_cohort")
    assert "\x1b" not in told


def test_copied_words_are_shown_once_and_counted() -> None:
    copied = "The cat sat by the window, and watched the rain fall on the long grey \x1b[31m roofs of town. "
    told = report(compare_in_full([copied * 2], [copied.upper() * 2], "en"))
    assert "on both sides: 1" in told
    assert "  A: … The cat sat by the window" in told
    assert "  B: … THE CAT SAT BY THE WINDOW" in told
    assert "\x1b" not in told
