"""The package says what it may do, in one version, in two languages; what is in two places is the same."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from detectors.version import VERSION
from server.report.messages import COLOURS, LANGUAGES, SIGNS
from tests.browser.words import shipped

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "extension"
MANIFEST = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))


def test_every_permission_is_justified_and_nothing_else():
    always, optional = (EXTENSION / "PERMISSIONS.md").read_text(encoding="utf-8").split("## Only if you allow it")
    gecko = MANIFEST["browser_specific_settings"]["gecko"]["data_collection_permissions"]
    assert gecko["required"] == ["none"]
    assert _named(always) == {*MANIFEST["permissions"], *MANIFEST["host_permissions"]}
    asked = {*MANIFEST["optional_permissions"], *MANIFEST["optional_host_permissions"], *gecko["optional"]}
    assert _named(optional) == asked


def _named(text: str) -> set[str]:
    heads = [line.partition(": ")[0].partition(" (")[0] for line in text.splitlines() if line.startswith("- `")]
    return {name for head in heads for name in re.findall(r"`([^`]+)`", head)}


def test_no_page_is_reached_without_a_click():
    text = (EXTENSION / "manifest.json").read_text(encoding="utf-8")
    assert "content_scripts" not in text
    assert "<all_urls>" not in text
    assert "externally_connectable" not in text
    assert "web_accessible_resources" not in text
    assert "unsafe" not in MANIFEST["content_security_policy"]["extension_pages"]


def test_the_version_is_the_products():
    assert MANIFEST["version"] == VERSION


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_verdicts_are_the_servers(lang):
    assert (EXTENSION / "words" / f"{lang}.json").read_text(encoding="utf-8") == shipped(lang), (
        "run python -m tests.browser.words"
    )


def test_the_levels_have_the_signs_and_colours_of_the_pages():
    source = (EXTENSION / "lib" / "levels.js").read_text(encoding="utf-8")
    found = dict(re.findall(r'(\w+): \{ sign: "([^"]+)", colour: "\w+" \}', source))
    assert found == dict(SIGNS)
    colours = dict(re.findall(r'(\w+): \{ sign: "[^"]+", colour: "(\w+)" \}', source))
    assert colours == {level: COLOURS.get(level, "amber") for level in SIGNS}


def test_fonts_and_icon_are_those_of_the_pages():
    static = ROOT / "server" / "web" / "static"
    for file in (EXTENSION / "fonts").iterdir():
        assert file.read_bytes() == (static / "fonts" / file.name).read_bytes(), file.name
    assert (EXTENSION / "icons" / "icon.svg").read_bytes() == (static / "icon.svg").read_bytes()


def test_nothing_is_loaded_from_elsewhere():
    for file in EXTENSION.rglob("*"):
        if file.suffix in (".html", ".css", ".js") and file.parent.name != "vendor":
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"(src|href|url\(|import\(?)\s*=?\s*[\"']?(https?:)?//", text), file
            assert "innerHTML" not in text
            assert "eval(" not in text


def test_the_first_paint_of_the_popup_waits_for_one_sheet_and_one_script():
    page = (EXTENSION / "popup" / "popup.html").read_text(encoding="utf-8")
    (script,) = re.findall(r'<script [^>]*src="([^"]+)"', page)
    assert page.count("<link ") == page.count('rel="stylesheet"') == 1
    source = (EXTENSION / "popup" / script).read_text(encoding="utf-8")
    assert not re.search(r'^import\b|\bfrom "', source, re.MULTILINE)
