"""The commands that pages of the documentation show, and how a page says what its commands need, or why one is not run.

Before a block of a page may stand comments, which readers do not see:

    <!-- before: COMMAND -->   is run first: a file that the reader would have, the number of a verdict
    <!-- not run: REASON -->   the block is not run, for this reason
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "GOVERNANCE.md")),)
PAGES += tuple(sorted((ROOT / "docs").rglob("*.md")))
SHELLS = ("console", "bash", "sh", "shell")
_PART = re.compile(
    r"^<!-- (?P<word>before|not run): (?P<said>.*?) -->$|^```(?P<kind>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: what must be run before it, its text, and why it is not run ("" when it is)."""

    kind: str
    text: str
    before: tuple[str, ...]
    reason: str

    @property
    def commands(self) -> tuple[tuple[str, str], ...]:
        """Each command of a console block, with what is shown below it."""
        found: list[tuple[str, str]] = []
        for line in self.text.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], ""))
            elif found:
                command, shown = found[-1]
                found[-1] = (command, f"{shown}{line}\n")
        return tuple(found)


def blocks(text: str) -> Iterator[Block]:
    """Yield the fenced blocks of a page with the comments that stand before each."""
    before: list[str] = []
    reason = ""
    for part in _PART.finditer(text):
        if part["word"] == "before":
            before.append(part["said"])
        elif part["word"]:
            reason = part["said"]
        else:
            yield Block(part["kind"], part["text"], tuple(before), reason)
            before, reason = [], ""


def matches(shown: str, said: str) -> bool:
    """Say whether `said` is what is shown, where ``...`` and ``…`` stand for anything."""
    pattern = r".*".join(re.escape(part) for part in re.split(r"\.\.\.|…", shown.strip()))
    return re.fullmatch(pattern, said.strip(), re.DOTALL) is not None
