"""Where a name begins and ends, and what is none."""

import pytest

from detectors.legal import read_notice
from detectors.legal.folding import fold
from detectors.legal.naming import Name, name_after, spelt_out
from detectors.legal.vocabulary import vocabulary
from detectors.model import Role


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "Brown, Hale & Co LLP, Leeds", "Brown, Hale & Co LLP"),
        ("de", "Brecht, Sommer & Kollegen PartG mbB, Leipzig", "Brecht, Sommer & Kollegen PartG mbB"),
        ("en", "Olivar Ltd and looked after by Kiwi", "Olivar Ltd"),
        ("en", "Olivar Publishing and distributed in the UK", "Olivar Publishing"),
        ("it", "Ducale Motori S.p.A. I marchi citati sono di altri", "Ducale Motori S.p.A."),
        ("en", "Olivar Pty Ltd t/as Melbourne Roofs", "Olivar Pty Ltd"),
        ("de", "Foo GmbH & Co. KG Über uns", "Foo GmbH & Co. KG"),
        ("fr", "Fondation Arcadie pour la forêt, Paris", "Fondation Arcadie pour la forêt"),
        ("fr", "Fondation Arcadie pour ses membres", "Fondation Arcadie"),
        ("es", "¿Quién es el responsable?", None),
        ("fr", "Le paiement", None),
        ("de", "Der", None),
        ("fr", "La Poste", "La Poste"),
        ("nl", "De gemeente", None),
        ("nl", "Van Rossum Verffabriek B.V.", "Van Rossum Verffabriek B.V."),
        ("nl", "Ik ben niet verbonden aan Olivar B.V.", None),
        ("pt", "Em janeiro a Olivar, S.A.", None),
        ("pl", "Płatności na tej stronie obsługuje Olivar S.A.", None),
        ("pl", "W styczniu Olivar Sp. z o.o.", None),
    ],
)
def test_a_name_ends_where_its_sentence_goes_on(lang: str, text: str, name: str | None) -> None:
    found = name_after(text, fold(text), 0, len(text), vocabulary(lang))
    assert (found.text if found else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("EFD - Énergies Futures Distribution", "Énergies Futures Distribution"),
        ("EFD - Garage Durand", "EFD"),
        ("Olivar - Olivar Conseil", "Olivar"),
    ],
)
def test_initials_are_spelt_out_only_by_the_words_that_they_begin(text: str, name: str) -> None:
    first = name_after(text, fold(text), 0, len(text), vocabulary("fr")) or Name("", 0, 0)
    assert spelt_out(text, fold(text), first, len(text), vocabulary("fr")).text == name


def test_a_name_behind_a_label_of_persons_is_a_persons_unless_it_shows_an_organisation() -> None:
    assert [each.person for each in read_notice("Proprietors: J. and M. Hale", "en")] == [True]
    (found,) = read_notice("Inhaber: Kanuverleih Peene GmbH", "de")
    assert (found.name, found.role) == ("Kanuverleih Peene GmbH", Role.PUBLISHER)
