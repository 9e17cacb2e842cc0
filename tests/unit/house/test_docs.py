"""What the documentation shows is there: links, pages, commands, floors; and its words are ours."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from detectors.model import Level
from detectors.verdict import DAYS, DAYS_FIRM
from server.check import BODIES_KEPT_DAYS
from server.cli import parser
from server.housekeeping import CHECKS_DAYS, REPLIES_DAYS
from tests.unit.house.test_words import ACCUSING

ROOT = Path(__file__).parents[3]
FRONT = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "GOVERNANCE.md")]
PAGES = [*FRONT, *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`[^`\n]*`")
SHELL = frozenset({"|", "||", "&", "&&", ";", ">", ">>", "<"})


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _prose(path: Path) -> str:
    return CODE.sub("", BLOCK.sub("", path.read_text(encoding="utf-8")))


def _anchors(path: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", BLOCK.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", title).strip().lower()) for title in titles}


def _commands(path: Path) -> Iterator[list[str]]:
    """Yield the words of each command that a console block of the page shows, without redirections and comments."""
    for kind, text in BLOCK.findall(path.read_text(encoding="utf-8")):
        for line in text.splitlines() if kind == "console" else ():
            words: list[str] = []
            lexer = shlex.shlex(line[2:], posix=True, punctuation_chars=True)
            lexer.whitespace_split = True
            for word in lexer if line.startswith("$ ") else ():
                if word in SHELL:
                    break
                words.append(word)
            if words:
                yield words


def _shown() -> list[tuple[str, list[str]]]:
    return [(_name(path), words) for path in PAGES for words in _commands(path)]


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_every_relative_link_leads_somewhere(path: Path):
    for link in LINK.findall(_prose(path)):
        if re.match(r"[a-z]+:", link):
            continue
        where, _, anchor = unquote(link).partition("#")
        target = (path.parent / where).resolve() if where else path
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


def test_the_site_is_built_without_a_warning_and_has_every_page(tmp_path: Path):
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    command = [*build, "--config-file", "docs/site/mkdocs.yml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    start = (tmp_path / "index.html").read_text(encoding="utf-8")
    for path in (ROOT / "docs").rglob("*.md"):
        page = path.relative_to(ROOT / "docs").with_suffix(".html")
        shown = page.with_name("index.html") if page.name == "README.html" else page
        assert (tmp_path / shown).is_file(), shown
        assert f'href="{shown.as_posix()}"' in start, f"{shown} is not in the navigation"
    assert not re.search(r"<(?:script|link|img)[^>]+(?:src|href)=\"(?:https?:)?//", start), "a third party's file"


def test_every_command_shown_is_one_that_the_command_line_takes(capsys: pytest.CaptureFixture[str]):
    taken = 0
    for page, words in _shown():
        if Path(words[0]).name != "masthead":
            continue
        try:
            parser().parse_args(words[1:])
        except SystemExit:
            pytest.fail(f"{page}: {shlex.join(words)}: {capsys.readouterr().err}")
        taken += 1
    assert taken >= 15


def test_a_command_that_does_not_exist_would_be_noticed(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("```console\n$ masthead chek example.org > x.txt  # no\nout\n```\n", encoding="utf-8")
    assert list(_commands(page)) == [["masthead", "chek", "example.org"]]
    with pytest.raises(SystemExit):
        parser().parse_args(["chek", "example.org"])


def test_every_target_and_module_shown_is_there():
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for page, words in _shown():
        if words[0] == "make":
            assert words[1] in targets, (page, words)
        if "-m" in words and "pytest" not in words:
            assert find_spec(words[words.index("-m") + 1]), (page, words)


def test_times_that_are_promised_are_those_of_the_code():
    text = (ROOT / "docs" / "explanation" / "privacy.md").read_text(encoding="utf-8")
    said = {row[0]: row[1] for row in re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)}
    assert said["pages and files as fetched, compressed"].startswith(f"{BODIES_KEPT_DAYS} days")
    assert said["a reply and its contact, before its writer has proven that the site is his"] == f"{REPLIES_DAYS} days"
    asked = next(how_long for what, how_long in said.items() if what.startswith("the address of the page"))
    assert asked == f"{CHECKS_DAYS} days after it was asked"
    assert f"expire after {DAYS_FIRM} days, others after {DAYS}" in text


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml")), ids=_name)
def test_forms_are_whole_and_offer_every_level(path: Path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form["name"]
    assert form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert len({field["id"] for field in fields}) == len(fields)
    assert all(field["attributes"]["label"] for field in fields)
    assert not ACCUSING.search(path.read_text(encoding="utf-8"))
    if "wrong-verdict" in path.name:
        offered = next(field for field in fields if field["id"] == "said")["attributes"]["options"]
        assert len(offered) == len(Level)


def test_words_are_neutral():
    for path in PAGES:
        prose = re.sub(r"(?<!a )(?<!the )(?<!to )\blie\b", "", _prose(path))  # files do, in a folder
        found = ACCUSING.search(prose)
        assert not found, (path, found)


def test_lists_are_lists_on_the_site_too():
    """A list that follows a line of prose at once is a part of its paragraph there."""
    for path in PAGES:
        lines = _prose(path).splitlines()
        for before, line in pairwise(lines):
            if re.match(r"(?:-|1\.) ", line):
                assert not before.strip() or re.match(r"#|\s|- |\d+\. ", before), (path, line)


def test_files_that_are_named_are_there():
    """Decisions tell of their day, and a guide may name a file that its reader is to write."""
    written_by_readers = {f"detectors/data/{folder}/da.toml" for folder in ("phrases", "legal_notice", "told", "whose")}
    for path in (path for path in PAGES if path.parent.name != "decisions"):
        named = re.findall(r"`((?:server|detectors|tests|bench|docs|extension)/[\w/.*-]+)`", path.read_text("utf-8"))
        for name in set(named) - written_by_readers:
            assert list(ROOT.glob(name)), (path, name)


def test_the_corpora_are_as_large_as_is_said():
    corpus, said = (
        ROOT / "tests" / "corpus",
        (ROOT / "docs" / "explanation" / "disclosure-corpus.md").read_text("utf-8"),
    )
    counts = re.findall(r"^\| `([\w*]+\.(?:tsv|jsonl))` \| [^|]+ \| ([\d,]+) \|", said, re.MULTILINE)
    assert len(counts) == 8
    for files, count in counts:
        lines = (line for path in (corpus / "disclosure").glob(files) for line in path.read_text("utf-8").splitlines())
        assert sum(bool(line) and not line.startswith("#") for line in lines) == int(count.replace(",", "")), files
    notices = len((corpus / "legal" / "notices.jsonl").read_text("utf-8").splitlines())
    assert f"of {notices} items" in (ROOT / "docs" / "explanation" / "legal-notices.md").read_text("utf-8")
