"""Pages that stand on a brand's site in other languages, and those that only copy or translate."""

from detectors.model import ControlLevel, Grade, Level, Role

from .captures import PRAISE, SHOP, URL, abouts, found, page, verdict

ID = "ownership/alternate_language"


def alternate(url: str, more: str = 'hreflang="en"') -> str:
    return f'<link rel="alternate" {more} href="{url}">'


def test_a_page_of_a_known_group_in_another_language() -> None:
    (evidence,) = found(ID, page(head=alternate("https://www.vichy.fr/journal") + alternate("https://www.vichy.fr/b")))
    assert (evidence.about, evidence.role, evidence.grade) == ("vichy.fr", Role.OWNER, Grade.B)
    assert evidence.quote == "https://www.vichy.fr/journal"


def test_a_home_page_whose_other_language_is_the_promoted_site() -> None:
    (evidence,) = found(ID, page(PRAISE, head=alternate(SHOP)))
    assert (evidence.about, evidence.grade) == ("olivar.example", Grade.C)


def test_a_translated_article_names_the_medium_that_wrote_it() -> None:
    article = page(PRAISE, f"{URL}huile", head=alternate(f"{SHOP}journal/huile"))
    assert abouts(ID, article, page(url=URL, why="home"), url=f"{URL}huile") == []


def test_its_own_languages_feeds_platforms_and_strangers() -> None:
    head = (
        alternate("https://www.carnet.example/en/")
        + alternate("https://www.vichy.fr/feed", 'hreflang="fr" type="application/rss+xml"')
        + alternate("https://www.vichy.fr/amp", 'media="print"')
        + alternate("https://carnet.blogspot.com/")
        + alternate("https://www.tiktok.com/@carnet")
        + alternate("https://stranger.example/")
        + alternate("https://[::1/")
    )
    assert abouts(ID, page(head=head)) == []


def test_it_never_accuses_alone() -> None:
    judged = verdict(page(PRAISE.replace("Olivar", "Vichy"), head=alternate("https://www.vichy.fr/")))
    assert judged.control.level in (ControlLevel.POSSIBLE, ControlLevel.UNKNOWN)
    assert judged.verdict not in (Level.UNDISCLOSED_CONTROL, Level.STRONG_INDICATORS)


def test_a_header_says_the_same_and_has_the_same_trap() -> None:
    (evidence,) = found(ID, page(link='<https://www.vichy.fr/journal>; rel="alternate"; hreflang="en"'))
    assert (evidence.about, evidence.grade) == ("vichy.fr", Grade.B)
    assert abouts(ID, page(PRAISE, link=f'<{SHOP}>; rel="alternate"; hreflang="en"')) == ["olivar.example"]
    article = page(PRAISE, f"{URL}huile", link=f'<{SHOP}journal/huile>; rel="alternate"; hreflang="en"')
    assert abouts(ID, article, page(url=URL, why="home"), url=f"{URL}huile") == []
    assert (
        abouts(
            ID, page(link='<https://www.vichy.fr/>; rel="alternate"; hreflang="en"; anchor="https://www.vichy.fr/x"')
        )
        == []
    )
