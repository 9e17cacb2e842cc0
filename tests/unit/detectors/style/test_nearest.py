"""The nearest hands among many, and their verification."""

from __future__ import annotations

import numpy as np

from detectors.style.nearest import Hands, signature, verified
from detectors.style.profile import hand
from detectors.style.similarity import cohort_of
from tests.unit.detectors.style.writers import cohort, posts

COUNT = 60


def test_the_other_half_of_a_hand_is_on_the_shortlist_and_comes_first() -> None:
    left = [hand(tuple(posts(seed, 0, 1, 2)), "en") for seed in range(COUNT)]
    right = [hand(tuple(posts(seed, 3, 4, 5)), "en") for seed in range(COUNT)]
    hands = Hands.of([signature(profile, "en") for profile in left])
    others = cohort_of([hand(tuple(texts), "en") for texts in cohort(40, each=3)])
    listed, first = 0, 0
    for seed, profile in enumerate(right):
        places = hands.nearest(signature(profile, "en"), 10)
        listed += seed in places
        best, _ = verified(profile, [left[place] for place in places], "en", others)[0]
        first += places[best] == seed
    assert listed >= 50
    assert first >= 20  # by chance one in ten


def test_a_shortlist_is_never_longer_than_the_hands() -> None:
    hands = Hands.of([np.array([1, 0], np.float32), np.array([0, 1], np.float32)])
    assert hands.nearest(np.array([0.1, 0.9], np.float32), 10) == [1, 0]
