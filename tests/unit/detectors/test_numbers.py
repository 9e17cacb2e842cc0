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
        ("KvK-nummer: 17001910", "nl_kvk", "17001910"),
        ("KvK 17 001 910", "nl_kvk", "17001910"),
        ("NIPC: 503 504 564", "pt_nipc", "503504564"),
        ("NIF PT503504564", "pt_nipc", "503504564"),
        ("inscrita no CNPJ/MF sob o nº 11.222.333/0001-81", "br_cnpj", "11222333000181"),
        ("NIP: 526-025-09-95", "pl_nip", "5260250995"),
        ("NIP UE: PL5260250995", "pl_nip", "5260250995"),
        ("NIP UE: PL5260250995", "vat", "PL5260250995"),
        ("REGON: 590096454", "pl_regon", "590096454"),
        ("wpisana do rejestru przedsiębiorców pod numerem 0000274399", "pl_krs", "0000274399"),
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
    assert find_numbers("NIF: 212 345 678") == ()  # of a person in Portugal
    assert find_numbers("CPF 111.444.777-35") == ()


@pytest.mark.parametrize(
    "text", ["NIPC 503 504 565", "CNPJ 11.222.333/0001-82", "NIP 526-025-09-96", "REGON 590096455"]
)
def test_numbers_of_portugal_brazil_and_poland_are_checked(text: str) -> None:
    assert not any(number.valid for number in find_numbers(text))


@pytest.mark.parametrize(
    "text",
    [
        "Przekaż 1,5% podatku! KRS 0000274399",
        "Wesprzyj zwierzaki: KRS 0000274399",
        "Dona il 5x1000: codice fiscale 00743110157",
        "5 per mille - C.F. 00743110157",
        "Consigne 0,5% do IRS: NIF 503 504 564",
        "Doe pelo PIX (CNPJ 11.222.333/0001-81)",
    ],
)
def test_the_number_of_a_charity_that_a_page_collects_for_is_not_the_pages(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize("text", ["tel. 503 504 564", "5260250995", "0000274399", "nr konta 0000274399"])
def test_they_are_never_read_without_their_words(text: str) -> None:
    assert find_numbers(text) == ()


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
