"""The size budgets of the house: a file that outgrows them is split by meaning.

Tests are not counted: a test file mirrors one source file (as `test_page.py` the page that detectors see), and its many
short cases share the servers or the page that they are about. Nor is what others wrote (`extension/vendor`): it is
kept byte for byte as it was published, so that anybody can compare it.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SOURCES = sorted(p for room in ("detectors", "server", "bench") for p in (ROOT / room).rglob("*.py"))
SIGNAL_ROOMS = ("ownership", "style", "relate")


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{node.name} is longer than 40 lines"


def test_detectors_are_one_small_file_each() -> None:
    for path in SOURCES:
        if path.parent.name in SIGNAL_ROOMS and "@detector(" in (text := path.read_text(encoding="utf-8")):
            assert len(text.splitlines()) <= 120, path
            assert text.count("@detector(") == 1, path


def test_the_extension_stays_small_too() -> None:
    ours = (path for path in (ROOT / "extension").rglob("*.js") if path.parent.name != "vendor")
    for path in ours:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path
