"""The badge follows the page: tabs, windows, history, reloads, pushState, and a background that is stopped."""

from __future__ import annotations

import json
import threading

import pytest

from tests.browser.driving import poll
from tests.browser.front import Reply
from tests.browser.lists import site, stamp

pytestmark = pytest.mark.network
PERSONA = "http://journaldemapeau.example/"
OTHER = "http://blog001.example/"


@pytest.fixture(scope="module")
def running(launch_once, door, signed):
    return launch_once(door, key=signed.key)


@pytest.fixture
def browser(running, front, signed):
    running.reset()
    front.reset()
    signed.serve(front, [site("journaldemapeau.example"), site("blog002.example", "disclosed", owner=None)], 5)
    poll(running.refreshed, lambda outcome: outcome in ("updated", "unchanged"))
    return running


def test_each_tab_has_its_own_badge_whichever_is_in_front(browser):
    first, second = browser.open(PERSONA), browser.open(OTHER)
    third = browser.open("http://blog002.example/")
    for tab in (second, first, third, first):
        tab.activate()
    browser.shows(first, "!")
    browser.titled(second, "not on the list")
    browser.shows(third, "i")
    assert browser.badge(second)["text"] == ""


def test_two_windows(browser):
    tab = browser.open(PERSONA)
    other = browser.call("return (await browser.windows.create({url: a})).tabs[0].id", "http://blog002.example/")
    texts = "return Promise.all([a, b].map(tabId => browser.action.getBadgeText({tabId})))"
    poll(lambda: browser.call(texts, tab.id, other), lambda found: found == ["!", "i"])


def test_back_and_forward_and_a_reload(browser):
    tab = browser.open(PERSONA)
    browser.shows(tab, "!")
    tab.go(OTHER)
    browser.titled(tab, "not on the list")
    tab.back()
    browser.shows(tab, "!")
    tab.forward()
    browser.titled(tab, "not on the list")
    tab.back()
    browser.shows(tab, "!")
    tab.reload()
    browser.shows(tab, "!")


def test_a_subdomain_and_an_address_in_capitals_are_the_same_site(browser):
    browser.shows(browser.open("http://WWW1.blog002.example/"), "i")


def test_pushstate_makes_another_page_of_it(browser, front):
    verdict_for(front, PERSONA, "weakly_disclosed")
    tab = browser.open(PERSONA)
    browser.shows(tab, "!")
    popup = browser.popup(tab)
    popup.click("check")
    popup.comes_to("weakly_disclosed")
    tab.run("history.pushState({}, '', '/2005/04/another.html')")
    poll(lambda: "Check this page" in popup.text())
    assert "/2005/04/another.html" in popup.text()
    tab.run("history.back()")
    poll(lambda: "Check again" in popup.text())


def test_an_answer_to_an_earlier_page_is_not_shown_on_the_next(browser, front):
    gate = threading.Event()
    verdict_for(front, OTHER, "undisclosed_control", gate)
    tab = browser.open(OTHER)
    popup = browser.popup(tab)
    popup.click("check")
    poll(lambda: "POST /v1/checks" in front.paths())
    browser.shows(tab, "...")
    tab.go("http://blog002.example/")
    browser.shows(tab, "i")
    gate.set()
    poll(lambda: browser.stored("verdicts", "session"))
    assert browser.badge(tab)["text"] == "i"
    tab.back()
    browser.shows(tab, "!")  # the answer was kept for the page that was asked about


def test_a_new_check_shows_nothing_of_the_one_before(browser, front):
    verdict_for(front, OTHER, "undisclosed_control")
    tab = browser.open(OTHER)
    popup = browser.popup(tab)
    popup.click("check")
    popup.comes_to("undisclosed_control")
    gate = threading.Event()
    verdict_for(front, OTHER, "disclosed", gate)
    popup.click("check")
    assert "praises" not in popup.comes_to("checking")
    browser.shows(tab, "...")
    gate.set()
    popup.comes_to("disclosed")


def test_a_background_that_was_stopped_finishes_its_check(browser, front):
    queued = {"id": "abc", "status": "running", "links": {}}
    front.answer("/v1/checks", Reply(202, json.dumps(queued).encode(), {"Content-Type": "application/json"}))
    front.answer("/v1/checks/abc", Reply(200, json.dumps(queued).encode()))
    tab = browser.open(OTHER)
    popup = browser.popup(tab)
    popup.click("check")
    poll(lambda: "GET /v1/checks/abc" in front.paths())
    popup.close()
    browser.stop_background()
    front.answer("/v1/checks/abc", Reply(200, json.dumps(document(OTHER, "weakly_disclosed")).encode()))
    browser.shows(tab, "~", seconds=180)  # woken by its alarm, at the latest
    assert front.paths().count("POST /v1/checks") == 1


def test_a_background_that_was_stopped_still_lights_the_badge(browser):
    tab = browser.open(OTHER)
    browser.titled(tab, "not on the list")
    browser.stop_background()
    tab.go(PERSONA)
    browser.shows(tab, "!")


def test_a_closed_tab_leaves_nothing(browser):
    tab = browser.open(PERSONA)
    browser.shows(tab, "!")
    tab.close()
    poll(
        lambda: browser.call("return Object.keys(await browser.storage.session.get(null))"),
        lambda keys: f"tab:{tab.id}" not in keys,
    )


def document(url, level, **changed):
    return {
        "id": "abc",
        "url": url,
        "site": url.split("/")[2],
        "checked_at": stamp(0),
        "expires_at": stamp(7),
        "status": "current",
        "withdrawn": None,
        "verdict": level,
        "scope": "site",
        "headline": f"A site that praises: {level}",
        "notes": [],
        "presentation": "person",
        "promotes": [],
        "control": {"level": "established", "group": None, "entity": None},
        "disclosure": {which: {"level": "absent", "reasons": [], "markers": []} for which in ("owner", "material")},
        "style": {"level": "unknown", "compared_with": None},
        "coverage": {"looked": 3, "of": 4, "missing": []},
        "findings": [],
        "what_would_change_this": [],
        "reply": None,
        "links": {},
        **changed,
    }


def verdict_for(front, url, level, gate=None):
    """Give that verdict to whoever asks for a check, once the gate is open: until then the check is running."""
    asked = []

    def told(_=None):
        done = gate is None or gate.is_set()
        body = document(url, level) if done else {"id": "abc", "status": "running", "links": {}}
        return Reply(200 if done else 202, json.dumps(body).encode(), {"Content-Type": "application/json"})

    def reply(request):
        asked.append(request.json())
        return told()

    front.answer("/v1/checks", reply)
    front.answer("/v1/checks/abc", told)
    return asked
