"""What sites call their own pages, and menus: runs of such words that name nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby

from detectors.data_files import load_toml
from detectors.legal.folding import Unit, fold

_LEAST = 3  # words of menus that make a run of lines one
_LONGEST = 40  # characters of a line in a menu
_MOST_WORDS = 5
_SIGNS = " \t*-–—•·›»>▾▸→↑×+☰"
_COUNT = re.compile(r"\s*\(\d{0,3}\)\Z")
_SENTENCE = re.compile(r"[\d:;,@©!?]|\.\Z|\n")


@cache
def page_names() -> re.Pattern[str]:
    """Return the pattern of pages' names in footers, for folded text: "© 2024 Foo Ltd About us" names Foo Ltd."""
    called = sorted(_pages(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, called)) + r")(?!\w)")


def without_menus(
    folded: str, units: Sequence[Unit], is_other: Callable[[Unit], bool], is_title: Callable[[Unit], bool]
) -> list[Unit]:
    """Return the units that stand in no menu.

    A menu is a run of bare words with at least `_LEAST` that menus hold, from the first of these to the last.
    `is_other` tells the short lines that are none: labels and names of organisations. `is_title` tells the title of a
    notice, which may stand right below a menu.
    """
    kept: list[Unit] = []
    for is_bare, run in groupby(units, lambda unit: _is_bare(folded, unit) and not is_other(unit)):
        lines = list(run)
        known = [index for index, unit in enumerate(lines) if is_bare and is_menu_word(_word(folded, unit))]
        while known and is_title(lines[known[-1]]):
            known.pop()
        inside = range(known[0], known[-1] + 1) if len(known) >= _LEAST else range(0)
        kept += [unit for index, unit in enumerate(lines) if index not in inside]
    return kept


def is_menu_word(folded: str) -> bool:
    """Tell whether a folded line is a word of menus, or what sites call a page of their own."""
    return folded in _menu_words()


def _is_bare(folded: str, unit: Unit) -> bool:
    word = _word(folded, unit)
    return len(word) <= _LONGEST and len(word.split()) <= _MOST_WORDS and not _SENTENCE.search(word)


def _word(folded: str, unit: Unit) -> str:
    return _COUNT.sub("", folded[unit.start : unit.end].strip(_SIGNS))


@cache
def _menu_words() -> frozenset[str]:
    return frozenset({*map(fold, load_toml("legal_notice/menus.toml")["words"]), *_pages()})


def _pages() -> Iterator[str]:
    for kind in load_toml("html/site_pages.toml").values():
        yield from map(fold, kind["texts"])


def warm() -> None:
    """Load the words, so that nothing is read while examining."""
    page_names()
    _menu_words()
