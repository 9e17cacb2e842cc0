"""A comparison in full: answer, reasons and passages of one and the same pair."""

from __future__ import annotations

from detectors.style import compare
from detectors.style.in_full import compare_in_full, distinct

ONE = ["The cat sat by the window, and watched the rain fall on the long grey roofs of the town.", "Tea; then bread."]
OTHER = ["He wrote: the cat sat by the window, and watched the rain fall on the long grey roofs of the town. No tea!"]


def test_it_is_the_comparison_with_its_reasons_and_the_copied_words():
    found = compare_in_full(ONE, OTHER, "en")
    assert found.result == compare(ONE, OTHER, "en")
    assert len(found.why.families) == 5
    assert [passage.words for passage in found.passages] == [19]
    assert found.passages[0].here.startswith("The cat")
    assert found.passages[0].there.startswith("the cat")


def test_nothing_shared_leaves_no_passage():
    assert compare_in_full(["Some words of mine."], ["Others of hers."], "en").passages == ()


def test_a_passage_that_a_side_repeats_counts_once():
    found = compare_in_full([ONE[0], ONE[0]], OTHER, "en").passages
    assert len(found) == 2
    assert len(distinct(found)) == 1
