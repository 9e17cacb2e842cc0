"""What stands around a name in a notice."""

import pytest

from detectors.legal.layout import Layout
from detectors.legal.naming import Name
from detectors.legal.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Moulin SARL", "Moulin SARL", True),
        ("Moulin, SARL au capital de 10 €", "Moulin", True),
        ("Moulin (SARL)", "Moulin", True),
        ("Moulin\nSARL au capital de 10 €", "Moulin", True),
        ("Moulin est une SARL", "Moulin", False),
        ("Moulin vend des SARL", "Moulin", False),
    ],
)
def test_a_form_stands_in_a_name_or_behind_it(text: str, name: str, expected: bool) -> None:
    assert Layout(text, vocabulary("")).has_form(Name(name, 0, len(name))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12345 Jena", True), ("Bath BA1 1AA", True), ("Ottawa K1A 0B1", True), ("since 2019 Jena", False)],
)
def test_an_address_has_a_postcode(text: str, expected: bool) -> None:
    assert Layout(text, vocabulary("")).has_address(0, len(text)) is expected


def test_numbers_of_a_table_are_left_to_it() -> None:
    layout = Layout("Éditeur | RCS\nFoo SAS | Paris RCS 303 265 045\nRCS Lille 424 761 419", vocabulary("fr"))
    assert [number.number for number in layout.numbers] == ["424761419"]
    assert layout.is_notice


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Moulin est une SARL", "Moulin", True),
        ("Green Mill is a company registered in England", "Green Mill", True),
        ("Green Mill is a registered charity", "Green Mill", True),
        ("Moulin est une belle ville", "Moulin", False),
    ],
)
def test_a_sentence_may_say_what_a_name_is(text: str, name: str, expected: bool) -> None:
    assert Layout(text, vocabulary("")).is_said_to_be_organisation(Name(name, 0, len(name))) is expected
