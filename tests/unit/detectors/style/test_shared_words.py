"""Words shared with a site that was read before, as evidence."""

from __future__ import annotations

import pytest

from detectors.model import Grade, Neighbours, Role, SharedValue
from detectors.style.shared_words import EARLIER, KIND, LATER, PLAIN, SYNDICATED, detect, label_of
from tests.unit.detectors.making import seen

SEEN = seen("index://indicators/blog.example")


@pytest.mark.parametrize(
    ("label", "words"),
    [(PLAIN, "that was read"), (EARLIER, "dated earlier"), (LATER, "dated later"), (SYNDICATED, "by its own account")],
)
def test_the_passage_is_quoted_and_the_site_named(label: str, words: str) -> None:
    value = SharedValue(KIND, "a dozen words of a passage", label, ("other.example",), 1)
    (found,) = detect(Neighbours(SEEN, "blog.example", (value,)))
    assert (found.quote, found.about.domain) == ("a dozen words of a passage", "other.example")
    assert (found.role, found.grade) == (Role.OPERATOR, Grade.C)
    assert words in found.claim


def test_accounts_are_no_words() -> None:
    account = SharedValue("google-analytics", "UA-1", "account", ("third.example",), 1)
    assert not list(detect(Neighbours(SEEN, "blog.example", (account,))))


def test_labels() -> None:
    assert label_of(earlier=True) == EARLIER
    assert label_of(earlier=False) == LATER
