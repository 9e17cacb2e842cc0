"""The 3-word shingles of a text as numbers, by which copied words are looked up.

Shingles of nothing but function words stand in every text and are left out. Of the others the half with even
numbers is kept (modulo sampling: Broder 1997), on every side the same, so that an index is half as large.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from detectors.style.words import LANGUAGES, words_of

SIZE = 3  # words
SAMPLE = 2
WORD = re.compile(r"\w+(?:['’]\w+)*")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: multiplicative hashing (Knuth, TAOCP 3, 6.4)
_POSITIVE = np.uint64(0x7FFFFFFFFFFFFFFF)  # a signed 64-bit column holds it


def shingles(text: str) -> tuple[int, ...]:
    """Return the numbers of a text's telling shingles, each once, ascending (0 to 2^63 - 1)."""
    read = [_number(word) for word in WORD.findall(text.casefold())]
    if len(read) < SIZE:
        return ()
    numbers = np.array([number for number, _ in read], np.uint64)
    common = np.array([plain for _, plain in read])
    end = len(numbers) - SIZE + 1
    keys, idle = np.zeros(end, np.uint64), np.ones(end, bool)
    for at in range(SIZE):
        keys = (keys ^ numbers[at : at + end]) * _FACTOR
        keys ^= keys >> np.uint64(29)
        idle &= common[at : at + end]
    return tuple(_sampled(keys[~idle]).tolist())


def _sampled(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    kept = keys & _POSITIVE
    return np.unique(kept[kept % np.uint64(SAMPLE) == 0])


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> tuple[int, bool]:
    return crc32(word.encode("utf-8", "replace")), word in common_words()


@cache
def common_words() -> frozenset[str]:
    """Return the function words of every supported language."""
    return frozenset(word for lang in LANGUAGES for word in words_of(lang).places)


def warm() -> None:
    """Read the function words."""
    common_words()
