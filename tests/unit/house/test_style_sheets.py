"""The style sheets: each closes what it opens, is read without an error, and has no rule that no page uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import tinycss2
from tinycss2.ast import Node

ROOT = Path(__file__).parents[3]
PAGES = {
    "server/web/static/masthead.css": ("server/web/templates/*.html", "server/web/static/*.js"),
    "extension/theme.css": ("extension/*/*.html", "extension/*/*.js"),
}
FROM_CODE = {"red", "amber", "blue", "grey", "solid", "dotted", "against"}  # colours of levels, lines of the chain


@pytest.mark.parametrize("sheet", [*PAGES, "docs/site/style.css"])
def test_a_sheet_is_read_without_an_error(sheet):
    text = (ROOT / sheet).read_text(encoding="utf-8")
    bare = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", text, flags=re.DOTALL)
    assert bare.count("{") == bare.count("}")
    assert not list(_errors(tinycss2.parse_stylesheet(text)))


@pytest.mark.parametrize("sheet", PAGES)
def test_every_class_of_a_sheet_stands_on_a_page(sheet):
    text = re.sub(r"url\([^)]*\)|/\*.*?\*/", "", (ROOT / sheet).read_text(encoding="utf-8"), flags=re.DOTALL)
    pages = "".join(p.read_text(encoding="utf-8") for pattern in PAGES[sheet] for p in ROOT.glob(pattern))
    classes = set(re.findall(r"\.([A-Za-z][\w-]*)", text)) - FROM_CODE
    assert {name for name in classes if not re.search(rf"[\"'` ]{name}[\"'` .)]", pages)} == set()


def _errors(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if node.type == "error":
            yield f"line {node.source_line}: {node.message}"
        for part in ("prelude", "content"):
            yield from _errors(getattr(node, part, None) or ())
