"""Folding text for look-up without moving any character, and cutting it into units."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple


class Unit(NamedTuple):
    """A line, a table cell or a sentence: ``[start, end)`` of the text."""

    start: int
    end: int


_BREAK = re.compile(r"[\n\r|•·\t]|[.!?;][^\S\n]+(?=[A-ZÀ-Þ«“\"(©Œ\[])")
LONGEST = 2_000  # characters of a unit; notices that lost their stops and line ends have some hundreds
_LONGEST_FORM = 4  # letters of an abbreviated legal form
_MOST_KEPT = 20_000  # characters; texts of our languages have a few hundred
_LAST_WORD = re.compile(r"[^\W\d_]*$")
# A full stop after these ends no sentence.
_ABBREVIATIONS = frozenset(
    {
        "cap",
        "soc",
        "st",
        "dr",
        "mme",
        "m",
        "mr",
        "mrs",
        "ms",
        "no",
        "nr",
        "n",
        "art",
        "abs",
        "p",
        "sp",
        "ges",
        "reg",
        "str",
        "tel",
        "tél",
        "av",
        "bd",
        "ste",
        "co",
        "vs",
        "dott",
        "prof",
        "ing",
        "avv",
        "geom",
        "jur",
        "med",
        "phil",
        "dipl",
        "rer",
        "nat",
        "mag",
        "rag",
    }
)


class _Folding(dict[int, str]):
    """A table for `str.translate`, filled as characters are met (code -> one character)."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(self) < _MOST_KEPT:
            self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    if character.isspace():
        return "\n" if character == "\n" else " "
    if character in "’‘ʼ`´":
        return "'"
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


_folding = _Folding()


def fold(text: str) -> str:
    """Return `text` in lower case without accents, of the same length, with every space and apostrophe alike."""
    return text.translate(_folding)


def units(text: str) -> list[Unit]:
    """Cut `text` into lines, cells and sentences, in order; empty ones are left out.

    None is longer than `LONGEST`: what is asked of each phrase in a unit would else cost more than the text is long.
    """
    found: list[Unit] = []
    start = 0
    for match in _BREAK.finditer(text):
        if match.group()[0] == "." and (is_abbreviation(text, match.start()) or _goes_on(text, match)):
            continue
        end = match.start() + (match.group()[0] in ".!?;")
        found += _pieces(text, start, end)
        start = match.end()
    found += _pieces(text, start, len(text))
    return [unit for unit in found if text[unit.start : unit.end].strip()]


def _pieces(text: str, start: int, end: int) -> Iterator[Unit]:
    while end - start > LONGEST:
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = blank if blank >= 0 else start + LONGEST
        yield Unit(start, cut)
        start = cut
    yield Unit(start, end)


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Tell whether a bracket after a full stop belongs to the name before it: 'Foo, Inc. ("we")', "Foo Ltd. (Foo)"."""
    word = _LAST_WORD.search(text, max(0, stop.start() - 12), stop.start())
    return (
        text[stop.end() : stop.end() + 1] == "(" and bool(word) and len(word.group() if word else "") <= _LONGEST_FORM
    )


def is_abbreviation(text: str, dot: int) -> bool:
    """Tell whether the full stop at `dot` ends an abbreviation or an initial, so that no sentence ends there."""
    match = _LAST_WORD.search(text, max(0, dot - 12), dot)
    word = match.group().lower() if match else ""
    return len(word) == 1 or word in _ABBREVIATIONS
