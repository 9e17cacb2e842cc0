"""Whether quoted words name what they are quoted for."""

import pytest

from detectors.knowledge.quotes import contains_number, named


@pytest.mark.parametrize(
    ("name", "quote", "expected"),
    [
        ("L'Oréal", "published by L’OREAL, a company", True),
        ("Kit Kat", "Nestea,Kit Kat,Smarties", True),
        ("loreal.com", "see www.loreal.com", True),
        ("Essie", "in session", False),
        ("Ford", "Fordism", False),
    ],
)
def test_names_are_found_at_whole_words(name: str, quote: str, expected: bool) -> None:
    assert named(name, quote) is expected


def test_numbers_are_found_however_grouped() -> None:
    assert contains_number("632012100", "RCS Paris 632 012 100")
    assert contains_number("FR14652014051", "VAT number FR14 652 014 051")
    assert not contains_number("632012101", "RCS Paris 632 012 100")
