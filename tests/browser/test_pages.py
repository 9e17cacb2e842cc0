"""The pages of the extension as people use them: first run, options, popup; axe-core in both themes, keyboard, French,
a narrow phone, another server with its key pinned."""

from __future__ import annotations

import json
import threading

import pytest

from tests.browser.driving import poll
from tests.browser.front import Front, Reply
from tests.browser.lists import Signed, site
from tests.browser.test_scenarios import HIDDEN, PERSONA
from tests.browser.test_tabs import verdict_for

pytestmark = pytest.mark.network
HOST = "blog001.example"
URL = f"http://{HOST}/"
PAGES = ("welcome/welcome.html", "options/options.html")


def opened(browser, path, width=400):
    page = browser.view(path, width)
    poll(lambda: page.run("return document.querySelector('h1').textContent"))
    return page


def test_the_first_run_explains_and_asks_for_the_badge_with_one_button(launch, front, signed):
    signed.serve(front, [], 5)
    browser = launch(front, key=signed.key, tabs=False)
    find = "return (await browser.runtime.getContexts?.({contextTypes: ['TAB']}) ?? []).map(one => one.documentUrl)"
    poll(lambda: browser.call(find), lambda urls: any("welcome" in url for url in urls))
    page = opened(browser, "welcome/welcome.html")
    assert "From private windows nothing is ever sent." in page.text()
    assert page.run("return document.querySelectorAll('button').length") == 1
    assert not page.run("return document.getElementById('tabs').disabled")
    tab = browser.call("return (await browser.tabs.create({url: a})).id", URL)
    shown = "return [await browser.action.getBadgeText({tabId: a}), await browser.action.getTitle({tabId: a})]"
    found = poll(lambda: browser.call(shown, tab), lambda found: "Press the button to look at this page" in found[1])
    assert found[0] == ""


def test_nothing_is_wrong_for_axe_in_either_theme(launch, served, service):
    verdict = service.checked(HIDDEN)
    served.answer("/v1/checks", Reply(200, json.dumps(verdict).encode(), {"Content-Type": "application/json"}))
    browser = launch(served, sites=True)
    popup = browser.popup(browser.open(HIDDEN))
    popup.comes_to("unknown")
    assert popup.violations() == []
    popup.click("check")
    popup.comes_to("weakly_disclosed")
    views = [popup, *(opened(browser, path) for path in PAGES)]
    for view in views:
        assert view.violations() == []
        view.dark()
        assert view.violations() == []


def test_everything_fits_a_narrow_phone(launch, served, service):
    verdict = service.checked(PERSONA)
    served.answer("/v1/checks", Reply(200, json.dumps(verdict).encode(), {"Content-Type": "application/json"}))
    browser = launch(served, sites=True)
    popup = browser.popup(browser.open(PERSONA), width=320)
    popup.click("check")
    popup.comes_to("undisclosed_control")
    for view in (popup, *(opened(browser, path, 320) for path in PAGES)):
        assert view.run("return innerWidth") == 320
        assert view.fits()


