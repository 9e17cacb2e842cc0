"""The print of a hand: its profile as it is kept and frozen, from which no text can be got back.

A print is made of hashed counts of masked features and of rates, so it holds neither words of the subject nor their
order. It is known by the content that it was made of, so that the same posts are profiled once.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256

import numpy as np

from detectors.model import HandPrint
from detectors.style.habits import habits_of
from detectors.style.profile import FAMILIES, GRAMS, SIZES, Profile, hand
from detectors.style.words import LANGUAGES, words_of

_COUNT, _RATE = np.dtype("<u2"), np.dtype("<f4")
_MOST = np.iinfo(_COUNT).max  # of one n-gram; more are as many
# Long enough that a change of what is counted shows: marks, casing, digits, elisions, endings.
_SAMPLE = (
    "Well... I've walked 12 miles, haven't I? \"No,\" she said - quietly; l'été d'avant, peut-être!\n"
    "THE RIVER (see above) was running: nobody'd noticed & everyone went on, happily, to Paris.\n"
)


def printed(texts: Sequence[str], lang: str) -> HandPrint:
    """Return the print of the posts of one hand, in a language of `detectors.style.words.LANGUAGES`."""
    found = hand(tuple(texts), lang)
    return HandPrint(lang, found.words, found.posts, made(), _packed(found))


def key_of(texts: Sequence[str], lang: str) -> str:
    """Return what the print of these posts is known by: the SHA-256 of what it is made of, and how."""
    return sha256(json.dumps([made(), lang, *texts]).encode()).hexdigest()


def profile_of(kept: HandPrint) -> Profile:
    """Return the profile of a print; raises `ValueError` when it was made by another version, or is damaged."""
    if kept.lang not in LANGUAGES or kept.made != made():
        raise ValueError("the print was made by another version")
    sizes = [len(words_of(kept.lang).places) if family == "words" else SIZES[family] for family in FAMILIES]
    rates = len(habits_of(kept.lang).names)
    wanted = sum(sizes) * _COUNT.itemsize + rates * _RATE.itemsize
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(b64decode(kept.data, validate=True), wanted + 1)
    except zlib.error as error:
        raise ValueError(f"the print is damaged: {error}") from error
    if len(data) != wanted:
        raise ValueError("the print is damaged: its length is wrong")
    numbers = np.frombuffer(data, _COUNT, sum(sizes)).astype(np.float32)
    parts = np.split(numbers, np.cumsum(sizes)[:-1])
    habits = np.frombuffer(data, _RATE, rates, sum(sizes) * _COUNT.itemsize).astype(np.float32)
    return Profile(dict(zip(FAMILIES, parts, strict=True)), habits, kept.words, kept.posts)


@cache
def made() -> str:
    """Return the version of the features: it changes with every list, size or rule that a print depends on."""
    lists = {
        lang: [[*words_of(lang).places], words_of(lang).suffixes, habits_of(lang).names, *_rules(lang)]
        for lang in LANGUAGES
    }
    rules = json.dumps([GRAMS, SIZES, FAMILIES, lists], sort_keys=True).encode()
    samples = (_packed(hand((_SAMPLE,), lang)).encode() for lang in LANGUAGES)
    return sha256(b"\n".join([rules, *samples])).hexdigest()[:12]


def _rules(lang: str) -> list[list[str]]:
    known = habits_of(lang)
    groups = [" ".join(sorted(group)) for group in (*known.words, *known.endings)]
    return [[*known.marks], [pattern.pattern for pattern in known.patterns], groups]


def _packed(found: Profile) -> str:
    counts = np.concatenate([found.counts[family] for family in FAMILIES])
    data = np.minimum(counts, _MOST).astype(_COUNT).tobytes() + found.habits.astype(_RATE).tobytes()
    return b64encode(zlib.compress(data, 9)).decode()


def warm() -> None:
    """Work out the version."""
    made()
