"""What the pages of a site say of organisations."""

import pytest

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


def sure(lang: str, why: str, text: str) -> list[bool]:
    body = (
        f"<main><p>Bonjour</p></main><footer><p>{text}</p></footer>"
        if why == "checked"
        else f"<main><p>{text}</p></main>"
    )
    where = HOME if why == "checked" else NOTICE
    reads = [(Want("page", where, why), page(where, body, lang=lang))]
    if why != "checked":
        reads.append((Want("page", HOME, "checked"), page(HOME, "<p>Bonjour</p>", lang=lang)))
    found = mentions_of(subject_of(capture(HOME, *reads), knowledge()), knowledge())
    return [each.sure for each in found if each.mention.role is Role.PUBLISHER and each.mention.name]


@pytest.mark.parametrize("why", ["checked", "legal", "about"])
@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The shop where I bought it belongs to Olivar Ltd."),
        ("en", "My previous blog was owned by Olivar Ltd."),
        ("en", "Some readers believe that this site is owned by Olivar Ltd."),
        ("fr", "Certains croient que ce blog appartient à Olivar SARL."),
        ("nl", "De producten op deze site zijn eigendom van Olivar B.V."),
        ("pt", "Até 2012 este site foi editado pela Olivar, Lda."),
        ("pl", "Polecam sklep prowadzony przez Olivar Sp. z o.o."),
        ("pl", "Niektórzy uważają, że ten blog należy do Olivar Sp. z o.o."),
    ],
)
def test_words_about_another_site_or_time_are_not_sure(lang: str, why: str, text: str) -> None:
    assert True not in sure(lang, why, text)


@pytest.mark.parametrize("why", ["checked", "legal", "about"])
def test_words_about_the_site_are(why: str) -> None:
    assert sure("en", why, "This site is owned by Olivar Ltd.") == [True]
    assert sure("en", why, "www.moulinvert.example is owned by Olivar Ltd.") == [True]


def test_a_footer_may_speak_of_another_address() -> None:
    assert sure("pl", "checked", "Strona www.olivar.pl należy do Olivar Sp. z o.o.") == [False]


def test_the_organiser_of_a_contest_answers_for_its_data_alone() -> None:
    told = "The contest on this blog is organised by Olivar Ltd. The data controller is Olivar Ltd."
    assert sure("en", "legal", told) == [False]
    assert sure("en", "legal", "The data controller is Olivar Ltd.") == [True]


def test_an_address_names_its_page_by_its_last_part() -> None:
    assert is_page_of("legal", "https://a.example/fr/mentions-legales.html?x=1")
    assert is_page_of("legal", "https://a.example/index.php/impressum/")
    assert not is_page_of("legal", "https://a.example/blog/legal-tips-for-bloggers")
    assert not is_page_of("legal", "https://a.example/")
