import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.numbers import find_numbers, has_number


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("RCS Paris B 303 265 045", "siren", "303265045"),
        ("303 265 045 RCS Paris", "siren", "303265045"),
        ("N° TVA : FR 40 303 265 045", "siren", "303265045"),
        ("N° TVA : FR 40 303 265 045", "vat", "FR40303265045"),
        ("Registered in England No. 1234567", "gb_company", "01234567"),
        ("HRB 12345, Amtsgericht München", "de_register", "München HRB 12345"),
        ("USt-IdNr.: DE 129 273 398", "vat", "DE129273398"),
        ("P. IVA e C.F.: 00743110157", "vat", "IT00743110157"),
        ("C.I.F. A-58818501", "es_nif", "A58818501"),
        ("CHE-109.322.551 MWST", "ch_uid", "CHE109322551"),
        ("TVA BE 0403.170.701", "be_kbo", "0403170701"),
    ],
)
def test_numbers_are_read_with_their_words(text: str, kind: str, number: str) -> None:
    found = {(n.kind, n.number): n for n in find_numbers(text)}
    assert found[kind, number].valid
    assert has_number(text)


@pytest.mark.parametrize("text", ["303265045", "call 303 265 045", "ref 30326504500012", "commande n° 303265045"])
def test_a_bare_number_is_no_siren(text: str) -> None:
    assert find_numbers(text) == ()
    assert not has_number(text)


@pytest.mark.parametrize("text", ["SIREN 123 456 789", "SIREN 000 000 000", "SIREN 303 265 046", "HRB 4711"])
def test_samples_and_failed_checks_are_not_valid(text: str) -> None:
    assert not any(number.valid for number in find_numbers(text))


def test_a_personal_tax_code_is_never_read() -> None:
    assert find_numbers("Codice fiscale RSSMRA80A01H501U") == ()
    assert find_numbers("NIF 12345678Z") == ()


@given(st.text(max_size=300), st.sampled_from(["SIREN ", "TVA ", "HRB ", "Amtsgericht ", "303 265 045 RCS"]))
def test_any_text_is_survived(text: str, word: str) -> None:
    whole = text + word + text
    assert all(0 <= n.start < n.end <= len(whole) for n in find_numbers(whole))


@pytest.mark.parametrize("written", ["GB 980 7806 84", "GB980780684"])
def test_a_british_vat_number_is_checked_by_its_own_rule(written: str) -> None:
    (number,) = find_numbers(f"VAT registration number: {written}")
    assert (number.kind, number.number, number.valid) == ("vat", "GB980780684", True)
    (wrong,) = find_numbers("VAT registration number: GB980780685")
    assert not wrong.valid
