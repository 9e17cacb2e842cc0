"""Copyright lines: the site's, and those of theme makers and owners of pictures."""

import pytest

from detectors.model import Grade, Role

from .captures import WORDS, abouts, found, page

ID = "ownership/copyright_line"


def footer(text: str) -> str:
    return f"{WORDS}<footer><p>{text}</p></footer>"


def test_an_organisation() -> None:
    (evidence,) = found(ID, page(footer("© 2024 Olivar SARL. Tous droits réservés.")))
    assert (evidence.about, evidence.role, evidence.grade) == ("Olivar SARL", Role.PUBLISHER, Grade.C)


@pytest.mark.parametrize(
    "text",
    [
        "Toutes les images sont © Nintendo of Europe GmbH.",
        "Photos © L'Oréal SA",
        "Thème Twenty Ten par Automattic Inc. Fièrement propulsé par WordPress.",
        "© 2024 Carnet",
    ],
)
def test_pictures_trademarks_themes_and_the_sites_own_name(text: str) -> None:
    assert [about for about in abouts(ID, page(footer(text))) if about != "Carnet"] == []
