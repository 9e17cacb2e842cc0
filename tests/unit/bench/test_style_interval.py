"""How far the figures of few hands carry."""

import numpy as np
import pytest

pytest.importorskip("sklearn")

from bench.style import interval
from bench.style_pairs import Pair, Task


def task(count: int) -> tuple[Task, np.ndarray]:
    """Return one pair of each hand with itself and one with the next."""
    pairs = []
    for at in range(count):
        pairs.append(Pair(("a",), ("b",), same=True, hands=(f"{at}", f"{at}")))
        pairs.append(Pair(("a",), ("b",), same=False, hands=(f"{at}", f"{(at + 1) % count}")))
    return Task("made", "en", tuple(pairs), ()), np.array([pair.same for pair in pairs])


def test_what_is_told_apart_in_every_draw_is_certain():
    made, same = task(12)
    assert interval(made, same.astype(float), same) == (1.0, 1.0)


def test_many_hands_tell_more_than_few():
    def width(count: int) -> float:
        made, same = task(count)
        scores = same + np.random.default_rng(1).normal(0, 1, len(same))
        low, high = interval(made, scores, same)
        assert low < high
        return high - low

    assert width(200) < width(12) / 2
