"""Two spellings of one name, and two companies of one name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.names import core
from detectors.same_names import same_entity, same_name


def test_names_match_whole_or_not_at_all() -> None:
    assert same_name("Mueller Brot", "Müller Brot GmbH")
    assert not same_name("LOREAL CONSULTING LTD", "L'Oréal")
    assert not same_name("LVM", "LVMH")
    assert not same_name("", "")


@given(st.text(max_size=400))
def test_a_text_is_the_same_name_as_itself_if_it_is_one(text: str) -> None:
    assert same_name(text, text) is bool(core(text))
    assert same_entity(text, text) is bool(core(text))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Kervran SAS", "KERVRAN S.A.S.", True),
        ("Kervran SASU", "Kervran SAS", True),
        ("Cortefiel S.A.U.", "Cortefiel, S.A.", True),
        ("Kervran", "Kervran SARL", True),
        ("Kervran SAS", "Kervran SARL", False),
        ("Dreams Limited", "Dreams GmbH", False),
        ("Kervran SAS", "Orval SAS", False),
    ],
)
def test_one_entity_has_one_legal_form(a: str, b: str, same: bool) -> None:
    assert same_entity(a, b) is same
