"""Copied words: passages that two texts share, by exact 3-word shingles, and the same passage on both sides.

A short post may be copied whole from a long page, so the sides are not alike. Shingles that the language repeats
everywhere are no evidence, so a passage counts only from `MIN_WORDS` words on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from detectors.style.shingles import SIZE, WORD

MIN_WORDS = 12  # a run of a dozen equal words is rarely chance; shorter ones are idioms and product names
_MOST_PLACES = 50  # of one shingle that are looked at
_QUOTATION = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“]*“|\"[^\"\n]*\"|(?m:^>.*$)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of equal words, as either side writes it, with its offset in either text."""

    words: int
    here: str
    there: str
    at: tuple[int, int]


def without_quotations(text: str) -> str:
    """Return the text with what stands in quotation marks, or behind ``>``, taken out where it is long enough to show.

    A few words in quotation marks are a title or a manner of speaking, and stay.
    """
    return _QUOTATION.sub(lambda found: "\n" if found.group().count(" ") >= MIN_WORDS - 1 else found.group(), text)


def side_by_side(text: str, other: str, shortest: int = MIN_WORDS) -> list[Passage]:
    """Return the passages that two texts share, each as both write it, longest first."""
    ours, theirs = _placed_words(text), _placed_words(other)
    if len(theirs) < shortest:
        return []
    words, copied = ([word for word, _, _ in side] for side in (ours, theirs))
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(copied) - SIZE + 1):
        places.setdefault(tuple(copied[at : at + SIZE]), []).append(at)
    found: list[Passage] = []
    at = 0
    while at <= len(words) - shortest:
        if gap := _gap(words, at, max(1, shortest - SIZE + 1), places):
            at += gap  # no passage begins before it
            continue
        length, start = _longest_run(words, at, copied, places)
        if length >= shortest:
            (a, b), (c, d) = ((side[k][1], side[k + length - 1][2]) for side, k in ((ours, at), (theirs, start)))
            found.append(Passage(length, text[a:b], other[c:d], (a, c)))
            at += length
        else:
            at += 1
    return sorted(found, key=lambda passage: (-len(passage.here), passage.at))


@lru_cache(maxsize=4)  # one text is put beside many
def _placed_words(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple((m.group().casefold(), *m.span()) for m in WORD.finditer(text))


def forget() -> None:
    """Drop the texts that were compared."""
    _placed_words.cache_clear()


def _gap(words: list[str], at: int, count: int, places: Mapping[tuple[str, ...], list[int]]) -> int:
    """Return how far behind the last of `count` shingles from `at` on that the other side lacks; 0 if it has them all.

    A passage has every shingle of its words on both sides, so none crosses that one.
    """
    for ahead in range(count - 1, -1, -1):
        if tuple(words[at + ahead : at + ahead + SIZE]) not in places:
            return ahead + 1
    return 0


def _longest_run(
    words: list[str], at: int, theirs: list[str], places: dict[tuple[str, ...], list[int]]
) -> tuple[int, int]:
    """Return the length in words of the longest equal run from `at` on, and where it starts on the other side."""
    best = (0, 0)
    for start in places.get(tuple(words[at : at + SIZE]), ())[:_MOST_PLACES]:
        length = SIZE
        limit = min(len(words) - at, len(theirs) - start)
        while length < limit and words[at + length] == theirs[start + length]:
            length += 1
        best = max(best, (length, start), key=lambda run: run[0])
    return best
