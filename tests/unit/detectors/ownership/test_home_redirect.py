"""Pages that lead on to another site."""

from msgspec.structs import replace

from detectors.model import Grade, Page, Read, Role, Want

from .captures import PRAISE, URL, abouts, found, page, seen

ID = "ownership/home_redirect"
POST = URL + "2019/billet"


def led(target: str, why: str = "home", url: str = URL) -> Read:
    read = page("<p>Bonjour</p>", url, why)
    assert isinstance(read.value, Page)
    return Read(Want("page", url, why), replace(read.value, final_url=target, redirects=(target,), seen=seen(target)))


def test_the_home_page_leads_to_a_groups_site() -> None:
    (evidence,) = found(ID, page(url=POST), led("https://www.vichy.fr/"), url=POST)
    assert (evidence.about, evidence.role, evidence.grade) == ("vichy.fr", Role.OWNER, Grade.B)


def test_the_home_page_leads_to_a_promoted_site() -> None:
    (evidence,) = found(ID, page(PRAISE, url=POST), led("https://www.olivar.example/"), url=POST)
    assert (evidence.about, evidence.grade) == ("olivar.example", Grade.C)


def test_a_post_that_leads_to_a_shop_ties_nobody() -> None:
    reads = page(PRAISE, url=POST), led("https://www.olivar.example/", "post", URL + "2018/x")
    assert abouts(ID, *reads, url=POST) == []


def test_a_site_that_leads_to_itself_or_a_platform() -> None:
    for target in ("https://www.carnet.example/", "https://medium.com/@carnet"):
        assert abouts(ID, page(url=POST), led(target), url=POST) == []
