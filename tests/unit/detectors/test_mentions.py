"""What the pages of a site say of organisations."""

from detectors.html.site_links import is_page_of
from detectors.mentions import mentions_of, notice_text
from detectors.model import Page, Role, Source, Want
from detectors.subject import subject_of
from tests.unit.detectors.making import capture, document, knowledge, page

HOME = "https://moulinvert.example/"
NOTICE = "https://moulinvert.example/mentions-legales"
MENU = "<nav><a href='/'>Accueil</a><a href='/blog'>Atelier Grain</a></nav>"


def publishers(*reads: tuple[Want, Source], url: str = HOME) -> list[str]:
    found = mentions_of(subject_of(capture(url, *reads), knowledge()), knowledge())
    return [each.mention.name for each in found if each.mention.role is Role.PUBLISHER]


def read(why: str, body: str, url: str = HOME, title: str = "") -> tuple[Want, Page]:
    return Want("page", url, why), page(url, body, title=title, lang="fr")


def test_menus_comments_and_ads_are_no_part_of_a_notice() -> None:
    body = f"{MENU}<main><p>Moulin Vert SARL</p></main>"
    assert notice_text(document(body)) == "Moulin Vert SARL"


def test_a_notice_that_was_set_as_a_picture_is_read_from_its_alternative() -> None:
    told = "Mentions légales. Éditeur : Moulin Vert SARL, 12 rue du Four, 29200 Brest"
    picture = f"<main><h1>Mentions légales</h1><img src='/m.png' alt='{told}'></main>"
    assert publishers(read("checked", "<p>Bonjour</p>"), read("legal", picture, NOTICE)) == ["Moulin Vert SARL"]
    logo = "<main><h1>Mentions légales</h1><img src='/m.png' alt='Éditeur : Sceau SARL'></main>"
    assert publishers(read("checked", "<p>Bonjour</p>"), read("legal", logo, NOTICE)) == []


def test_a_page_of_menus_only_is_read_as_it_is() -> None:
    assert "Atelier Grain" in notice_text(document(MENU))


def test_a_name_that_the_home_page_bears_needs_an_address_only() -> None:
    home = read("checked", "<p>Bonjour</p>", title="Les Fours Réunis | Accueil")
    notice = read("legal", "<p>Les Fours Réunis</p><p>12 rue du Four</p><p>29200 Brest</p>", NOTICE)
    assert publishers(home, notice) == ["Les Fours Réunis"]
    other = read("checked", "<p>Bonjour</p>", title="Un carnet | Accueil")
    assert publishers(other, notice) == []


def test_a_checked_page_that_is_the_notice_is_read_as_one() -> None:
    body = "<main><p>Mentions légales</p><p>Éditeur : Moulin SARL</p></main><footer>Plan du site</footer>"
    assert publishers(read("checked", body, NOTICE), url=NOTICE) == ["Moulin SARL"]


def test_an_address_names_its_page_by_its_last_part() -> None:
    assert is_page_of("legal", "https://a.example/fr/mentions-legales.html?x=1")
    assert is_page_of("legal", "https://a.example/index.php/impressum/")
    assert not is_page_of("legal", "https://a.example/blog/legal-tips-for-bloggers")
    assert not is_page_of("legal", "https://a.example/")
