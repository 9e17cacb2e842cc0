"""Every page for people, in a real Chromium at 360 and 1280 pixels, light and dark: nothing to scroll sideways, nothing
that axe-core finds, reached by the keyboard, light on the wire, and no other host asked.

`SITE_IMAGES=FOLDER` keeps a picture of each. One browser and one server serve all of it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request

import pytest

from tests.browser.conftest import missing, skipped
from tests.browser.driving import poll
from tests.browser.service import OPEN, Service, serving
from tests.browser.site import Shown, fresh, picture, plain_chromium
from tests.browser.test_scenarios import PERSONA
from tests.functional.internet import PrivateInternet

pytestmark = pytest.mark.network
ROOT = Path(__file__).parents[2]
WIDTHS, THEMES = (360, 1280), ("light", "dark")
FOLDER = Path(os.environ["SITE_IMAGES"]) if os.environ.get("SITE_IMAGES") else None
WIRE = 100_000  # bytes of a page with all it needs
STATEMENT = 'name = "Example Press Trust"\ncontact = "desk@trust.example"\n[funding]\nen = "Donations."\n'
LIST = ("blog001.example", "blog002.example", PERSONA, "nowhere.invalid")
TEXTS = {
    "a": "The kettle boiled, while the cat watched the rain from the sill; and nobody had bought bread. " * 6,
    "b": "However, the cat watched the rain from the sill; and nobody had bought bread. Trains were late! " * 6,
}
PATHS = {
    "front": "/",
    "audits": "/audits",
    "compare": "/compare",
    "domains": "/domains",
    "method": "/method",
    "about": "/about",
    "groups": "/groups",
    "group": "/groups/loreal",
    "corrections": "/corrections",
    "problem": "/problems/personal-query",
    "nothing": "/nowhere",
}
FOUND = ("verdict", "grey", "audit", "domain")  # pages of what was asked of the server
ALIKE = ("problem", "nothing", "group", "groups")  # in French as in English, but for a few words
LOOKED_AT = [(name, "en") for name in (*PATHS, *FOUND)]
LOOKED_AT += [(name, "fr") for name in (*PATHS, *FOUND) if name not in ALIKE]


@pytest.fixture(scope="module")
def server(internet: PrivateInternet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A server for one person, with an operator's statement."""
    if why := missing("chromium"):
        skipped(why)
    home = tmp_path_factory.mktemp("site")
    statement = home / "operator.toml"
    statement.write_text(STATEMENT, encoding="utf-8")
    own = {"MASTHEAD_PUBLIC_URL": "", "MASTHEAD_OPERATOR": str(statement), "MASTHEAD_RATE_LIMIT": "off"}
    with serving(internet.env, home, **own) as running:
        yield running


@pytest.fixture(scope="module")
def pages(server: Service) -> Mapping[str, str]:
    """The paths of every page, by name; what they show was asked of the server first."""
    body = urlencode({"list": "\n".join(LIST)}).encode()
    with OPEN(Request(f"{server.base}/audits", body), timeout=240) as answer:  # follows to the audit's own page
        audit = answer.url.removeprefix(server.base).partition("?")[0]
    verdict, grey = server.checked(PERSONA), server.checked("http://blog000.example/")
    poll(lambda: server.text(audit), lambda html: "data-follow" not in html, seconds=240)
    found = {"verdict": f"/checks/{verdict['id']}", "grey": f"/checks/{grey['id']}", "audit": audit}
    return {**PATHS, **found, "domain": f"/domains/{verdict['site']}"}


@pytest.fixture(scope="module")
def browser(server: Service) -> Iterator[object]:
    """One plain Chromium."""
    with plain_chromium() as running:
        yield running


@pytest.fixture(scope="module")
def windows(browser) -> dict[int, Shown]:
    return {width: fresh(browser, width) for width in WIDTHS}


def looked_at(shown: Shown, server: Service, path: str, name: str, lang: str) -> list[str]:
    """Look at a page in both themes, and return what is wrong with it."""
    wrong = []
    shown.theme("light")
    shown.go(f"{server.base}{path}?lang={lang}")
    for theme in THEMES:
        shown.theme(theme)
        picture(FOLDER, shown, f"{name}-{lang}-{shown.page.viewport_size['width']}-{theme}")
        wrong += [f"{theme}: {violation}" for violation in shown.violations()]
    if not shown.fits():
        wrong.append("it must be scrolled sideways")
    return wrong


