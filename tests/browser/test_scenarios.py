"""The acceptance scenarios, from a click in a real browser to the verdict of the real server."""

from __future__ import annotations

import pytest

from tests.browser.driving import poll

pytestmark = pytest.mark.network
PERSONA = "http://journaldemapeau.example/"  # A1
EMPLOYEE = "https://thewhitlockblog.com/"  # A4
DRAWING = "https://lescrayonsdelou.fr/2024/05/l-encre-qui-ne-seche-pas.html"  # A6
DRAWER = "https://lescrayonsdelou.fr/"
HIDDEN = "https://mes-boucles-et-moi.fr/"  # A16
PLATFORM = "https://lapetiteserre.blogspot.com/"  # A18


def checked(browser, url, level):
    """Check a page by a click, and return its tab and popup."""
    tab = browser.open(url)
    popup = browser.popup(tab)
    popup.click("check")
    popup.comes_to(level, seconds=240)
    return tab, popup


@pytest.fixture(scope="module")
def running(launch_once, door):
    return launch_once(door, sites=True)


@pytest.fixture
def browser(running, served):
    """A browser whose server reads the private internet; what a click grants is granted on every site."""
    running.reset()
    return running


def test_a1_a_persona_that_praises_its_owner(browser):
    tab, popup = checked(browser, PERSONA, "undisclosed_control")
    words = popup.text()
    assert "Controlled by L'Oréal" in browser.shows(tab, "!")["title"]
    assert "Controlled by L'Oréal, which this site praises and does not name" in words
    for apart in ("Who is behind", "What the page says", "The writing", "What could be read", "What would change this"):
        assert apart in words
    assert "The domain is registered to this organisation" in words
    assert "L'OREAL" in words
    assert "registration of journaldemapeau.example (WHOIS)" in words
    assert "not found on the pages we read" in words
    assert "very strong" in words or "strong" in words
    links = popup.run("return [...document.querySelectorAll('main a')].map(a => a.href)")
    report = next(link for link in links if "/checks/" in link)
    assert report.startswith("https://masthead.example/checks/")
    assert {f"{report}#reply", f"{report}#dispute"} <= set(links)
    assert any("#:~:text=" in link for link in links)


def test_a1_on_the_list_without_a_click(browser, served, service):
    verdict = service.listed(PERSONA)
    assert browser.refreshed() in ("updated", "unchanged")
    tab = browser.open(PERSONA)
    badge = browser.shows(tab, "!")
    assert "L'Oréal" in badge["title"]
    popup = browser.popup(tab)
    assert "The domain is registered to this organisation" in popup.comes_to("undisclosed_control")
    assert not [path for path in served.paths() if "checks" in path]
    popup.click("evidence")
    poll(lambda: "registration of journaldemapeau.example (WHOIS)" in popup.text())
    assert f"GET /v1/checks/{verdict['id']}" in served.paths()


def test_a4_an_employee_named_in_the_header(browser):
    tab, popup = checked(browser, EMPLOYEE, "disclosed")
    assert "Says who is behind it" in popup.text()
    assert browser.shows(tab, "i")["colour"] == [26, 86, 196]
    assert "clearly said" in popup.text()


def test_a6_a_paid_drawing_is_said_on_its_post_and_the_blog_is_not_stained(browser):
    assert browser.refreshed() == "updated"  # without any list no site is unknown to it
    tab, popup = checked(browser, DRAWING, "disclosed")
    assert "this page" in popup.text()
    popup.close()
    tab.go(DRAWER)
    poll(lambda: browser.badge(tab)["text"] == "")
    popup = browser.popup(tab)
    assert "Check this page" in popup.comes_to("unknown")
    popup.click("check")
    assert "Nothing found" in popup.comes_to("no_finding", seconds=240)


def test_a16_a_notice_hidden_on_phones_and_the_pages_own_reading(browser, served):
    tab, popup = checked(browser, HIDDEN, "weakly_disclosed")
    assert "hidden on a phone" in popup.text()
    assert "send masthead.example whether each is visible, its size and colours" in popup.text()
    before = len(served.asked)
    tab.activate()
    popup.click("measure")
    poll(lambda: popup.text().partition("As this window shows it")[2], lambda words: "judged" in words)
    # The list comes when it will.
    asked = [request for request in served.asked[before:] if "snapshot" not in request.path]
    assert [request.method for request in asked] == ["POST"]
    body = asked[0].json()
    assert sorted(body) == ["statements", "width"]
    for statement in body["statements"]:
        assert sorted(statement) == ["background", "colour", "index", "of", "shown", "size"]
    first = body["statements"][0]
    assert first["shown"] == ("yes" if body["width"] > 600 else "no")
    assert "Ce blog est édité par L'Oréal" in popup.text()


def test_a18_a_blog_on_a_shared_platform(browser):
    tab, popup = checked(browser, PLATFORM, "cannot_say")
    assert "shared platform" in popup.text()
    browser.shows(tab, "?")


def test_a22_a_verdict_that_is_withdrawn(browser, service):
    verdict = service.listed(PERSONA)
    browser.refreshed()
    tab = browser.open(PERSONA)
    browser.shows(tab, "!")
    popup = browser.popup(tab)
    popup.click("evidence")
    poll(lambda: "registration of journaldemapeau.example (WHOIS)" in popup.text())
    service.review(verdict["id"], "--withdraw", "read another site's registration")
    assert browser.refreshed() == "updated"
    assert browser.titled(tab, "was withdrawn", "--")["colour"] == [95, 99, 104]
    words = popup.comes_to("withdrawn")
    assert "L'Oréal" not in words
    assert "The domain is registered" not in words
    popup.click("evidence")
    poll(lambda: "read another site's registration" in popup.text())
    assert popup.state() == "withdrawn"
