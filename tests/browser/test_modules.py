"""The modules by themselves: node's own tests, strict types, the linter of Firefox's store."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import skipped

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TOOLS = HERE / "node_modules" / ".bin"


@pytest.fixture(autouse=True)
def tools():
    if shutil.which("node") is None:
        skipped("node is not installed")
    if not TOOLS.exists():
        skipped("npm ci --prefix tests/browser has not been run")


def run(*command: str | Path) -> str:
    arguments = [str(part) for part in command]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_modules_pass_their_own_tests():
    files = sorted((ROOT / "tests" / "unit" / "extension").rglob("*.test.js"))
    out = run("node", "--test", *files)
    assert "# fail 0" in out
    assert int(out.split("# pass ")[1].split()[0]) >= 50


def test_types_are_strict():
    run(TOOLS / "tsc", "-p", HERE / "tsconfig.json")


def test_the_stores_linter_has_nothing_to_say():
    out = run(
        TOOLS / "web-ext",
        "lint",
        "--source-dir",
        ROOT / "extension",
        "--output",
        "json",
        "--ignore-files",
        "package.json",
    )
    found = json.loads(out)
    assert found["errors"] == found["notices"] == []
    codes = [warning["code"] for warning in found["warnings"]]
    assert codes == ["BACKGROUND_SERVICE_WORKER_IGNORED"], "one manifest serves both browsers"
