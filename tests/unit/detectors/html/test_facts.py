"""What a page says of itself outside its text."""

import pytest

from detectors.html.facts import Facts, styled


def met(tag: str, text: str = "", nested: bool = False, **attrs: str) -> Facts:
    facts = Facts()
    facts.meet(tag, attrs, nested)
    facts.data(text)
    facts.leave()
    return facts


def test_the_first_of_each_counts() -> None:
    facts = met("meta", name="Author", content="A")
    facts.meet("meta", {"name": "author", "content": "B"}, False)
    facts.meet("base", {"href": "/a"}, False)
    facts.meet("base", {"href": "/b"}, False)
    assert (facts.metas, facts.base) == ({"author": "A"}, "/a")


@pytest.mark.parametrize(
    ("attrs", "scripts", "ld"),
    [({}, ["x"], []), ({"type": "application/ld+json"}, [], ["x"]), ({"type": "Application/LD+JSON"}, [], ["x"])],
)
def test_scripts_are_kept_apart(attrs: dict[str, str], scripts: list[str], ld: list[str]) -> None:
    facts = met("script", "x", **attrs)
    assert (facts.scripts, facts.ld) == (scripts, ld)


def test_titles_of_pictures_are_no_titles() -> None:
    assert met("title", " A  page ").title == "A page"
    assert not met("title", "A drawing", nested=True).title


def test_links() -> None:
    assert met("link", rel="canonical", href="/c").canonical == "/c"
    assert met("link", rel="stylesheet", href="/s").stylesheets == ["/s"]
    assert not met("link", rel="stylesheet", href="/s", media="print").stylesheets
    assert met("link", rel="shortcut icon", href="/i").resources == ["/i"]
    assert met("link", rel="shortcut icon", href="/i").icons == {"icon": "/i"}
    assert not met("link", rel="icon", href="data:," + "a" * 90_000).icons


def test_the_page_in_other_languages_is_no_feed_and_no_other_sheet() -> None:
    assert met("link", rel="alternate", hreflang="fr", href="/fr").alternates == ["/fr"]
    assert not met("link", rel="alternate", hreflang="fr", type="application/rss+xml", href="/feed").alternates
    assert not met("link", rel="alternate", href="/print").alternates


def test_alternatives() -> None:
    facts = Facts()
    assert facts.meet("img", {"alt": "A tart", "src": "/t.png"}, False) == "A tart"
    assert facts.meet("iframe", {"title": "A film"}, False) == "A film"
    assert facts.resources == ["/t.png"]


def test_styles_hold_under_their_media() -> None:
    assert styled("p{}", "print") == "@media print{p{}}"
    assert styled("p{}", "") == "p{}"


def test_a_flood_is_cut() -> None:
    facts = Facts()
    for _ in range(5_000):
        facts.meet("img", {"src": "/x"}, False)
    assert len(facts.resources) == 2_000
