"""Phrases found in one pass are those that each list's own pattern finds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from detectors.phrases import PhraseFinder

LISTS = {
    "pets": (re.compile(r"(?<!\w)(?:cat flap|cat|dog)(?!\w)"), ("cat flap", "cat", "dog")),
    "sounds": (re.compile(r"(?<!\w)(?:the(?:\s+\w+){0,2} barks|cat)(?!\w)"), ("the", "cat")),
}
WORDS = st.lists(st.sampled_from(["cat", "cat flap", "dog", "the", "barks", "cats", "-", "\n", ""]), max_size=30)


@given(WORDS.map(" ".join))
def test_the_answer_is_that_of_each_pattern(text: str) -> None:
    found = PhraseFinder(LISTS).find(text)
    for name, (pattern, _) in LISTS.items():
        assert [match.span() for match in found.get(name, ())] == [match.span() for match in pattern.finditer(text)]


def test_a_list_without_a_match_is_not_in_the_answer() -> None:
    assert PhraseFinder(LISTS).find("a concatenation of dogs") == {}
