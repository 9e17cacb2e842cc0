"""What is wanted next: everything that can be known by then, once, within the budget of the host."""

from detectors.model import Capture, MissingReason, Want
from detectors.planning import plan
from tests.unit.detectors.making import AT, capture, knowledge, missing, page, prose

HOME = "https://blog.example/"


def keys(wants: tuple[Want, ...], source: str) -> set[str]:
    return {want.key for want in wants if want.source == source}


def test_the_first_round_is_the_site_itself() -> None:
    wants = plan(Capture("https://www.blog.example/post", AT), knowledge())
    assert keys(wants, "page") == {"https://www.blog.example/post", "https://www.blog.example/"}
    assert keys(wants, "mobile") == {"https://www.blog.example/post"}
    assert keys(wants, "registration") == {"blog.example"}
    assert keys(wants, "dns") == {"blog.example", "www.blog.example"}
    assert keys(wants, "certificate") == {"www.blog.example"}
    assert len(keys(wants, "file")) == 4


def test_a_platforms_registration_is_not_the_blogs() -> None:
    wants = plan(Capture("https://someone.blogspot.com/2014/a.html", AT), knowledge())
    assert not keys(wants, "registration")
    assert not keys(wants, "dns")
    assert keys(plan(Capture("https://medium.com/@someone/a", AT), knowledge()), "page") == {
        "https://medium.com/@someone/a",
        "https://medium.com/@someone",
    }


def test_the_second_round_reads_legal_pages_posts_and_promoted_sites() -> None:
    links = "<nav><a href='/about'>About</a> <a href='/legal-notice'>Legal notice</a></nav>"
    praise = "<p>I love the jam of <a href='https://www.olivar.example/shop'>Olivar</a>, Olivar is the best.</p>"
    first = page(HOME, f"{links}<main><h1>Jam</h1>{praise}{prose(200)}</main>")
    wants = plan(capture(HOME, (Want("page", HOME, "checked"), first)), knowledge())
    assert {f"{HOME}about", f"{HOME}legal-notice", "https://www.olivar.example/"} <= keys(wants, "page")
    assert "olivar.example" in keys(wants, "registration")
    assert len({key for key in keys(wants, "page") if key.startswith(HOME)}) <= 6


def test_a_notice_that_only_the_about_page_links_to_is_read() -> None:
    cards = "".join(f"<article><h2><a href='/2024/0{n}/{n}'>Jam {n}</a></h2><p>Pears.</p></article>" for n in range(9))
    first = page(HOME, f"<nav><a href='/about'>About</a></nav><main><h1>Jam</h1>{cards}{prose(200)}</main>")
    about = page(f"{HOME}about", f"<p>I cook.</p><p><a href='/legal-notice'>Information</a></p>{prose(60)}")
    home = (Want("page", HOME, "checked"), first)
    second = plan(capture(HOME, home), knowledge())
    third = plan(capture(HOME, home, (Want("page", f"{HOME}about", "about"), about)), knowledge())
    assert f"{HOME}legal-notice" not in keys(second, "page")
    assert f"{HOME}legal-notice" in keys(third, "page")
    assert len({key for key in keys(second, "page") | keys(third, "page") if key.startswith(HOME)}) <= 6


def test_one_file_about_apps_is_read_and_the_banner_says_which() -> None:
    asked = {}
    for banner in ("", '<meta name="apple-itunes-app" content="app-id=123456789">'):
        first = page(HOME, f"<head>{banner}</head><main>{prose(200)}</main>")
        answered = capture(HOME, (Want("page", HOME, "checked"), first))
        files = keys(plan(answered, knowledge()), "file")
        assert len(files) == 5  # and robots.txt
        asked[bool(banner)] = {file.rpartition("/")[2] for file in files}
    assert asked[True] - asked[False] == {"apple-app-site-association"}
    assert asked[False] - asked[True] == {"assetlinks.json"}


def test_the_icons_of_both_sides_are_asked_once_their_pages_are_read() -> None:
    praise = "<p>I love the jam of <a href='https://www.olivar.example/shop'>Olivar</a>, Olivar is the best.</p>"
    first = Want("page", HOME, "checked"), page(HOME, f"<main>{praise}{prose(200)}</main>")
    assert not keys(plan(Capture(HOME, AT), knowledge()), "icon")
    (own,) = (want for want in plan(capture(HOME, first), knowledge()) if want.source == "icon")
    assert own == Want("icon", f"{HOME}favicon.ico", "icon")
    shop = "https://www.olivar.example/"
    second = Want("page", shop, "promoted"), page(shop, "<p>Oil</p>", head='<link rel="icon" href="/oil.png">')
    assert keys(plan(capture(HOME, first, second), knowledge()), "icon") == {f"{HOME}favicon.ico", f"{shop}oil.png"}


def test_a_platforms_icon_is_not_asked() -> None:
    url = "https://someone.blogspot.com/"
    read = Want("page", url, "checked"), page(url, prose(200))
    assert not keys(plan(capture(url, read), knowledge()), "icon")


def test_nothing_is_asked_twice() -> None:
    start = Capture(HOME, AT)
    asked = plan(start, knowledge())
    answered = capture(HOME, *((want, missing(MissingReason.UNREACHABLE)) for want in asked))
    assert plan(answered, knowledge()) == ()


def test_a_bare_host_falls_back_to_http_and_a_full_address_does_not() -> None:
    silent = (Want("page", HOME, "checked"), missing(MissingReason.UNREACHABLE))
    assert "http://blog.example/" in keys(plan(capture(HOME, silent, bare=True), knowledge()), "page")
    assert "http://blog.example/" not in keys(plan(capture(HOME, silent), knowledge()), "page")


def test_after_a_redirect_the_final_site_is_read() -> None:
    moved = page(HOME, prose(200), final="https://www.other.example/")
    wants = plan(capture(HOME, (Want("page", HOME, "checked"), moved)), knowledge())
    assert "other.example" in keys(wants, "registration")
    assert "blog.example" in keys(wants, "registration")
