"""The examples of docs/how-to/use-the-api.md do what the page says, against a served private internet."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.functional.internet import PrivateInternet
from tests.functional.serving import served

pytestmark = pytest.mark.network
PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "use-the-api.md"
ADDRESS = "http://127.0.0.1:8000"
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "--- next ---"


@pytest.fixture(scope="module")
def blocks() -> dict[str, list[str]]:
    found = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    return {kind: [text for name, text in found if name == kind] for kind in ("console", "python")}


@pytest.fixture(scope="module")
def base(internet: PrivateInternet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(internet.env, tmp_path_factory.mktemp("docs")) as (address, _):
        yield address


def commands(blocks: list[str]) -> list[tuple[str, str]]:
    """Return (command, what is shown below it)."""
    found: list[tuple[str, str]] = []
    for line in "".join(blocks).splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        else:
            command, shown = found[-1]
            found[-1] = (command, f"{shown}{line}\n")
    return found


def matches(shown: str, said: str) -> bool:
    """Say whether `said` is what is shown, where ``...`` stands for anything."""
    pattern = r".*".join(re.escape(part) for part in shown.strip().split("..."))
    return re.fullmatch(pattern, said.strip(), re.DOTALL) is not None


@pytest.mark.skipif(shutil.which("curl") is None and not os.environ.get("CI"), reason="curl is not installed")
def test_the_commands(base: str, blocks: dict[str, list[str]], tmp_path: Path):
    lines = commands(blocks["console"])
    script = "set -eu\n" + "".join(f"{command}\necho '\n{MARK}'\n" for command, _ in lines).replace(ADDRESS, base)
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, check=False, timeout=120)
    said = done.stdout.decode("utf-8", "replace").split(MARK)
    assert done.returncode == 0, done.stderr.decode()
    assert len(lines) == len(said) - 1 > 5
    for (command, shown), output in zip(lines, said, strict=False):
        assert matches(shown, output), (command, output[:500])


def test_the_scripts(base: str, blocks: dict[str, list[str]], tmp_path: Path):
    script = "\n".join(blocks["python"]).replace(ADDRESS, base)
    python = [sys.executable, "-c", script]
    done = subprocess.run(python, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[0] == "agency_run"
    assert any("whois://" in line or "rdap" in line for line in said)
    assert "0 listed verdicts" in said
