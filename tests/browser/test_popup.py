"""The popup itself, as a press of the button opens it: its width, its states while it is open, and its keys."""

from __future__ import annotations

import threading

import pytest

from tests.browser.driving import poll
from tests.browser.front import Reply
from tests.browser.lists import site
from tests.browser.test_tabs import verdict_for

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
    signed.serve(front, [site("journaldemapeau.example")], 5)
    poll(running.refreshed, lambda outcome: outcome in ("updated", "unchanged"))
    return running


def test_it_speaks_of_the_tab_in_front_and_is_as_wide_as_it_wants_to_be(browser):
    listed, other = browser.open(PERSONA), browser.open(OTHER)
    for tab, state, words in ((listed, "undisclosed_control", "L'Oréal"), (other, "unknown", OTHER)):
        popup = browser.press_button(tab)
        assert words in popup.comes_to(state)
        # 400 pixels, and a bar to scroll with where that stands beside them
        poll(lambda popup=popup: popup.run("return innerWidth"), lambda found: 400 <= found < 420)
        poll(popup.fits)
        popup.close()


def test_it_follows_a_check_while_it_is_open(browser, front):
    gate = threading.Event()
    verdict_for(front, OTHER, "weakly_disclosed", gate)
    popup = browser.press_button(browser.open(OTHER))
    popup.click("check")
    popup.comes_to("checking")
    gate.set()
    assert "Weakly disclosed" in popup.comes_to("weakly_disclosed")
    poll(popup.fits)
    popup.close()


def test_it_is_worked_with_keys_alone_and_keeps_the_focus(browser, front):
    front.answer("/v1/checks", Reply(422, b'{"detail": "no such page"}'))
    popup = browser.press_button(browser.open(OTHER))
    popup.comes_to("unknown")
    popup.reach("check")
    assert popup.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    popup.press("Enter")
    assert "no such page" in popup.comes_to("refused")
    assert popup.focused() == "check"
    popup.reach("refresh")
    popup.close()
