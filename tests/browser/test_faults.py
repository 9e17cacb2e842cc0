"""When the server, the list or the clock is not as it should be: the kept list stays, and the reader is told."""

from __future__ import annotations

import json
import re

import pytest

from tests.browser.driving import poll
from tests.browser.front import Reply
from tests.browser.lists import Signed, listed, site, stamp
from tests.browser.service import serving

pytestmark = pytest.mark.network
HOST = "blog001.example"
URL = f"http://{HOST}/"


def test_a_server_that_is_down_leaves_the_kept_list_in_use(launch, front, signed):
    signed.serve(front, [site(HOST)], 5)
    browser = launch(front, key=signed.key)
    tab = browser.open(URL)
    browser.shows(tab, "!")
    front.down = True
    assert browser.refreshed() == "unreachable"
    popup = browser.popup(tab)
    assert "the earlier list is kept" in popup.comes_to("undisclosed_control")
    popup.click("check")
    words = popup.comes_to("offline")
    assert "did not answer" in words
    browser.shows(tab, "x")
    front.down = False


@pytest.fixture(scope="module")
def hurried(internet, tmp_path_factory):
    """A real server whose one check an hour has been asked for."""
    with serving(internet.env, tmp_path_factory.mktemp("hurried"), MASTHEAD_RATE_LIMIT="1/hour") as running:
        running.call("/v1/checks", {"url": "http://blog000.example/"})
        yield running


def test_a_server_that_asks_to_wait_is_not_asked_again_before(launch, front, hurried):
    front.reset(hurried.base)
    browser = launch(front)
    tab = browser.open(URL)
    popup = browser.popup(tab)
    popup.click("check")
    words = popup.comes_to("limited")
    assert re.search(r"asks to wait until \d\d:\d\d", words)
    assert "POST https://masthead.example/v1/checks" in words
    assert "answer 429" in words
    browser.shows(tab, "||")
    assert popup.run("return document.getElementById('check').disabled")
    assert front.paths().count("POST /v1/checks") == 1


def test_a_page_that_the_server_refuses_says_why(launch, front, signed):
    signed.serve(front, [], 5)
    browser = launch(front, key=signed.key)
    problem = {"type": "/problems/personal-query", "detail": "a person is no site"}
    front.answer("/v1/checks", Reply(422, json.dumps(problem).encode(), {"Content-Type": "application/problem+json"}))
    tab = browser.open(URL)
    popup = browser.popup(tab)
    popup.click("check")
    assert "a person is no site" in popup.comes_to("refused")


def test_a_check_that_fails_says_so(launch, front, signed):
    signed.serve(front, [], 5)
    browser = launch(front, key=signed.key)
    failed = {"id": "abc", "status": "failed", "error": {"type": "/problems/failed", "detail": "no such name"}}
    front.answer("/v1/checks", Reply(200, json.dumps(failed).encode()))
    popup = browser.popup(browser.open(URL))
    popup.click("check")
    assert "no such name" in popup.comes_to("refused")

    strange = {"verdict": "undisclosed_control", "headline": "Controlled", "findings": [], "status": "of the future"}
    front.answer("/v1/checks", Reply(200, json.dumps({"id": "abd", **strange}).encode()))
    popup.click("check")
    assert "Controlled" not in popup.comes_to("offline")


def test_lists_that_are_not_in_order_are_refused(launch, front, signed):
    signed.serve(front, [site(HOST)], 5)
    browser = launch(front, key=signed.key)
    tab = browser.open(URL)
    browser.shows(tab, "!")
    popup = browser.popup(tab)

    Signed().serve(front, [], 6)  # another key
    assert browser.refreshed() == "signature"
    poll(lambda: "not signed with the pinned key" in popup.text())

    signed.serve(front, [site(HOST)], 7)
    front.answer("/v1/snapshot", Reply(200, listed([], 7)))  # another list under the signature
    assert browser.refreshed() == "signature"

    signed.serve(front, [], 4)
    assert browser.refreshed() == "older"
    poll(lambda: "older than the kept one" in popup.text())

    other = signed.serve(front, [], 5)  # another list of the same serial, whatever the tag
    front.answer("/v1/snapshot", Reply(200, other))
    assert browser.refreshed() == "older"

    front.answer("/v1/snapshot", Reply(200, b"<html>"))
    assert browser.refreshed() == "malformed"
    browser.shows(tab, "!")

    signed.serve(front, [], 8)
    assert browser.refreshed() == "updated"
    browser.titled(tab, "not on the list")


def test_a_list_that_nobody_confirmed_for_days_does_not_call_a_site_unknown(launch, front, signed):
    front.down = True
    old = listed([site("blog002.example")], 3, made_at=stamp(-5))
    browser = launch(front, key=signed.key, snapshot=old)
    tab = browser.open(URL)
    browser.titled(tab, "did not answer. The list was last confirmed on", "x")
    browser.shows(browser.open("http://blog002.example/"), "!")
    front.down = False
    signed.serve(front, [], 5)
    browser.refreshed()
    browser.titled(tab, "not on the list")


def test_the_list_that_shipped_is_confirmed_when_the_server_still_has_it(launch, front, signed):
    shipped = signed.serve(front, [site(HOST)], 5, made_at=stamp(-5))
    front.down = True
    browser = launch(front, key=signed.key, snapshot=shipped)
    tab = browser.open("http://blog002.example/")
    browser.titled(tab, "The list was last confirmed on", "x")
    front.down = False
    assert browser.refreshed() == "unchanged"
    browser.titled(tab, "not on the list", "")
    browser.shows(browser.open(URL), "!")

    other = signed.serve(front, [], 5)
    front.answer("/v1/snapshot", Reply(200, other))
    assert browser.refreshed() == "older"


def test_without_any_list_no_site_is_called_unknown(launch, front, signed):
    front.down = True
    browser = launch(front, key=signed.key)
    tab = browser.open(URL)
    browser.titled(tab, "there is no list yet", "x")
    popup = browser.popup(tab)
    assert "there is no list yet" in popup.comes_to("offline")
    assert "Check this page" in popup.text()
    front.down = False
    signed.serve(front, [], 5)
    assert browser.refreshed() == "updated"
    browser.titled(tab, "not on the list", "")


def test_a_clock_that_is_behind_makes_nothing_valid_again(launch, front, signed):
    expired = site(HOST, expires=stamp(5)[:10])
    signed.serve(front, [expired, site("blog002.example", expires=stamp(30))], 5, made_at=stamp(9))
    browser = launch(front, key=signed.key)
    tab = browser.open(URL)
    browser.titled(tab, "has expired")
    other = browser.open("http://blog002.example/")
    browser.shows(other, "!")
    assert "days behind the list" in browser.popup(other).text()


def test_the_first_key_is_pinned_when_none_came_with_the_package(launch, front, signed):
    signed.serve(front, [site(HOST)], 5)
    browser = launch(front)
    browser.shows(browser.open(URL), "!")
    assert browser.stored("settings")["server"]["key"] == signed.key
    Signed().serve(front, [], 6)
    assert browser.refreshed() == "signature"
