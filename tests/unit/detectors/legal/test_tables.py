"""Tables flattened into text name the organisation of each column."""

import pytest

from detectors.legal import read_notice
from detectors.model import Role

NAMED = {Role.PUBLISHER: "Foo SAS", Role.HOST: "OVH SAS"}


@pytest.mark.parametrize(
    "text",
    [
        "Éditeur | Hébergeur\nFoo SAS | OVH SAS",
        "Éditeur;RCS;Hébergeur\nFoo SAS;Paris 303 265 045;OVH SAS",
        "Éditeur | Hébergeur\nFoo SAS | OVH SAS\nRCS Paris 303 265 045 | RCS Lille 424 761 419",
        "Éditeur\nHébergeur\nFoo SAS\nOVH SAS\n",  # as a page's cells are read
        "Bienvenue.\nHébergeur\tÉditeur\nOVH SAS\tFoo SAS\nMerci.",
    ],
)
def test_each_column_keeps_its_role(text: str) -> None:
    mentions = read_notice(text, "fr")
    assert {mention.role: mention.name for mention in mentions} == NAMED
    assert all(mention.quote == text[mention.start : mention.end] for mention in mentions)


def test_a_number_stays_in_its_column() -> None:
    text = "Éditeur | Hébergeur\nFoo SAS | OVH SAS\nRCS Paris 303 265 045 | RCS Lille 424 761 419"
    numbers = {mention.role: mention.numbers for mention in read_notice(text, "fr")}
    assert numbers == {Role.PUBLISHER: (("siren", "303265045"),), Role.HOST: (("siren", "424761419"),)}


def test_the_words_for_a_number_may_stand_in_the_header() -> None:
    (mention,) = read_notice("Titular;CIF\nFoo S.L.;B64813074", "es")
    assert mention.numbers == (("es_nif", "B64813074"),)


def test_a_person_in_a_table_is_not_named() -> None:
    (publisher,) = (m for m in read_notice("Éditeur | Hébergeur\nJeanne Martin | OVH SAS") if m.role is Role.PUBLISHER)
    assert publisher.person
    assert "Jeanne" not in publisher.quote + publisher.name


@pytest.mark.parametrize(
    "text",
    [
        "Éditeur | Hébergeur | Contact\nAccueil | Blog | Panier",
        "Éditeur\nHébergeur\nAccueil\nPanier",
    ],
)
def test_a_menu_is_no_table(text: str) -> None:
    assert [m for m in read_notice(text, "fr") if m.role is Role.PUBLISHER] == []
