"""Every state of the badge and of the popup, in both browsers."""

from __future__ import annotations

import pytest

from tests.browser.lists import site, stamp

pytestmark = pytest.mark.network
PERSONA = "http://journaldemapeau.example/"
HOST = "journaldemapeau.example"
COLOURS = {"red": [179, 38, 30], "amber": [138, 75, 0], "blue": [26, 86, 196], "grey": [95, 99, 104]}
LEVELS = [
    ("undisclosed_control", "!", "red", "Undisclosed control"),
    ("strong_indicators", "!?", "amber", "Signs point to an owner"),
    ("agency_run", "A", "amber", "Run by an agency"),
    ("weakly_disclosed", "~", "amber", "Weakly disclosed"),
    ("undisclosed_material_link", "$", "amber", "Undisclosed material link"),
    ("disclosed", "i", "blue", "Disclosed"),
    ("no_finding", "-", "grey", "Nothing found"),
    ("cannot_say", "?", "grey", "Cannot say"),
]
STANDINGS = [
    ("disputed", {"status": "disputed"}, "><", "is disputed and under review"),
    ("withdrawn", {"status": "withdrawn", "owner": None, "codes": []}, "--", "was withdrawn"),
    ("expired", {"status": "expired"}, "", "has expired"),
    ("expired", {"expires": stamp(-0.1)}, "", "has expired"),
]


def test_every_level_has_its_sign_its_colour_and_its_words(launch, front, signed):
    for serial, (level, sign, colour, words) in enumerate(LEVELS, 1):
        signed.serve(front, [site(HOST, level, owner=None)], serial)
        if serial == 1:
            browser = launch(front, key=signed.key)
            tab = browser.open(PERSONA)
        else:
            assert browser.refreshed() == "updated"
        badge = browser.shows(tab, sign)
        assert badge["colour"] == COLOURS[colour]
        assert words in badge["title"]
        popup = browser.popup(tab)
        assert words in popup.comes_to(level)
        popup.close()


def test_what_does_not_stand_is_grey_and_says_why(launch, front, signed):
    for serial, (state, changed, sign, words) in enumerate(STANDINGS, 1):
        signed.serve(front, [site(HOST, **changed)], serial)
        if serial == 1:
            browser = launch(front, key=signed.key)
            tab = browser.open(PERSONA)
        else:
            browser.refreshed()
        assert browser.titled(tab, words, sign)["colour"] == COLOURS["grey"]
        popup = browser.popup(tab)
        assert "L'Oréal" not in popup.comes_to(state)
        popup.close()
