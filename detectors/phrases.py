"""Find phrases in a text: one pass of Aho-Corasick for all lists, then a list's own pattern where one may begin.

A regular expression of many alternatives looks at every character of the text once for each list; here the text is
passed once, and a pattern is only asked where the literal beginning of one of its phrases stands. The answer is that of
`pattern.finditer(text)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import ahocorasick


class PhraseFinder:
    """Lists of phrases, each with its pattern; every match of a pattern begins with one of the list's beginnings."""

    def __init__(self, lists: Mapping[str, tuple[re.Pattern[str], Iterable[str]]]) -> None:
        """Take by name a pattern and the beginnings, folded as the text will be; none may be empty."""
        self._patterns = {name: pattern for name, (pattern, _) in lists.items()}
        wanted: dict[str, list[str]] = {}
        for name, (_, beginnings) in lists.items():
            for beginning in dict.fromkeys(beginnings):
                wanted.setdefault(beginning, []).append(name)
        self._automaton: Any = ahocorasick.Automaton()
        for beginning, names in wanted.items():
            self._automaton.add_word(beginning, (len(beginning) - 1, tuple(names)))
        self._automaton.make_automaton()

    def may_stand_in(self, text: str) -> bool:
        """Tell whether a beginning of some phrase stands in the text; without one no pattern matches anywhere."""
        return next(iter(self._automaton.iter(text)), None) is not None

    def find(self, text: str) -> dict[str, list[re.Match[str]]]:
        """Return the matches of each list that has any: leftmost, in order, none overlapping another of its list."""
        starts: dict[str, set[int]] = {}
        for last, (before, names) in self._automaton.iter(text):
            for name in names:
                starts.setdefault(name, set()).add(last - before)
        found = {name: _matches(self._patterns[name], text, sorted(at)) for name, at in starts.items()}
        return {name: matches for name, matches in found.items() if matches}


def _matches(pattern: re.Pattern[str], text: str, starts: list[int]) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    free = 0
    for start in starts:
        match = pattern.match(text, start) if start >= free else None
        if match:
            found.append(match)
            free = match.end()
    return found
