"""What leaves the browser, seen from outside: by the proxy that everything goes through, and by the server itself."""

from __future__ import annotations

import hashlib
import json
import time

import pytest

from tests.browser.conftest import MANY
from tests.browser.driving import poll
from tests.browser.front import Reply
from tests.browser.lists import site
from tests.browser.test_tabs import document, verdict_for

pytestmark = pytest.mark.network
HOST = "blog001.example"
URL = f"http://{HOST}/"
LISTED = "journaldemapeau.example"


def test_browsing_two_hundred_sites_sends_the_daily_request_and_nothing_else(launch, front, signed):
    signed.serve(front, [site(LISTED), site("blog150.example")], 5)
    browser = launch(front, key=signed.key)
    poll(lambda: browser.stored("facts"))
    tab = browser.open(f"http://{LISTED}/")
    for host in MANY:
        tab.go(f"http://{host}/?q=secret#part")
    browser.titled(tab, MANY[-1])
    tab.go("http://blog150.example/")
    browser.shows(tab, "!")
    assert [asked.path for asked in front.asked] == ["/v1/snapshot", "/v1/snapshot.sig?serial=5"]
    assert set(browser.visited()) == {*MANY, LISTED, front.host}
    for asked in front.asked:
        sent = {name.lower() for name in asked.headers}
        assert not sent & {"cookie", "referer", "origin", "authorization"}
        assert "secret" not in json.dumps(dict(asked.headers))
        assert asked.body == b""
    assert browser.refreshed() == "unchanged"
    assert [asked.path for asked in front.asked[2:]] == ["/v1/snapshot"]


def test_a_check_sends_the_address_without_query_and_fragment_and_the_popup_shows_it(launch, front, signed):
    signed.serve(front, [], 5)
    asked = verdict_for(front, URL, "no_finding")
    browser = launch(front, key=signed.key)
    tab = browser.open(f"{URL}?session=secret#part")
    popup = browser.popup(tab)
    assert "secret" not in poll(popup.text, lambda words: f"{URL}\n" in words)
    assert asked == []
    popup.click("check")
    words = popup.comes_to("no_finding")
    assert asked == [{"url": URL}]
    assert '{"url":"http://blog001.example/"}' in words
    posts = [request for request in front.asked if request.method == "POST"]
    assert not {name.lower() for request in posts for name in request.headers} & {"origin", "cookie", "referer"}

    # What is about to leave for one server has no Origin header either when another is asked meanwhile.
    browser.call("return browser.runtime.sendMessage({type: 'key', url: 'https://other.example'})")
    rules = browser.call("return browser.declarativeNetRequest.getSessionRules()")
    assert [rule["condition"]["requestDomains"] for rule in rules] == [["masthead.example", "other.example"]]


def test_checks_can_be_kept_out_of_every_list(launch, front, signed):
    signed.serve(front, [], 5)
    asked = verdict_for(front, URL, "no_finding")
    browser = launch(front, key=signed.key)
    browser.choose(unlisted=True)
    popup = browser.popup(browser.open(URL))
    popup.click("check")
    popup.comes_to("no_finding")
    assert asked == [{"url": URL, "private": True}]


def test_the_evidence_of_a_listed_site_is_asked_for_on_a_click_only(launch, front, signed):
    entry = site(HOST)
    signed.serve(front, [entry], 5)
    front.answer(f"/v1/checks/{entry['id']}", Reply(200, json.dumps(document(URL, "undisclosed_control")).encode()))
    browser = launch(front, key=signed.key)
    tab = browser.open(URL)
    popup = browser.popup(tab)
    assert f"asks masthead.example for the reading {entry['id']}" in popup.comes_to("undisclosed_control")
    assert len(front.asked) == 2
    popup.click("evidence")
    poll(lambda: "3 of 4 sources" in popup.text())
    assert front.paths()[2:] == [f"GET /v1/checks/{entry['id']}"]


def test_prefix_lookups_are_off_then_ask_once_for_every_unknown_site_by_four_digits(launch, front, signed):
    found, below = site(HOST, "weakly_disclosed"), site("www1.blog002.example", "disclosed")
    signed.serve(front, [site(LISTED)], 5)
    prefix = {host: hashlib.sha256(host.encode()).hexdigest()[:4] for host in (HOST, "blog002.example")}
    for host, digits in prefix.items():
        items = [found, site("elsewhere.example")] if host == HOST else [below]
        front.answer(f"/v1/badges/{digits}", Reply(200, json.dumps({"items": items, "next": None}).encode()))
    browser = launch(front, key=signed.key)
    poll(lambda: browser.stored("facts"))
    tab = browser.open(URL)
    browser.titled(tab, "not on the list")
    browser.choose(prefixes=True)
    browser.shows(tab, "~")
    tab.go("http://blog002.example/")
    browser.titled(tab, "blog002")
    poll(lambda: f"GET /v1/badges/{prefix['blog002.example']}" in front.paths())
    tab.go("http://www1.blog002.example/")
    browser.shows(tab, "i")
    tab.go(f"http://{LISTED}/")
    browser.shows(tab, "!")
    tab.go(f"http://www1.{HOST}/")
    browser.shows(tab, "~")
    # Once a day each, and by its last two labels alone.
    asked = [path for path in front.paths() if "badges" in path]
    assert asked == [f"GET /v1/badges/{prefix[host]}" for host in (HOST, "blog002.example")]
    assert HOST not in json.dumps([request.path for request in front.asked])
    assert "Look-ups by prefix are on" in browser.popup(tab).text()


