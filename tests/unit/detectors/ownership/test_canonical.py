"""Canonical addresses that lead to a brand, and articles that are syndicated."""

from detectors.model import Grade, Role

from .captures import PRAISE, SHOP, URL, abouts, found, page

ID = "ownership/canonical"


def canonical(url: str) -> str:
    return f'<link rel="canonical" href="{url}">'


def test_a_page_of_a_known_group() -> None:
    (evidence,) = found(ID, page(head=canonical("https://www.vichy.fr/journal")))
    assert (evidence.about, evidence.role, evidence.grade) == ("vichy.fr", Role.OWNER, Grade.B)


def test_a_home_page_that_is_another_name_of_the_promoted_site() -> None:
    assert abouts(ID, page(PRAISE, head=canonical(SHOP))) == ["olivar.example"]


def test_a_syndicated_article_points_to_the_medium_that_wrote_it() -> None:
    article = page(PRAISE, f"{URL}huile", head=canonical(f"{SHOP}journal/huile"))
    assert abouts(ID, article, page(url=URL, why="home"), url=f"{URL}huile") == []


def test_its_own_address() -> None:
    assert abouts(ID, page(head=canonical("https://www.carnet.example/"))) == []


def test_a_service_domain_is_nobodys_own_site() -> None:
    assert abouts(ID, page(head=canonical("https://www.tiktok.com/@carnet"))) == []


def test_a_header_says_the_same_and_has_the_same_trap() -> None:
    (evidence,) = found(ID, page(link='<https://www.vichy.fr/journal>; rel="canonical"'))
    assert (evidence.about, evidence.grade) == ("vichy.fr", Grade.B)
    assert abouts(ID, page(PRAISE, link=f'<{SHOP}>; rel="canonical"')) == ["olivar.example"]
    article = page(PRAISE, f"{URL}huile", link=f'<{SHOP}journal/huile>; rel="canonical"')
    assert abouts(ID, article, page(url=URL, why="home"), url=f"{URL}huile") == []
    assert abouts(ID, page(link='<https://www.vichy.fr/>; rel="canonical"; anchor="https://www.vichy.fr/x"')) == []
