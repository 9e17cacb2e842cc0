"""The reference pages are those that the code makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.reference import pages
from server.settings import describe

FOLDER = Path(__file__).parents[3] / "docs" / "reference"


@pytest.mark.parametrize(("name", "text"), pages().items(), ids=lambda value: value if len(value) < 30 else "")
def test_a_page_is_current(name, text):
    assert (FOLDER / name).read_text(encoding="utf-8") == text


def test_every_setting_is_documented():
    assert all(f"`{name}`" in pages()["settings.md"] for name, _, _ in describe())
