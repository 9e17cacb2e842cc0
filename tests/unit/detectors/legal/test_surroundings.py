"""What stands around a name in a notice."""

import pytest

from detectors.legal import read_notice
from detectors.legal.folding import Unit
from detectors.legal.naming import Name
from detectors.legal.site import Site
from detectors.legal.surroundings import Surroundings
from detectors.legal.vocabulary import vocabulary
from detectors.model import Role


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
    assert Surroundings(text, vocabulary("")).has_form(Name(name, 0, len(name))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12345 Jena", True),
        ("Bath BA1 1AA", True),
        ("Ottawa K1A 0B1", True),
        ("Chadron, NE 69337", True),
        ("since 2019 Jena", False),
    ],
)
def test_an_address_has_a_postcode(text: str, expected: bool) -> None:
    assert Surroundings(text, vocabulary("")).has_address(0, len(text)) is expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Moulin est une SARL", "Moulin", True),
        ("Green Mill is a company registered in England", "Green Mill", True),
        ("Green Mill is a registered charity", "Green Mill", True),
        ("Green Mill is registered in England (no. 1)", "Green Mill", True),
        ("Moulin est une belle ville", "Moulin", False),
    ],
)
def test_a_sentence_may_say_what_a_name_is(text: str, name: str, expected: bool) -> None:
    assert Surroundings(text, vocabulary("")).is_said_to_be_organisation(Name(name, 0, len(name))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marta Ruiz\nNIF: 00000000T", True),
        ("Marta Ruiz, NIE X1234567L", True),
        ("Rosa Bianchi, C.F. BNCRSO70A41F205X", True),
        ("Talleres, CIF B64813074", False),
    ],
)
def test_a_persons_tax_number_shows_a_person(text: str, expected: bool) -> None:
    assert Surroundings(text, vocabulary("")).is_private(0, len(text)) is expected


@pytest.mark.parametrize(
    ("site", "expected"),
    [(Site("moulin-vert.example"), True), (Site("other.example", ("Contact | Moulin Vert",)), True), (Site(), False)],
)
def test_a_name_that_is_the_sites_own_needs_an_address_only(site: Site, expected: bool) -> None:
    text = "Moulin Vert\n12 rue du Four\n29200 Brest"
    around = Surroundings(text, vocabulary("fr"), site)
    assert around.is_identity(Name("Moulin Vert", 0, 11), Unit(0, 11), headed=False) is expected


def test_a_word_of_a_menu_is_no_identity() -> None:
    text = "New cars\nService\nMoulin Vert Pty Ltd ABN 51 824 753 556"
    around = Surroundings(text, vocabulary("en"))
    assert not around.is_identity(Name("New cars", 0, 8), Unit(0, 8), headed=False)


@pytest.mark.parametrize(
    "text",
    [
        "Moulin Vert\nPaul Dupont\n29200 Brest",
        "Moulin Vert\nMentions légales\n29200 Brest",
        "Moulin Vert\nNotre hébergeur est la société Foo, qui nous sert très bien depuis longtemps, à 29200 Brest",
    ],
)
def test_an_own_name_above_a_person_or_a_notice_or_prose_is_a_title(text: str) -> None:
    around = Surroundings(text, vocabulary("fr"), Site("moulin-vert.example"))
    assert not around.is_identity(Name("Moulin Vert", 0, 11), Unit(0, 11), headed=False)


def test_an_own_name_of_one_word_may_be_a_towns() -> None:
    around = Surroundings("Brest\nPlace Clemenceau\n29200 Brest", vocabulary("fr"), Site("brest.example"))
    assert not around.is_identity(Name("Brest", 0, 5), Unit(0, 5), headed=False)


def test_a_title_that_goes_on_behind_a_form_names_no_publisher() -> None:
    site = Site("olivar-inc-hell.example", ("Olivar Games, Inc. Hell",), legal=True)
    notice = "Olivar Games, Inc. Hell\nMentions légales\nQui édite ce site ?\nNinon Bellanger, à titre personnel.\n"
    assert [(found.name, found.person) for found in read_notice(notice, "fr", site)] == [("", True)]


LEGAL = Site("x.example", ("Feuille",), legal=True)


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        (
            "it",
            "Feuille\nIstituto Comprensivo Verga\nVia Etna 1, 95100 Catania",
            "Istituto Comprensivo Verga",
        ),
        ("de", "Feuille\nFuchsbau Verlag GmbH, Bremen\nAnzeigen: AdWest Media GmbH", "Fuchsbau Verlag GmbH"),
        ("fr", "Groupe Olivar – Olivar Conseil, SARL au capital de 7 622 €", "Olivar Conseil"),
    ],
)
def test_an_organisation_at_the_top_of_a_notice_publishes(lang: str, text: str, name: str) -> None:
    assert [each.name for each in read_notice(text, lang, LEGAL) if each.role is Role.PUBLISHER] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Partenaires\nFuchsbau Verlag GmbH, Bremen",
        "Nous avons testé pour vous\nFuchsbau Verlag GmbH, Bremen",
        "Imprimeur\nImprimerie du Pont SARL\n12 rue Haute, 44000 Nantes",
    ],
)
def test_an_organisation_below_other_words_does_not(text: str) -> None:
    assert [each.name for each in read_notice(text, "fr", LEGAL) if each.role is Role.PUBLISHER] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moulin Vert, 12 rue Haute, 29200 Brest", True),
        ("Moulin Vert\n12 rue Haute", True),
        ("Moulin Vert\nPaul Dupont\n12 rue Haute", False),
        ("Moulin Vert, un lieu. Le 12 mai, 29200 Brest", False),
        ("Moulin Vert, fondé en 1540 à Brest", False),
    ],
)
def test_an_own_name_needs_its_address_right_behind_or_below(text: str, expected: bool) -> None:
    around = Surroundings(text, vocabulary("fr"), Site("moulin-vert.example"))
    assert around.is_identity(Name("Moulin Vert", 0, 11), around.units[0], headed=False) is expected
