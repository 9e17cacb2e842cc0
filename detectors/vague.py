"""The safety net below the grammars of disclosure: the owner readable in words that no grammar knows.

"Absent" accuses, so it must not follow from a phrase that nobody foresaw. A sentence of the site's own text that holds
a name of the owner, a word for the site or its author and a word that ties the two is a statement, however vague.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from detectors.data_files import load_toml
from detectors.page import Document, Zone

MAX_SENTENCE = 400
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_FOREIGN = frozenset({Zone.COMMENT, Zone.QUOTE, Zone.CODE, Zone.AD})


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    pairs = load_toml("vague_statements.toml")["pair"]
    return tuple((_words(pair["who"], whole=True), _words(pair["tie"], whole=False)) for pair in pairs)


def _words(words: list[str], *, whole: bool) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    end = r"(?!\w)" if whole else ""
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + ")" + end, re.IGNORECASE)


def warm() -> None:
    """Compile the words."""
    _pairs()


def vague_statements(document: Document, names_owner: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Yield (sentence, zone) of the visible text and image alternatives that tie the site to the owner."""
    for block in document.blocks:
        if block.zone in _FOREIGN or not (block.visible or block.alt):
            continue
        for found in _SENTENCE.finditer(block.text):
            sentence = found[0].strip()[:MAX_SENTENCE]
            if any(who.search(sentence) and tie.search(sentence) for who, tie in _pairs()) and names_owner(sentence):
                yield sentence, block.zone.value
