"""The profile of a text: counts of masked features, hashed without state, so that a profile replays and can be kept.

Families (`FAMILIES`): `chars` 3-5-grams of characters over the distorted text (Stamatatos 2017: words outside the
function words become ``***``, digits ``#``); `tokens` 1-3-grams of tokens, where a masked word is X and the class of
its ending; `words` function words; `marks` 1-4-grams of punctuation; `shapes` 2-4-grams of casing and length;
`habits` are rates of lengths, marks and spellings (`detectors.style.habits`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from detectors.style.habits import habits
from detectors.style.words import tidy, tokens, words_of

Vector = NDArray[np.float32]

SIZES = {"chars": 32768, "tokens": 8192, "marks": 1024, "shapes": 1024}  # buckets, powers of two
GRAMS = {"chars": (3, 4, 5), "tokens": (1, 2, 3), "marks": (1, 2, 3, 4), "shapes": (2, 3, 4)}
FAMILIES = ("chars", "tokens", "marks", "shapes", "words")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: multiplicative hashing (Knuth, TAOCP 3, 6.4)


@dataclass(frozen=True, eq=False)
class Profile:
    """The features of one hand: `counts` by family, `habits`, and how many words and posts they are of."""

    counts: dict[str, Vector]
    habits: Vector
    words: int
    posts: int

    @cached_property
    def shares(self) -> dict[str, Vector]:
        """The counts on the scale on which they are compared: square roots of shares."""
        return {family: np.sqrt(counts / max(1.0, float(counts.sum()))) for family, counts in self.counts.items()}


@lru_cache(maxsize=1024)
def profile(text: str, lang: str) -> Profile:
    """Return the profile of one text in a language of `detectors.style.words.LANGUAGES`."""
    found = tokens(tidy(text), lang)
    read = [_read(token, lang) for token in found]
    masked = "".join(row[0] for row in read)
    series = {
        "chars": np.frombuffer(masked.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64),
        "tokens": np.array([row[1] for row in read], np.uint64),
        "marks": np.array([row[1] for row in read if row[4]], np.uint64),
        "shapes": np.array([row[2] for row in read], np.uint64),
    }
    counts = {family: _hashed(values, GRAMS[family], SIZES[family]) for family, values in series.items()}
    places = np.array([row[3] for row in read if row[3] >= 0], np.int64)
    counts["words"] = np.bincount(places, minlength=len(words_of(lang).places)).astype(np.float32)
    rates = habits(text, [token.strip(" ") for token in found], len(places), lang)
    return Profile(counts, rates, sum(not row[4] for row in read), 1)


@lru_cache(maxsize=1024)
def hand(texts: tuple[str, ...], lang: str) -> Profile:
    """Return the profile of the texts of one hand together (none: an empty one); habits are weighted by words."""
    return together([profile(text, lang) for text in texts] or [profile("", lang)])


def together(profiles: Sequence[Profile]) -> Profile:
    """Return the profile of several posts of one hand, at least one."""
    if len(profiles) == 1:
        return profiles[0]
    counts = {family: np.sum([p.counts[family] for p in profiles], axis=0) for family in profiles[0].counts}
    weights = np.array([max(1, p.words) for p in profiles], np.float32)
    rates = (weights @ np.array([p.habits for p in profiles]) / weights.sum()).astype(np.float32)
    return Profile(counts, rates, sum(p.words for p in profiles), sum(p.posts for p in profiles))


def distorted(text: str, lang: str) -> str:
    """Return the text as the families see it: words of the subject masked."""
    return "".join(_read(token, lang)[0] for token in tokens(tidy(text), lang))


def _hashed(values: NDArray[np.uint64], grams: tuple[int, ...], size: int) -> Vector:
    """Return how many n-grams of `values` fall into each of `size` buckets."""
    counts = np.zeros(size, np.float32)
    shift = np.uint64(64 - size.bit_length() + 1)
    for length in grams:
        count = len(values) - length + 1
        if count <= 0:
            continue
        key = np.full(count, length, np.uint64)
        for at in range(length):
            key = (key ^ values[at : at + count]) * _FACTOR
            key ^= key >> np.uint64(29)
        counts += np.bincount(((key * _FACTOR) >> shift).astype(np.int64), minlength=size)
    return counts


@lru_cache(maxsize=1 << 16)
def _read(token: str, lang: str) -> tuple[str, int, int, int, bool]:
    """Return the distorted token, hashes of its class and shape, its place, and whether it is a mark."""
    space, bare = (" ", token[1:]) if token.startswith(" ") else ("", token)
    if not bare[0].isalpha():
        bare = "#" if bare.isdecimal() else bare
        return space + bare, crc32(bare.encode()), crc32(b"." + bare.encode()), -1, bare != "#"
    known, low = words_of(lang), bare.lower()
    place = known.places.get(low, -1)
    case = "a" if bare.islower() else "A" if bare.isupper() else "Aa" if bare[0].isupper() else "aA"
    shape = crc32(f"{case}{min(len(bare), 10) // 2}".encode())
    if place >= 0:
        return space + bare, crc32(low.encode()), shape, place, False
    tail = low[low.index("'") :] if "'" in low else ""
    mask = "***" if case == "a" else "AAA" if case == "A" else "Aaa"
    return f"{space}{mask}{tail}", crc32(f"X{known.suffix(low)}{tail}".encode()), shape, -1, False
