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
