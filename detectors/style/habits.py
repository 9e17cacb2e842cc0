"""The habits of a hand: rates of marks, spellings, lengths and openings; none depends on the subject.

Which marks, patterns, words and endings are counted is data (``detectors/data/style/habits.toml``); lengths and
richness are measured here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from detectors.data_files import load_toml

Vector = NDArray[np.float32]

LENGTHS = (
    "the mean length of words",
    "the spread of the length of words",
    "words of up to three letters",
    "words of eight letters and more",
    "the mean length of sentences",
    "the spread of the length of sentences",
    "the middle length of sentences",
    "sentences of up to five words",
    "sentences of thirty words and more",
    "the mean length of paragraphs",
    "the spread of the length of paragraphs",
    "different words among the first 400",
    "words used once among the first 400",
    "how often words come again",
    "function words",
    "words that begin with a capital",
    "words in capitals throughout",
)
_ENDS = re.compile(r"[.!?…]+(?=\s|$)")
AROUND = re.compile(r"(?s)(?=(\A|.)([^\w\s])(.|\Z))")
_RICH = 400  # words over which richness is measured: it falls with the length of a text
_PLAIN = {"s": "a space", "a": "a letter", "A": "a capital", "0": "a digit", "p": "another mark", "n": "the edge"}


@dataclass(frozen=True)
class Habits:
    """What is counted in a language; `names` says in plain words what each place of a vector is."""

    names: tuple[str, ...]
    marks: dict[str, int]
    patterns: tuple[re.Pattern[str], ...]
    words: tuple[frozenset[str], ...]
    endings: tuple[frozenset[str], ...]


@cache
def habits_of(lang: str) -> Habits:
    """Return the habits of a language: those of every language, then its own."""
    table = load_toml("style/habits.toml")
    both = [{**table[kind].get("any", {}), **table[kind].get(lang, {})} for kind in ("patterns", "words", "endings")]
    marks = tuple(dict.fromkeys(table["marks"].split()))
    patterns, words, endings = both
    return Habits(
        (*LENGTHS, *map(_says, marks), *patterns, *words, *endings),
        {mark: place for place, mark in enumerate(marks)},
        tuple(map(re.compile, patterns.values())),
        tuple(frozenset(group.split()) for group in words.values()),
        tuple(frozenset(group.split()) for group in endings.values()),
    )


def _says(mark: str) -> str:
    return f"“{mark[1]}” between {_PLAIN[mark[0]]} and {_PLAIN[mark[2]]}"


def habits(text: str, tokens: list[str], function_words: int, lang: str) -> Vector:
    """Return the rates of a text in the order of ``habits_of(lang).names``.

    tokens: its words, numbers and marks without spaces. Counts are per 1,000 words, as logarithms of one and the rate.
    """
    known = habits_of(lang)
    words = [token for token in tokens if token[0].isalpha()]
    low = [word.lower() for word in words]
    counts = Counter(low)
    tails = Counter(word[-size:] for word in counts.elements() if len(word) > 4 for size in (2, 3, 4, 5, 6))
    marks = _marks(text, known.marks)
    rates = [len(pattern.findall(text)) for pattern in known.patterns]
    rates += [sum(counts[word] for word in group) for group in known.words]
    rates += [sum(tails[ending] for ending in group) for group in known.endings]
    shares = _lengths(text, words, low, function_words)
    return np.concatenate(
        [shares, np.log1p(np.array([*marks, *rates]) * (1000 / max(1, len(words))))], dtype=np.float32
    )


def _marks(text: str, places: dict[str, int]) -> list[int]:
    counts = [0] * len(places)
    for (before, sign, after), count in Counter(AROUND.findall(text)).items():
        place = places.get(char_class(before) + sign + char_class(after))
        if place is not None:
            counts[place] += count
    return counts


def char_class(char: str) -> str:
    """Return what stands beside a mark: a letter, A capital, 0 digit, s space, p mark, n edge of the text or line."""
    if not char or char == "\n":
        return "n"
    if char.isalpha():
        return "A" if char.isupper() else "a"
    return "s" if char.isspace() else "0" if char.isdigit() else "p"


def _lengths(text: str, words: list[str], low: list[str], function_words: int) -> Vector:
    total, first = max(1, len(words)), Counter(low[:_RICH])
    known = max(1, min(len(low), _RICH))
    lengths = np.array([len(word) for word in words] or [0])
    sentences = np.array([len(part.split()) for part in _ENDS.split(text) if part.strip()] or [0])
    paragraphs = np.array([len(part.split()) for part in text.split("\n") if part.strip()] or [0])
    return np.array(
        [
            lengths.mean(),
            lengths.std(),
            (lengths <= 3).mean(),
            (lengths >= 8).mean(),
            np.log1p(sentences.mean()),
            np.log1p(sentences.std()),
            np.log1p(np.median(sentences)),
            (sentences <= 5).mean(),
            (sentences >= 30).mean(),
            np.log1p(paragraphs.mean()),
            np.log1p(paragraphs.std()),
            len(first) / known,
            sum(count == 1 for count in first.values()) / known,
            sum(count * count for count in first.values()) / known**2 * 100,
            function_words / total,
            sum(word[0].isupper() for word in words) / total,
            sum(word == word.upper() and len(word) > 1 for word in words) / total,
        ],
        np.float32,
    )