def test_the_popup_is_worked_with_the_keyboard(launch, front, signed):
    signed.serve(front, [], 5)
    browser = launch(front, key=signed.key)
    popup = browser.popup(browser.open(URL))
    popup.activate()
    popup.comes_to("unknown")
    front.answer("/v1/checks", Reply(422, b'{"detail": "no such page"}'))
    popup.reach("check")
    outline = popup.run("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    popup.press("Enter")
    assert "no such page" in popup.comes_to("refused")
    assert popup.focused() == "check", "the focus stays where it was"


def test_french_is_spoken_where_the_browser_speaks_it(launch, served, service):
    verdict = service.checked(PERSONA)
    browser = launch(served, sites=True, lang="fr")
    tab = browser.open(PERSONA)
    popup = browser.popup(tab)
    poll(lambda: "Vérifier cette page" in popup.text())
    popup.click("check")
    words = popup.comes_to("undisclosed_control")
    assert "Contrôlé par L'Oréal, que ce site vante sans le nommer" in words
    assert "Le domaine est enregistré au nom de cette organisation" in words
    assert popup.run("return document.documentElement.lang") == "fr"
    browser.titled(tab, "Contrôlé par")
    assert verdict["verdict"] == "undisclosed_control"
    for path in PAGES:
        assert "envoie" in opened(browser, path).text()


def test_choices_are_kept_and_sending_is_off_until_chosen(launch, front, signed):
    signed.serve(front, [], 5)
    browser = launch(front, key=signed.key)
    options = opened(browser, "options/options.html")
    checked = "return [...document.querySelectorAll('input:checked')].map(one => one.id || one.value)"
    poll(lambda: options.run(checked), lambda found: found == ["off"])
    options.click("unlisted")
    poll(lambda: browser.stored("settings"), lambda kept: kept.get("unlisted") is True)
    typed = "const area = document.getElementById('listed'); area.value = a; area.dispatchEvent(new Event('change'))"
    options.run(typed, "https://Blog.example/x, nonsense")
    poll(lambda: browser.stored("settings"), lambda kept: kept.get("listed") == ["blog.example"])
    shown = "return document.getElementById('listed').value"
    poll(lambda: options.run(shown), lambda found: found == "blog.example\nnonsense")  # nothing that was typed is lost
    poll(options.text, lambda words: "No name of a site, and not kept: nonsense" in words)
    options.close()
    again = opened(browser, "options/options.html")
    poll(lambda: again.run(checked), lambda found: found == ["unlisted", "off"])
    assert again.run(shown) == "blog.example"


def test_what_the_server_before_still_answers_counts_for_it_alone(launch, front, signed):
    gate = threading.Event()
    verdict_for(front, URL, "undisclosed_control", gate)
    signed.serve(front, [], 5)
    desk, theirs = Front(host="desk.example"), Signed()
    theirs.serve(desk, [], 5)
    browser = launch(front, desk, key=signed.key, sites=True)
    tab = browser.open(URL)
    popup = browser.popup(tab)
    popup.click("check")
    poll(lambda: "POST /v1/checks" in front.paths() and browser.stored("refresh"))  # and the first list has come
    browser.choose(server={"url": "https://desk.example", "key": theirs.key})
    assert browser.refreshed() == "updated"
    poll(lambda: "Check this page" in popup.text() and "desk.example" in popup.text())
    gate.set()
    poll(lambda: browser.stored("verdicts", "session"))
    tab.go("http://blog002.example/")
    browser.titled(tab, "blog002.example")
    tab.go(URL)
    browser.titled(tab, f"{HOST}\nMasthead: This site is not on the list")
    desk.close()


def test_another_server_is_used_once_its_key_is_pinned(launch, front, signed):
    signed.serve(front, [site(HOST)], 900)
    desk, theirs = Front(host="desk.example"), Signed()
    theirs.serve(desk, [site(HOST, "disclosed", owner=None)], 5)
    browser = launch(front, desk, key=signed.key, sites=True)
    tab = browser.open(URL)
    browser.shows(tab, "!")
    options = opened(browser, "options/options.html")
    options.run("document.getElementById('url').value = a", "http://desk.example")
    options.click("ask")
    poll(lambda: "An https address is needed" in options.text())
    options.run("document.getElementById('url').value = a", "desk.example")
    options.click("ask")
    poll(lambda: theirs.key in options.text())
    assert browser.badge(tab)["text"] == "!", "nothing changes before the key is accepted"
    options.click("accept")
    browser.shows(tab, "i")  # an older serial: another server's list is another list
    assert browser.stored("settings")["server"] == {"url": "https://desk.example", "key": theirs.key}
    signed.serve(desk, [site(HOST)], 6)
    assert browser.refreshed() == "signature"
    asked = len(front.asked)
    popup = browser.popup(tab)
    assert "sends this address to desk.example" in popup.text()
    options.click("default")
    browser.shows(tab, "!")
    assert len(front.asked) > asked
    desk.close()
