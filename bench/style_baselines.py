"""Baselines of authorship verification: what others use, written as plainly as they are described.

naive: cosine of character 4-gram TF-IDF of 3,000 terms (the baseline of PAN 2020); delta: cosine delta over the 150
most frequent words; compression: cross-entropy likeness with zlib; impostors: the share of random halves of the
character 4-grams in which the other side is nearer than every one of ten other hands (Koppel and Winter 2014).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from bench.style_pairs import Pair, Task

Scores = NDArray[np.float64]
Side = tuple[str, ...]


def unit(rows: Scores) -> Scores:
    """Return the rows with length one."""
    return rows / np.maximum(1e-9, np.linalg.norm(rows, axis=-1, keepdims=True))


def naive(task: Task) -> Callable[[Pair], float]:
    """Return the naive baseline, its vocabulary taken from the cohort."""
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(4, 4), max_features=3000).fit(map(" ".join, task.cohort))
    return lambda pair: float((vectors.transform([" ".join(pair.a)]) @ vectors.transform([" ".join(pair.b)]).T).sum())


def delta(task: Task) -> Callable[[Pair], float]:
    """Return cosine delta, its words, means and spreads taken from the cohort."""
    words = CountVectorizer(max_features=150, token_pattern=r"[\w']+").fit(map(" ".join, task.cohort))

    def rates(sides: list[Side]) -> Scores:
        counts = words.transform([" ".join(side) for side in sides]).toarray().astype(float)
        return counts / np.maximum(1, counts.sum(axis=1, keepdims=True))

    known = rates(list(task.cohort))
    mean, spread = known.mean(axis=0), known.std(axis=0) + 1e-9

    def score(pair: Pair) -> float:
        a, b = unit((rates([pair.a, pair.b]) - mean) / spread)
        return float(a @ b)

    return score


def compression(_: Task) -> Callable[[Pair], float]:
    """Return the compression baseline: how much the sides save when they are compressed together."""

    def size(text: str) -> int:
        return len(zlib.compress(text.encode(), 9))

    def score(pair: Pair) -> float:
        a, b = "\n".join(pair.a), "\n".join(pair.b)
        return 1 - (size(a + b) - min(size(a), size(b))) / max(size(a), size(b))

    return score


def impostors(task: Task) -> Callable[[Pair], float]:
    """Return the impostors method over character 4-grams."""
    chance = np.random.default_rng(0)
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(4, 4), max_features=3000).fit(map(" ".join, task.cohort))
    others = vectors.transform(list(map(" ".join, task.cohort))).toarray()

    def score(pair: Pair) -> float:
        a, b = vectors.transform([" ".join(pair.a), " ".join(pair.b)]).toarray()
        won = 0.0
        for _ in range(40):
            half = chance.random(a.size) < 0.5
            rivals = unit(others[chance.choice(len(others), min(10, len(others)), replace=False)][:, half])
            first, second = unit(a[half]), unit(b[half])
            alike = first @ second
            won += (alike > (rivals @ first).max()) + (alike > (rivals @ second).max())
        return won / 80

    return score


BASELINES = {"naive": naive, "delta": delta, "compression": compression, "impostors": impostors}
