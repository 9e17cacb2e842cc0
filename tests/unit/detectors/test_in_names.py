"""A word that denies may stand in a name."""

import re

import pytest

from detectors.in_names import in_a_name


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Coca-Cola Zero sponsored this post.", "Zero", True),
        ("Zero Waste GmbH hat diesen Beitrag bezahlt.", "Zero", True),
        ("Die Kein Stress GmbH hat bezahlt.", "Kein", True),
        ("We thank No Name Foods.", "No", True),
        ("Kein Unternehmen hat bezahlt.", "Kein", False),
        ("Zero Sponsored Posts, ever", "Zero", False),
        ("We have zero sponsored posts.", "zero", False),
        ("We Do Not accept sponsored posts.", "Not", False),
        ("We Are Not Sponsored", "Not", False),
        ("WE TAKE NO MONEY", "NO", False),
    ],
)
def test_capitals_and_legal_forms_tell_a_name(text: str, word: str, expected: bool) -> None:
    match = re.search(rf"\b{word}\b", text)
    assert match
    assert in_a_name(text, *match.span()) is expected


def test_words_that_would_be_denied_are_no_name() -> None:
    text = "Here we do No Sponsored Posts."
    start = text.index("Sponsored")
    assert not in_a_name(text, 11, 13, said=(start, len(text)))
