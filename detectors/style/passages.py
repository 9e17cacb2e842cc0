"""Copied words: passages that two texts share, by exact 3-word shingles.

A short post may be copied whole from a long page, so the sides are not alike. Shingles that the language repeats
everywhere are no evidence, so a passage counts only from `MIN_WORDS` words on.
"""

from __future__ import annotations

import re

MIN_WORDS = 12  # a run of a dozen equal words is rarely chance; shorter ones are idioms and product names
SHINGLE = 3
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def shared_passages(text: str, other: str, shortest: int = MIN_WORDS) -> list[str]:
    """Return the passages of `text` of at least `shortest` words that also stand in `other`, longest first."""
    theirs = [m.group().casefold() for m in _WORD.finditer(other)]
    if len(theirs) < shortest:
        return []
    spans = [(m.group().casefold(), m.start(), m.end()) for m in _WORD.finditer(text)]
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(theirs) - SHINGLE + 1):
        places.setdefault(tuple(theirs[at : at + SHINGLE]), []).append(at)
    words = [word for word, _, _ in spans]
    found: list[tuple[int, int]] = []
    at = 0
    while at <= len(words) - shortest:
        length = _longest_run(words, at, theirs, places)
        if length >= shortest:
            found.append((at, length))
            at += length
        else:
            at += 1
    passages = [text[spans[start][1] : spans[start + length - 1][2]] for start, length in found]
    return sorted(passages, key=len, reverse=True)


def _longest_run(words: list[str], at: int, theirs: list[str], places: dict[tuple[str, ...], list[int]]) -> int:
    best = 0
    for start in places.get(tuple(words[at : at + SHINGLE]), ())[:50]:
        length = SHINGLE
        limit = min(len(words) - at, len(theirs) - start)
        while length < limit and words[at + length] == theirs[start + length]:
            length += 1
        best = max(best, length)
    return best
