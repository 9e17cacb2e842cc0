"""Our own pages pass our own check (A24): with an operator's statement they are disclosed, without one they are not.

The pages of a running server and the documentation's site are put on the private internet as they are, and checked by
the command.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.functional.command import run
from tests.functional.internet import Internet, PrivateInternet, Registration, Site
from tests.functional.serving import call, served

pytestmark = pytest.mark.network
ROOT = Path(__file__).parents[2]
STATED, SILENT = "stated", "silent"
STATEMENT = """
name = "Example Press Trust"
legal = "Example Press Trust, charity number 1234567, 1 Example Street, London."
contact = "desk@trust.example"
[owners]
en = "Example Press Trust has no owner; five trustees govern it."
[funding]
en = "Paid by donations."
"""
PATHS = ("", "about", "method", "compare", "domains", "groups", "corrections")


@pytest.fixture(scope="module")
def statement(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("operator") / "operator.toml"
    file.write_text(STATEMENT, encoding="utf-8")
    return file


def pages_of_a_server(env: Mapping[str, str], home: Path) -> dict[str, dict[str, bytes]]:
    """Return the pages of a running server as files of a site, by language."""
    with served(env, home) as (address, _):
        return {
            lang: {f"{path or 'index'}.html": call(address, f"/{path}?lang={lang}")[2] for path in PATHS}
            for lang in ("en", "fr")
        }


def documentation(env: Mapping[str, str], target: Path) -> dict[str, bytes]:
    """Build the documentation's site and return its pages as files."""
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(target)]
    command = [*build, "--config-file", "docs/site/mkdocs.yml"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, check=True, timeout=400)
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*.html")}


@pytest.fixture(scope="module")
def own(statement: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a private internet that holds our pages with a statement and without, in both languages."""
    sites = []
    for kind, env in ((STATED, {"MASTHEAD_OPERATOR": str(statement)}), (SILENT, {})):
        home = tmp_path_factory.mktemp(kind)
        sites.append(Site(f"docs-{kind}.example", documentation(env, home / "site")))
        sites += [Site(f"{lang}-{kind}.example", pages) for lang, pages in pages_of_a_server(env, home / "own").items()]
    registrations = tuple(Registration(site.host, hidden=True) for site in sites)
    with PrivateInternet(Internet(tuple(sites), registrations=registrations), network=60) as env:
        yield env


def checked(own: Mapping[str, str], home: Path, url: str) -> dict[str, object]:
    done = run({**own, "MASTHEAD_PER_HOST_RATE": "off"}, home, "check", url, "--json")
    assert done.status == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("page", ["en-{}.example/", "en-{}.example/method", "fr-{}.example/", "docs-{}.example/"])
def test_with_a_statement_our_pages_say_who_is_behind_them(own, tmp_path, page):
    verdict = checked(own, tmp_path, f"https://{page.format(STATED)}")
    assert (verdict["verdict"], verdict["disclosure"]["owner"]["level"]) == ("disclosed", "clear")
    assert any("Example Press Trust" in marker["quote"] for marker in verdict["disclosure"]["owner"]["markers"])


@pytest.mark.parametrize("page", ["en-{}.example/", "docs-{}.example/"])
def test_without_one_nothing_is_made_up(own, tmp_path, page):
    verdict = checked(own, tmp_path, f"https://{page.format(SILENT)}")
    assert verdict["verdict"] in ("no_finding", "cannot_say")
    assert verdict["disclosure"]["owner"]["level"] != "clear"
