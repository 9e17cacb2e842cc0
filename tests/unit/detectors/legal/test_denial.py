"""A denial names nobody."""

import pytest

from detectors.legal import read_notice


@pytest.mark.parametrize(
    "text",
    [
        "Ce blog n'est pas édité par L'Oréal SA.",
        "This site is not owned by L'Oréal SA.",
        "This website isn't operated by Olivar Ltd.",
        "Diese Seite wird nicht von der Olivar GmbH betrieben.",
        "Questo sito non è di proprietà di Olivar S.r.l.",
    ],
)
def test_what_is_denied_is_not_said(text: str) -> None:
    assert not read_notice(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nous n'aimons pas la pluie. Ce site est édité par Olivar SAS.", "Olivar SAS"),
        ("This site is not affiliated with anyone.\nThis site is owned by Olivar Ltd.", "Olivar Ltd"),
    ],
)
def test_a_denial_ends_with_its_sentence(text: str, name: str) -> None:
    assert [mention.name for mention in read_notice(text)] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Following Coca-Cola Zero the site is published by Olivar Ltd.", "Olivar Ltd"),
        ("With Zero Waste GmbH as partner, this website is published by Olivar Ltd.", "Olivar Ltd"),
        ("Conforme à la loi du 6 mai 2004, ce site est édité par Olivar SAS.", "Olivar SAS"),
        ("Registered under no 123456, this site is published by Olivar Ltd.", "Olivar Ltd"),
    ],
)
def test_names_months_and_numbers_deny_nothing(text: str, name: str) -> None:
    assert name in [mention.name for mention in read_notice(text)]


def test_a_company_called_zero_is_named() -> None:
    (mention,) = read_notice("Diese Website wird betrieben von der Zero Waste GmbH.", "de")
    assert mention.name == "Zero Waste GmbH"