def test_reading_sends_pages_only_once_switched_on_and_says_so(launch, front, signed):
    signed.serve(front, [], 5)
    asked = verdict_for(front, URL, "no_finding")
    browser = launch(front, key=signed.key)
    tab = browser.open(URL)
    browser.titled(tab, "not on the list")
    assert asked == []
    browser.choose(reading="listed", listed=["blog002.example"])
    tab.go("http://blog003.example/?x=1")
    tab.go("http://blog002.example/?x=1#y")
    browser.shows(tab, "-")
    assert asked == [{"url": "http://blog002.example/", "private": True}]
    assert "the address of this page is sent to masthead.example" in browser.popup(tab).text()
    browser.choose(reading="all")
    tab.activate()
    tab.go("http://blog003.example/")
    browser.shows(tab, "-")
    tab.go("http://blog002.example/")
    browser.shows(tab, "-")
    assert [one["url"] for one in asked].count("http://blog002.example/") == 1, "a page is asked for once"
    browser.choose(reading="off")
    before = len(asked)
    tab.go("http://blog004.example/")
    browser.titled(tab, "not on the list")
    assert len(asked) == before


def test_a_page_opened_once_reading_is_off_is_never_sent_by_a_slow_browser(launch, front, signed):
    signed.serve(front, [], 5)
    asked = verdict_for(front, URL, "no_finding")
    browser = launch(front, key=signed.key, slow=40)
    tab = browser.open(URL)
    opened: set[str] = set()
    sent: set[str] = set()
    pairs = iter(zip(MANY[10::2], MANY[11::2], strict=True))
    while not sent:  # switched off ever later on the way from the page to the question, until it comes too late
        first, second = next(pairs)
        tab.go(URL)
        browser.titled(tab, HOST)
        browser.choose(reading="all")
        tab.go(f"http://{first}/")
        time.sleep(len(opened) / 10)
        browser.choose(reading="off")
        tab.go(f"http://{second}/")
        browser.titled(tab, f"{second}\nMasthead: This site is not on the list")
        opened.add(first)
        sent = {one["url"].split("/")[2] for one in asked} - {HOST}
    assert sent <= opened


def test_nothing_is_sent_for_pages_that_are_none(launch, front, signed):
    signed.serve(front, [], 5)
    browser = launch(front, key=signed.key)
    browser.choose(prefixes=True, reading="all")
    tab = browser.open(browser.address("options/options.html"))
    browser.titled(tab, "none that Masthead looks at")
    popup = browser.popup(tab)
    assert "Nothing was sent" in popup.comes_to("unsupported")
    assert not popup.run("return document.getElementById('check')")
    assert {path for path in front.paths() if "snapshot" not in path} == set()


def test_nothing_is_ever_sent_from_a_private_window(launch, front, signed):
    signed.serve(front, [site(LISTED)], 5)
    browser = launch(front, key=signed.key, private_windows=True)
    browser.choose(prefixes=True, reading="all")
    poll(lambda: browser.stored("refresh"))  # the last that comes of the daily request
    before = len(front.asked)
    first, second = (
        browser.call("return (await browser.windows.create({url: a, incognito: true})).tabs[0].id", url)
        for url in (f"http://{LISTED}/", URL)
    )
    texts = """
        const {getBadgeText, getTitle} = browser.action;
        return Promise.all([a, b].map(async tabId => [await getBadgeText({tabId}), await getTitle({tabId})]));
    """
    shown = poll(lambda: browser.call(texts, first, second), lambda found: found[0][0] == "!" and HOST in found[1][1])
    assert "not on the list" in shown[1][1]
    for tab in (first, second):
        popup = browser.view(f"popup/popup.html?tab={tab}")
        print(popup.text(), browser.stored(f"tab:{tab}", "session"))
        poll(lambda popup=popup: "This is a private window: nothing is ever sent from it" in popup.text())
        assert not popup.run("return document.getElementById('check') || document.getElementById('evidence')")
        for request in ("check", "evidence", "read"):
            browser.call("return browser.runtime.sendMessage({type: a, tabId: b})", request, tab)
    assert len(front.asked) == before


def test_what_is_stored_on_disk_names_no_page(launch, front, signed):
    signed.serve(front, [], 5)
    verdict_for(front, URL, "no_finding")
    browser = launch(front, key=signed.key)
    tab = browser.open(URL)
    popup = browser.popup(tab)
    popup.click("check")
    popup.comes_to("no_finding")
    poll(lambda: browser.stored("refresh"))
    kept = browser.call("return JSON.stringify(await browser.storage.local.get(null))")
    assert HOST not in kept
    assert sorted(json.loads(kept)) == ["facts", "refresh"]
