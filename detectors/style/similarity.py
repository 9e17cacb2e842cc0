"""How alike two profiles are, family by family, measured against a cohort of other hands.

Counts become square roots of shares (the Hellinger map, which evens out the noise of counts) and z-scores against the
cohort (Burrows' Delta; its cosine form: Smith and Aldridge 2011), then cosines. Each cosine is set against those of
either side with the cohort's hands, which share its language and genre: symmetric score normalisation, as in speaker
verification.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from detectors.style.profile import FAMILIES, Profile, Vector

LIMIT = 3.0  # z-scores beyond it say that a feature is rare, not how the hand writes


@dataclass(frozen=True, eq=False)
class Empty:
    """An empty text among a cohort: its z-scores, their products with the hands, and the hands feature by feature."""

    scores: Vector
    products: Vector
    columns: Vector


@dataclass(frozen=True, eq=False)
class Cohort:
    """Other hands: for each family the mean, the spread and the normalised rows (hands × features).

    `empty` is where a text without any feature stands, by family; `habits` and `habit_spread` are mean and standard
    deviation of each habit.
    """

    mean: dict[str, Vector]
    spread: dict[str, Vector]
    rows: dict[str, Vector]
    empty: dict[str, Empty]
    habits: Vector
    habit_spread: Vector
    size: int


def cohort_of(profiles: list[Profile]) -> Cohort:
    """Return the statistics of at least two hands."""
    mean, spread, rows, empty = {}, {}, {}, {}
    for family in FAMILIES:
        values = np.array([profile.shares[family] for profile in profiles])
        deviation = values.std(axis=0)
        mean[family] = values.mean(axis=0)
        spread[family] = deviation + np.float32(np.median(deviation[deviation > 0]) / 2 if deviation.any() else 1.0)
        scores = np.clip((values - mean[family]) / spread[family], -LIMIT, LIMIT)
        rows[family] = _unit(scores)
        none = np.clip(-mean[family] / spread[family], -LIMIT, LIMIT)
        empty[family] = Empty(none, rows[family] @ none, np.ascontiguousarray(rows[family].T))
    habits = np.array([profile.habits for profile in profiles])
    return Cohort(mean, spread, rows, empty, habits.mean(axis=0), habits.std(axis=0), len(profiles))


@lru_cache(maxsize=512)
def placed(profile: Profile, cohort: Cohort) -> dict[str, Placed]:
    """Return where a profile stands in a cohort, by family."""
    return {family: _place(profile, cohort, family) for family in FAMILIES}


@dataclass(frozen=True, eq=False)
class Placed:
    """A profile among a cohort: the direction of its z-scores, and mean and spread of its cosines with the hands."""

    direction: Vector
    mean: float
    spread: float


def _place(profile: Profile, cohort: Cohort, family: str) -> Placed:
    """Return the place: most features are absent from a text, so only what differs from an empty one is multiplied."""
    shares, mean, spread = profile.shares[family], cohort.mean[family], cohort.spread[family]
    empty = cohort.empty[family]
    there = np.flatnonzero(shares)
    scores = empty.scores.copy()
    scores[there] = np.clip((shares[there] - mean[there]) / spread[there], -LIMIT, LIMIT)
    products = empty.products + (scores[there] - empty.scores[there]) @ empty.columns[there]
    length = max(1e-9, float(np.linalg.norm(scores)))
    cosines = products / length
    return Placed(scores / np.float32(length), float(cosines.mean()), max(1e-6, float(cosines.std())))


def likeness(a: Placed, b: Placed) -> float:
    """Return the cosine of two profiles in standard deviations above their cosines with strangers."""
    cosine = float(a.direction @ b.direction)
    return ((cosine - a.mean) / a.spread + (cosine - b.mean) / b.spread) / 2


def plain_cosine(a: Profile, b: Profile, family: str) -> float:
    """Return the cosine of two profiles when no other hand is known."""
    return float(a.shares[family] @ b.shares[family])  # square roots of shares have length one


def _unit(values: NDArray[np.float32]) -> Vector:
    unit: Vector = values / np.maximum(1e-9, np.linalg.norm(values, axis=-1, keepdims=True))
    return unit
