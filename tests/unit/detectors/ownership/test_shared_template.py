"""Themes that both sites load."""

from detectors.model import Grade

from .captures import PRAISE, SHOP, WORDS, abouts, found, page

ID = "ownership/shared_template"


def sheet(theme: str) -> str:
    return f'<link rel="stylesheet" href="/wp-content/themes/{theme}/style.css">'


def test_a_theme_of_their_own() -> None:
    reads = page(PRAISE, head=sheet("olivar-2019")), page(WORDS, SHOP, "promoted", head=sheet("olivar-2019"))
    (evidence,) = found(ID, *reads)
    assert (evidence.about, evidence.quote, evidence.grade) == ("olivar.example", "olivar-2019", Grade.D)


def test_themes_that_anybody_can_get() -> None:
    for theme in ("twentytwentyone", "astra", "Divi"):
        assert abouts(ID, page(PRAISE, head=sheet(theme)), page(WORDS, SHOP, "promoted", head=sheet(theme))) == []


def test_two_themes_are_not_one() -> None:
    assert abouts(ID, page(PRAISE, head=sheet("carnet")), page(WORDS, SHOP, "promoted", head=sheet("olivar"))) == []
