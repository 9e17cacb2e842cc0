"""How pages of the documentation say what is run and what is not, and that they do."""

from __future__ import annotations

import re

import pytest

from tests.functional.shell_blocks import PAGES, ROOT, SHELLS, Block, blocks, matches

PAGE = """
<!-- before: touch list.csv -->
```console
$ masthead audit list.csv
done ...
$ ls
```
<!-- not run: it would take a day and ask everybody -->
```console
$ masthead serve
```
```python
print(1)
```
"""


def test_blocks_carry_the_comments_before_them():
    first, second, third = blocks(PAGE)
    assert first == Block("console", "$ masthead audit list.csv\ndone ...\n$ ls\n", ("touch list.csv",), "")
    assert first.commands == (("masthead audit list.csv", "done ...\n"), ("ls", ""))
    assert second.reason.startswith("it would")
    assert (third.kind, third.before, third.reason) == ("python", (), "")


def test_dots_stand_for_anything_and_nothing_else_does():
    assert matches("a ... b\n", "a long way to b")
    assert matches("masthead_…", "masthead_x1\n")
    assert not matches("a.c", "abc")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_block_is_run_or_says_why_not(path):
    text = path.read_text(encoding="utf-8")
    for block in blocks(text):
        assert block.kind, f"{path}: a block without a kind"
        if block.reason:
            assert block.kind in (*SHELLS, "python"), f"{path}: only what could be run needs a reason"
            assert len(block.reason.split()) >= 3, f"{path}: {block.reason}: a reason says why"
        elif block.kind in SHELLS:
            assert block.commands, f"{path}: commands begin with a dollar sign"
    assert not re.search(r"^ {4}(?:masthead|curl|make|\.venv/bin/) ?", text, re.MULTILINE), f"{path}: not in a fence"


def test_most_of_what_could_be_run_is():
    found = [block for path in PAGES for block in blocks(path.read_text(encoding="utf-8")) if block.kind in SHELLS]
    assert sum(not block.reason for block in found) > len(found) / 2
