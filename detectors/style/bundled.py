"""Other hands that ship: a cohort for pairs of its own kind, where no audit, store or reader gives one.

Kept are hashed masked profiles of texts whose licence allows it, and no text (``detectors/data/style/cohorts``: corpus,
licence, hands, kind and hash by name; made by ``python -m bench.style_cohort``). Nobody chose these hands for the pair,
and among hands of another kind strangers look alike. So kind is asked more strictly than of a cohort that was given:
both sides must also stand on the cohort's side of a line that was fitted between its kind and others.
"""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from detectors.data_files import load_toml
from detectors.style.fitted import fitted
from detectors.style.habits import habits_of
from detectors.style.kind import strangeness
from detectors.style.prints import made
from detectors.style.profile import FAMILIES, SIZES, Profile, Vector, together
from detectors.style.similarity import LIMIT, Cohort, cohort_of
from detectors.style.words import words_of

SHIPPED = ("fr-fiction",)
LONGER = 1.5  # times as long as the sides' posts, from which on shorter extracts are taken
STRANGEST = 1.0  # `kind.strangeness` beyond which a pair is of another kind; of a cohort that was given: 1.4
CLEARLY = 1.0  # how far from the line texts are of the one kind or the other, where a cohort was given
_NEXT_TO_NONE = 0.1  # share of the hands that were given
_FOLDER = "style/cohorts"
_RATE = np.dtype("<f2")
# Whoever unpacks holds the dictionary as well, 64 MB of it as presets have it: more than a child may take for a task.
_FILTER = {"id": lzma.FILTER_LZMA2, "preset": 9, "dict_size": 4 * 1024 * 1024}
_LEAST = 0.02  # spread of a habit that a cohort hardly shows


@dataclass(frozen=True, eq=False)
class Bundled:
    """A cohort that ships: its `kind`, `corpus` and `licence` in words, how many `hands` it has, and its data.

    Of each hand `texts` extracts were read in each of `lengths` (words, longest first). `line` are weights of habits by
    name and `offset` what is added: above 0 a side is of this kind. `made` is the version of the features.
    """

    name: str
    lang: str
    kind: str
    corpus: str
    licence: str
    hands: int
    texts: int
    lengths: tuple[int, ...]
    made: str
    sha256: str
    offset: float
    line: dict[str, float]


@dataclass(frozen=True, eq=False)
class Beside:
    """A shipped cohort as a pair is set among it; `read` is how many words of each of its hands."""

    bundled: Bundled
    cohort: Cohort
    read: int


def beside(pair: tuple[Profile, Profile], lang: str) -> Beside | None:
    """Return the shipped cohort of a pair's language and own kind, in extracts of about its length; None without."""
    for name in SHIPPED:
        if (one := bundled(name)).lang == lang and one.made == made():
            found = _among(one, pair)
            if found and strangeness(pair, fitted(lang), found.cohort) <= STRANGEST:
                return found
    return None


@cache
def bundled(name: str) -> Bundled:
    """Return what is known of a shipped cohort."""
    table = load_toml(f"{_FOLDER}/{name}.toml")
    return Bundled(name, **table | {"lengths": tuple(table["lengths"])})


def _among(one: Bundled, pair: tuple[Profile, Profile]) -> Beside | None:
    """Return the cohort as the pair is set among it; None for very short posts, and beyond the line."""
    size = _size(one, pair)
    if size is None or kinship(np.stack([side.habits for side in pair]), one, size).min() < 0:
        return None
    return Beside(one, _cohort(one.name, *size), size[0] * size[1])


def _size(one: Bundled, pair: tuple[Profile, Profile]) -> tuple[int, int] | None:
    """Return how long extracts are as long as the posts, and how many of them as long as the side; None: too short."""
    each = min(side.words / max(1, side.posts) for side in pair)
    length = next((length for length in one.lengths if length <= LONGER * each), None)
    if length is None:
        return None
    return length, min(one.texts, max(1, round(min(side.words for side in pair) / length)))


@lru_cache(maxsize=2)
def _cohort(name: str, length: int, texts: int) -> Cohort:
    one = bundled(name)
    return cohort_of([together(own[:texts]) for own in unpacked(_bytes(name), one, length)])


