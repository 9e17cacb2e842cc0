"""Measure the search for the nearest hands among 100,000. Run: ``python -m bench.nearest``.

The hands are bloggers that nothing was fitted on (BENCH_DATA/style), four posts a side; the rest of the 100,000 are
their signatures with noise, which makes the search harder, not easier. `fr_` are French novelists and authors of fan
fiction that nothing was fitted on, sought among all of them. Beside it in the same run: the same product with
scikit-learn's nearest neighbours, and one bare product of matrices, the least that can be had.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np
from sklearn.neighbors import NearestNeighbors

from bench import data, floors_hold, without
from bench.style_pairs import Texts, unseen
from detectors.style.nearest import Hands, signature
from detectors.style.profile import Vector, hand

POSTS, COUNT, SHORTLIST, ROUNDS = 4, 100_000, 20, 15


def median(function: Callable[[], object]) -> float:
    """Return the median milliseconds of a call."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        function()
        times.append((time.perf_counter() - start) * 1000)
    return float(np.median(times))


def signatures(texts: Texts, lang: str, start: int) -> list[Vector]:
    """Return the signatures of the hands that have enough for two sides, of the posts from `start` on."""
    sides = [tuple(own[start : start + POSTS]) for own in texts.values() if len(own) >= 2 * POSTS]
    return [signature(hand(side, lang), lang) for side in sides]


def listed(left: list[Vector], right: list[Vector]) -> dict[str, float]:
    """Return how often the other half of a hand, in the same place of `left`, is on the shortlist, and its head."""
    hands = Hands.of(left)
    return {
        name: float(np.mean([at in hands.nearest(one, count) for at, one in enumerate(right)]))
        for name, count in (("listed", SHORTLIST), ("first", 1))
    }


def main() -> int:
    """Print every figure; return 1 when one is beyond its floor (a ceiling where less is better)."""
    folder = data("style")
    if folder is None:
        return without("BENCH_DATA/style")
    _, blogs = unseen(folder, "en")
    left, right = signatures(blogs, "en", 0), signatures(blogs, "en", POSTS)
    every, some = unseen(folder, "fr")
    chance = np.random.default_rng(3)
    spread = np.std(left, axis=0)
    noise = chance.normal(0, 0.5, (COUNT - len(left), len(spread))) * spread
    made = np.array(left)[chance.integers(0, len(left), len(noise))] + noise
    hands = Hands.of([*left, *made.astype(np.float32)])
    found = {
        **listed(left, right),
        **{
            f"fr_{name}": value
            for name, value in listed(signatures(some | every, "fr", 0), signatures(some, "fr", POSTS)).items()
        },
        "ms": median(lambda: hands.nearest(right[0], SHORTLIST)),
        "product_ms": median(lambda: hands.rows @ right[0]),
    }
    search = NearestNeighbors(n_neighbors=SHORTLIST, algorithm="brute", metric="cosine").fit(hands.rows)
    found["peer_ms"] = median(lambda: search.kneighbors(right[0][None]))
    found["ratio"] = found["ms"] / found["peer_ms"]
    print("  ".join(f"{name} {value:.3f}" for name, value in found.items()))
    return int(not floors_hold("nearest", found))


if __name__ == "__main__":
    sys.exit(main())
