"""Every command and script that the documentation shows does what the page says, against a served private internet.

A page is one shell, in a folder of its own; all pages share one server and its store. `shell_blocks` says how a page
prepares a block, and how it says why one is not run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.functional.command import MASTHEAD
from tests.functional.internet import PrivateInternet
from tests.functional.serving import served
from tests.functional.shell_blocks import PAGES, ROOT, SHELLS, Block, blocks, matches

pytestmark = pytest.mark.network
ADDRESS = "http://127.0.0.1:8000"
MARK = "--- next ---"
SECONDS = 900
BLOCKS = {str(path.relative_to(ROOT)): tuple(blocks(path.read_text(encoding="utf-8"))) for path in PAGES}
RUN = {
    kind: [name for name, found in BLOCKS.items() if any(block.kind in kinds and not block.reason for block in found)]
    for kind, kinds in (("shell", SHELLS), ("python", ("python",)))
}


@pytest.fixture(scope="module")
def here(internet: PrivateInternet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a reader whose server runs; `ADDRESS` is where."""
    home = tmp_path_factory.mktemp("docs")
    settings = {**internet.env, "MASTHEAD_PER_HOST_RATE": "off"}
    with served(settings, home) as (address, _):
        own = {"HOME": str(home), "MASTHEAD_STORE": f"sqlite:///{home}/store.sqlite", "ADDRESS": address}
        own |= {"MASTHEAD_SIGNING_KEY": str(home / "signing.pem"), "MASTHEAD_LANG": "en"}
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        yield {**os.environ, **settings, **own, "PATH": path}


def shell_of(block: Block) -> str:
    """Return a block as lines of a script that mark where the words of each command end."""
    prepared = [f"{{ {command}; }} >/dev/null" for command in block.before]
    return "\n".join([*prepared, *(f"{command}\necho '\n{MARK}'" for command, _ in block.commands)])


def as_installed(text: str, here: Mapping[str, str]) -> str:
    """Return what a reader types with where things are here."""
    return text.replace(".venv/bin/masthead", str(MASTHEAD)).replace(ADDRESS, here["ADDRESS"])


@pytest.mark.skipif(shutil.which("curl") is None and not os.environ.get("CI"), reason="curl is not installed")
@pytest.mark.parametrize("page", RUN["shell"])
def test_the_commands_of_a_page(here: dict[str, str], page: str, tmp_path: Path):
    found = [block for block in BLOCKS[page] if block.kind in SHELLS and not block.reason]
    script = as_installed("set -eu -o pipefail\n" + "\n".join(map(shell_of, found)), here)
    command = ["bash", "-c", script]
    done = subprocess.run(command, cwd=tmp_path, env=here, capture_output=True, check=False, timeout=SECONDS)
    said = done.stdout.decode("utf-8", "replace").split(MARK)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    lines = [line for block in found for line in block.commands]
    assert len(lines) == len(said) - 1
    for (line, shown), output in zip(lines, said, strict=False):
        assert not shown or matches(shown, output), (line, output[:500])


@pytest.mark.parametrize("page", RUN["python"])
def test_the_scripts_of_a_page(here: dict[str, str], page: str, tmp_path: Path):
    found = [block.text for block in BLOCKS[page] if block.kind == "python" and not block.reason]
    python = [sys.executable, "-c", as_installed("\n".join(found), here)]
    done = subprocess.run(python, cwd=tmp_path, env=here, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    if page == "docs/how-to/use-the-api.md":
        said = done.stdout.splitlines()
        assert said[0] == "agency_run"
        assert any("whois://" in line or "rdap" in line for line in said)