def beyond_the_line(pair: tuple[Profile, Profile], lang: str, cohort: Cohort) -> bool:
    """Return True when the pair is clearly of a shipped cohort's kind and next to none of the hands that were given is.

    Or the reverse. A cohort of both kinds parts nothing.
    """
    for name in SHIPPED:
        if (one := bundled(name)).lang == lang and one.made == made() and (size := _size(one, pair)):
            hands = kinship(cohort.habit_rows, one, size)
            sides = kinship(np.stack([side.habits for side in pair]), one, size)
            for sign in (1, -1):
                if (sign * sides).min() > CLEARLY and (sign * hands > CLEARLY).mean() < _NEXT_TO_NONE:
                    return True
    return False


def kinship(rows: Vector, one: Bundled, size: tuple[int, int]) -> Vector:
    """Return for rows of habits how far they stand on the cohort's side of the line of kinds; below 0 beyond it.

    size: how long extracts are and how many, that are about as long as what has the habits.
    """
    names = {name: place for place, name in enumerate(habits_of(one.lang).names)}
    places = np.array([names[name] for name in one.line])
    weights = np.array([*one.line.values()], np.float32)
    reached: Vector = unusual(rows, *_usual(one.name, *size))[:, places] @ weights + np.float32(one.offset)
    return reached


def unusual(habits: Vector, mean: Vector, spread: Vector) -> Vector:
    """Return habits in standard deviations from what is usual."""
    apart: Vector = np.clip((habits - mean) / np.maximum(_LEAST, spread), -LIMIT, LIMIT)
    return apart


@lru_cache(maxsize=16)
def _usual(name: str, length: int, texts: int) -> tuple[Vector, Vector]:
    """Return mean and spread of each habit of the hands, read in so many extracts."""
    one = bundled(name)
    return usual_of(_read(_bytes(name), one)[1][one.lengths.index(length), :, :texts].mean(axis=1))


def usual_of(rows: Vector) -> tuple[Vector, Vector]:
    """Return mean and spread of the habits of hands."""
    return rows.mean(axis=0), rows.std(axis=0)


def packed(lengths: list[list[list[Profile]]]) -> bytes:
    """Return the data of a cohort from its profiles by length, hand and text: counts up to 255, and rates."""
    every = [text for hands in lengths for own in hands for text in own]
    counts = np.array([np.concatenate([text.counts[family] for family in FAMILIES]) for text in every])
    rates = np.array([text.habits for text in every], _RATE)
    data = np.ascontiguousarray(np.minimum(counts, 255).astype(np.uint8).T).tobytes() + rates.tobytes()
    return lzma.compress(data, filters=[_FILTER])


def unpacked(data: bytes, one: Bundled, length: int) -> list[list[Profile]]:
    """Return the profiles of one length by hand and text; raises `ValueError` when the data are not the table's."""
    (counts, rates), at = _read(data, one), one.lengths.index(length)
    return [
        [_profile(counts[:, at, hand, text], one.lang, rates[at, hand, text], length) for text in range(one.texts)]
        for hand in range(one.hands)
    ]


def _read(data: bytes, one: Bundled) -> tuple[NDArray[np.uint8], Vector]:
    """Return counts (features × lengths × hands × texts) and rates (lengths × hands × texts × habits)."""
    if sha256(data).hexdigest() != one.sha256:
        raise ValueError(f"the data of {one.name} are not what its table says")
    shape, features, raw = (len(one.lengths), one.hands, one.texts), sum(_sizes(one.lang)), lzma.decompress(data)
    counts = np.frombuffer(raw, np.uint8, features * int(np.prod(shape))).reshape(features, *shape)
    return counts, np.frombuffer(raw, _RATE, offset=counts.size).reshape(*shape, -1).astype(np.float32)


def _sizes(lang: str) -> list[int]:
    return [len(words_of(lang).places) if family == "words" else SIZES[family] for family in FAMILIES]


def _profile(counts: NDArray[np.uint8], lang: str, rates: Vector, words: int) -> Profile:
    parts = np.split(counts.astype(np.float32), np.cumsum(_sizes(lang))[:-1])
    return Profile(dict(zip(FAMILIES, parts, strict=True)), rates, words, 1)


@cache
def _bytes(name: str) -> bytes:
    return files("detectors").joinpath("data", *_FOLDER.split("/"), f"{name}.xz").read_bytes()


def forget() -> None:
    """Drop the cohorts, which are dozens of megabytes; their packed data stay."""
    _cohort.cache_clear()
    _usual.cache_clear()


def warm() -> None:
    """Read the tables and the packed data."""
    for name in SHIPPED:
        bundled(name)
        _bytes(name)
