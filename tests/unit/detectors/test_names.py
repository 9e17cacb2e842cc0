import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.names import core, is_organisation, is_person, legal_form, normalise


@pytest.mark.parametrize(
    ("name", "key", "form"),
    [
        ("L’Oréal S.A.", "loreal", "SA"),
        ("SARL Dupont", "dupont", "SARL"),
        ("Foo GmbH & Co. KG", "foo", "GmbH & Co. KG"),
        ("Foo Sp. z o.o.", "foo", "Sp. z o.o."),
        ("Carlsberg A/S", "carlsberg", "A/S"),
        ("Alza a.s.", "alza", "a.s."),
        ("Toyota Motor Co., Ltd.", "toyotamotor", "Co., Ltd"),
        ("The Walt Disney Company", "waltdisney", "Co"),
        ("株式会社ソニー", "ソニー", "株式会社"),
        ("Dell (UK) Ltd", "dell", "Ltd"),
        ("Tiffany & Co.", "tiffanyandco", None),
        ("Orange", "orange", None),
        ("SAS Institute", "sasinstitute", None),
        ("Canal+", "canalplus", None),
    ],
)
def test_core_drops_the_legal_form_and_nothing_else(name: str, key: str, form: str | None) -> None:
    assert core(name) == key
    assert legal_form(name) == form


@pytest.mark.parametrize("name", ["Forster E.M.", "Tanaka S.C.", "Maria Jones P.S.A.", "Kowalski U.A.", "Lewis C.V."])
def test_initials_behind_a_persons_name_are_no_form(name: str) -> None:
    assert legal_form(name) is None
    assert not is_organisation(name)


@pytest.mark.parametrize(
    "name", ["James Bond", "Kees Zender", "Maria Quinta", "Coenraad Visser", "Jan Huta", "Ewa Okna"]
)
def test_surnames_that_are_also_words_show_no_organisation(name: str) -> None:
    assert not is_organisation(name)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Rowerek s.c.", "s.c."),
        ("Noctua Labs P.S.A.", "P.S.A."),
        ("Termas de Carvoal, E.M.", "E.M."),
        ("Coöperatie Hartenzorg U.A.", "U.A."),
        ("Adega de Borba, CRL", "CRL"),
        ("Lis i Wspólnicy Sp. p.", "Sp. p."),
        ("Groupe PSA", None),
        ("Freiburg SC", None),
    ],
)
def test_forms_of_poland_portugal_and_the_netherlands(name: str, form: str | None) -> None:
    assert legal_form(name) == form


@pytest.mark.parametrize("name", ["Stella Artois", "Jo Malone London", "Ore-Ida", "Nina Ricci"])
def test_brands_with_a_given_name_that_is_not_listed_are_no_persons(name: str) -> None:
    assert not is_person(name)


def test_french_in_is_not_dutch_and() -> None:
    assert core("L'Occitane en Provence") == "loccitaneenprovence"


def test_a_country_narrows_the_forms() -> None:
    assert core("Foo AB", "SE") == "foo"
    assert core("Foo AB", "FR") == "fooab"


@pytest.mark.parametrize(
    "name", ["Jean Sa", "Maria Ag", "MARIA SA", "João de Sá", "Anna Oy", "Charlotte Church", "Emily Bank"]
)
def test_a_person_is_no_organisation(name: str) -> None:
    assert not is_organisation(name)
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "Université de Lyon",
        "Kölner Turnverein",
        "City of London",
        "Fundación Aula",
        "Danone SA",
        "Hotel Azur",
        "Concello de Allariz",
        "Δήμος Αθηναίων",
        "清华大学",
    ],
)
def test_words_show_an_organisation(name: str) -> None:
    assert is_organisation(name)
    assert not is_person(name)


@pytest.mark.parametrize(
    ("name", "form"),
    [("Pannkaka Ab", "AB"), ("Plov MMC", "MMC"), ("Công ty TNHH Phở", "Công ty TNHH"), ("Cachapas, C.A.", "CA")],
)
def test_forms_of_many_countries(name: str, form: str) -> None:
    assert legal_form(name) == form


@pytest.mark.parametrize("name", ["Sam Jones", "Li Sha", "John Smith BSc", "Anna Ca"])
def test_a_name_is_no_form(name: str) -> None:
    assert not is_organisation(name)


def test_capitals_and_acronyms_show_nothing() -> None:
    assert not is_organisation("ABC DEF GHI")
    assert not is_organisation("")


@given(st.text(max_size=400))
def test_any_text_is_survived(text: str) -> None:
    key = normalise(text)
    assert " " not in key
    assert isinstance(core(text), str)
    is_organisation(text)
    is_person(text)


def test_a_name_that_breaks_off_after_and_is_read_all_the_same() -> None:
    assert is_person("Maria and")
    assert not is_person("and Maria Nobody Else Here Either")


@pytest.mark.parametrize("name", ["AXEL SPRINGER SE", "WALTER RAU AG"])
def test_a_form_that_few_families_are_called_by_counts_after_a_given_and_a_family_name(name: str) -> None:
    assert is_organisation(name)
    assert not is_person(name)


@pytest.mark.parametrize("name", ["JOAO PEREIRA SA", "Mohamed Ag"])
def test_a_form_that_families_are_called_by_may_be_a_person(name: str) -> None:
    assert is_person(name)
