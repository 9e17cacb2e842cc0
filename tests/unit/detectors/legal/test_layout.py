"""What a layout holds: units without menus, cues, and numbers outside tables."""

from detectors.legal.layout import Layout
from detectors.legal.site import Site
from detectors.legal.vocabulary import vocabulary


def test_numbers_of_a_table_are_left_to_it() -> None:
    layout = Layout("Éditeur | RCS\nFoo SAS | Paris RCS 303 265 045\nRCS Lille 424 761 419", vocabulary("fr"))
    assert [number.number for number in layout.numbers] == ["424761419"]
    assert layout.is_notice


def test_menus_are_no_units() -> None:
    text = "Accueil\nNos services\nContact\nImpressum\nMoulin Vert\n29200 Brest\nFacebook\nInstagram\nRSS"
    layout = Layout(text, vocabulary(""))
    assert [text[unit.start : unit.end] for unit in layout.units] == ["Impressum", "Moulin Vert", "29200 Brest"]


def test_the_sites_own_name_is_no_word_of_a_menu() -> None:
    text = "Accueil\nContact\nBoutique\nMoulin Vert\nFacebook\nInstagram\nRSS"
    layout = Layout(text, vocabulary(""), Site("moulin-vert.example"))
    assert [text[unit.start : unit.end] for unit in layout.units] == ["Moulin Vert"]