@pytest.mark.parametrize(("name", "lang"), LOOKED_AT)
def test_every_page_in_both_sizes_and_themes(server, pages, windows, name, lang):
    for width, shown in windows.items():
        assert looked_at(shown, server, pages[name], name, lang) == [], width
        assert shown.hosts == {server.base.removeprefix("http://")}


def test_a_verdict_is_light_on_the_wire(server, pages, browser):
    shown = fresh(browser, 1280)
    shown.go(f"{server.base}{pages['verdict']}")
    assert 10_000 < shown.wire < WIRE
    shown.page.context.close()


@pytest.mark.parametrize("name", ["front", "verdict", "compare", "audit"])
def test_all_that_can_be_used_is_reached_by_the_keyboard_and_seen(server, pages, windows, name):
    shown = windows[1280]
    shown.go(f"{server.base}{pages[name]}")
    usable = """return [...document.querySelectorAll("a[href], button, input, textarea, select, summary")]
        .filter(one => one.checkVisibility() && one.type !== "hidden").length"""
    reached = shown.reached_by_keyboard()
    assert len(reached) >= shown.run(usable)
    assert not [at for at in reached if at.startswith("unseen")]
    assert reached[0].endswith("#text")


def test_an_arrow_of_the_chain_opens_its_quote(server, pages, windows):
    shown = windows[1280]
    shown.go(f"{server.base}{pages['verdict']}")
    shown.page.locator('svg.wide a[href="#step-1"] text.tie').click()
    shown.page.wait_for_url("**#step-1")
    quote = shown.page.locator("#step-1 blockquote")
    assert "Registrant" in quote.inner_text()
    assert quote.is_visible()


def test_nothing_moves_for_those_who_asked_for_that(server, pages, windows):
    shown = windows[1280]
    shown.theme("light", still=True)
    shown.go(f"{server.base}{pages['verdict']}")
    moving = """return [...document.querySelectorAll("*")].filter(one => {
        const style = getComputedStyle(one);
        return style.scrollBehavior === "smooth" || style.animationName !== "none"
            || style.transitionDuration.split(",").some(time => parseFloat(time) > 0);
    }).length"""
    assert shown.run(moving) == 0
    shown.theme("light")
    shown.go(f"{server.base}{pages['verdict']}")
    assert shown.run(moving) > 0  # else this test would see nothing


def test_two_texts_are_compared_without_scripts(server, pages, browser):
    for width in WIDTHS:
        shown = fresh(browser, width, scripts=False)
        shown.page.goto(f"{server.base}/compare?lang=en")
        for side, text in TEXTS.items():
            shown.page.fill(f"#{side}", text)
        shown.page.click("main button")
        shown.page.locator("main", has_text="Copied passages").wait_for()
        assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        picture(FOLDER, shown, f"compared-en-{width}-light")
        shown.page.context.close()


def test_a_check_is_followed_while_it_runs_and_its_page_comes_by_itself(server, windows):
    shown = windows[1280]
    shown.go(f"{server.base}/?lang=en")
    shown.page.fill("#url", "http://blog003.example/")
    shown.page.click("main button")
    shown.page.wait_for_selector("#chain, #who")
    assert "/checks/" in shown.page.url


def test_an_audit_is_followed_while_it_runs_and_its_page_comes_by_itself(server, windows):
    shown = windows[1280]
    shown.go(f"{server.base}/audits?lang=en")
    shown.page.fill("#list", "blog004.example\nblog005.example")
    shown.page.click("main button")
    shown.page.locator("h1", has_text="2 of 2 addresses are done.").wait_for(timeout=240_000)
    assert shown.page.query_selector("[data-follow]") is None
    assert shown.page.inner_text("#lines ~ table").count("Nothing found") == 2


def test_the_documentation_reads_as_well(browser, tmp_path):
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    subprocess.run([*build, "--config-file", "docs/site/mkdocs.yml"], cwd=ROOT, check=True, timeout=400)
    for width in WIDTHS:
        shown = fresh(browser, width)
        for name in ("index", "how-to/use-the-api", "how-to/add-a-language"):
            for theme in THEMES:
                shown.theme(theme, still=True)  # no colour is looked at while it changes
                shown.page.goto((tmp_path / f"{name}.html").as_uri())
                picture(FOLDER, shown, f"docs-{name.replace('/', '-')}-{width}-{theme}")
                assert shown.violations() == [], (name, width, theme)
                assert shown.fits(), (name, width)
        assert shown.hosts <= {""}  # files, and nobody else's
        shown.page.context.close()
