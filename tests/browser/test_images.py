"""Pictures of the extension for its documentation and the stores, from real browsers on the Vichy scenario.

`make images` writes them into docs/images; otherwise they are only taken. Firefox gives the toolbar with the badge,
Chromium the rest.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.driving import poll
from tests.browser.test_scenarios import PERSONA

pytestmark = pytest.mark.network
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def folder(tmp_path):
    return Path(os.environ.get("EXTENSION_IMAGES") or tmp_path)


def taken(file: Path) -> None:
    assert file.read_bytes().startswith(PNG)
    assert file.stat().st_size > 5_000


def test_the_popup_with_its_evidence_and_the_pages_around_it(launch, served, service, folder):
    service.listed(PERSONA)
    browser = launch(served, sites=True)
    browser.refreshed()
    tab = browser.open(PERSONA)
    browser.shows(tab, "!")
    if browser.name == "firefox":
        tab.activate()
        browser.picture(folder / "extension-badge.png", 480)
        taken(folder / "extension-badge.png")
        return
    popup = browser.popup(tab)
    popup.click("evidence")
    poll(lambda: "WHOIS" in popup.text())
    popup.run("document.fonts.ready.then(() => scrollTo(0, 0))")
    popup.size(400, 1180)
    popup.part(folder / "extension-popup.png")
    popup.dark()
    popup.part(folder / "extension-popup-dark.png")
    for page in ("welcome", "options"):
        view = browser.view(f"{page}/{page}.html", 1280, 800)
        poll(lambda view=view: view.run("return document.querySelector('h1').textContent"))
        view.part(folder / f"extension-{page}.png")
    for name in ("popup", "popup-dark", "welcome", "options"):
        taken(folder / f"extension-{name}.png")


@pytest.mark.parametrize("launch", ["chromium"], indirect=True)
def test_the_popup_in_french_on_a_phone(launch, served, service, folder):
    service.listed(PERSONA)
    browser = launch(served, sites=True, lang="fr")
    browser.refreshed()
    tab = browser.open(PERSONA)
    browser.shows(tab, "!")
    popup = browser.popup(tab, width=320, height=900)
    popup.click("evidence")
    poll(lambda: "WHOIS" in popup.text())
    popup.part(folder / "extension-popup-fr-320.png")
    taken(folder / "extension-popup-fr-320.png")
