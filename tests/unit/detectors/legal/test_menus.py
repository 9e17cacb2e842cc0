"""Menus: runs of words that name nobody."""

from detectors.legal.folding import Unit, fold, units
from detectors.legal.menus import is_menu_word, without_menus


def kept(text: str, others: tuple[str, ...] = (), titles: tuple[str, ...] = ()) -> list[str]:
    def among(words: tuple[str, ...]) -> object:
        return lambda unit: text[unit.start : unit.end] in words

    found: list[Unit] = without_menus(fold(text), units(text), among(others), among(titles))  # type: ignore[arg-type]
    return [text[unit.start : unit.end] for unit in found]


def test_a_run_of_menu_words_is_left_out_from_the_first_to_the_last() -> None:
    assert kept("Moulin Vert\nHome\nOur mill\nShop\nContact\nGreen Mill") == ["Moulin Vert", "Green Mill"]


def test_two_words_are_no_menu() -> None:
    assert kept("Contact\nMoulin Vert\nHome") == ["Contact", "Moulin Vert", "Home"]


def test_a_menu_ends_at_a_line_with_figures_and_at_others() -> None:
    assert kept("Home\nShop\n12 Mill Lane\nContact") == ["Home", "Shop", "12 Mill Lane", "Contact"]
    assert kept("Home\nShop\nHost\nContact", others=("Host",)) == ["Home", "Shop", "Host", "Contact"]


def test_a_title_below_a_menu_is_kept() -> None:
    assert kept("Home\nShop\nContact\nImprint", titles=("Imprint",)) == ["Imprint"]


def test_words_of_menus_are_pages_and_buttons() -> None:
    assert is_menu_word("impressum")
    assert is_menu_word("rechercher")
    assert not is_menu_word("moulin vert")
