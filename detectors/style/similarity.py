"""How alike two profiles are, family by family, measured against a cohort of other hands.

Counts become square roots of shares (the Hellinger map, which evens out the noise of counts) and z-scores against the
cohort (Burrows' Delta; its cosine form: Smith and Aldridge 2011), then cosines. Each cosine is set against those of
either side with the cohort's hands, which share its language and genre: symmetric score normalisation, as in speaker
verification.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    """Other hands: for each family the mean, the spread and the shares (hands × features).

    `cosines` are by family mean and spread of each hand's cosines with the others, and `empty` is where a text without
    any feature stands; `habits` and `habit_spread` are mean and standard
    deviation of each habit. Of each row, `owner` numbers its hand, `habit_rows` are its habits, and `typical` is by
    family its cosine with the mean of all other hands.
    """

    mean: dict[str, Vector]
    spread: dict[str, Vector]
    shares: dict[str, Vector]
    cosines: dict[str, tuple[Vector, Vector]]
    empty: dict[str, Empty]
    habits: Vector
    habit_spread: Vector
    owner: NDArray[np.int_]
    habit_rows: Vector
    typical: dict[str, Vector]
    size: int


def cohort_of(profiles: list[Profile], owners: Sequence[int] | None = None) -> Cohort:
    """Return the statistics of at least two hands; owners: the hand of each profile, when one has several."""
    mean, spread, shares, cosines, empty, typical = {}, {}, {}, {}, {}, {}
    owner = np.arange(len(profiles)) if owners is None else np.array(owners)
    for family in FAMILIES:
        values = np.array([profile.shares[family] for profile in profiles])
        shares[family], deviation = values, values.std(axis=0)
        mean[family] = values.mean(axis=0)
        typical[family] = _with_others(values, owner)
        spread[family] = deviation + np.float32(np.median(deviation[deviation > 0]) / 2 if deviation.any() else 1.0)
        rows = _directions(values, mean[family], spread[family])
        cosines[family] = among_strangers(rows)
        none = np.clip(-mean[family] / spread[family], -LIMIT, LIMIT)
        empty[family] = Empty(none, rows @ none, np.ascontiguousarray(rows.T))
    habits = np.array([profile.habits for profile in profiles])
    return Cohort(
        mean,
        spread,
        shares,
        cosines,
        empty,
        habits.mean(axis=0),
        habits.std(axis=0),
        owner,
        habits,
        typical,
        len(profiles),
    )


def _directions(values: Vector, mean: Vector, spread: Vector) -> Vector:
    """Return the z-scores of the rows, each row with length one; some megabytes, so they are worked out in place."""
    rows = values - mean
    rows /= spread
    np.clip(rows, -LIMIT, LIMIT, out=rows)
    rows /= np.maximum(1e-9, np.linalg.norm(rows, axis=-1, keepdims=True))
    return rows


def _with_others(values: Vector, owner: NDArray[np.int_]) -> Vector:
    """Return each row's cosine with the mean of the rows of other hands."""
    total, cosines = values.sum(axis=0), np.empty(len(values), np.float32)
    for one in np.unique(owner):
        own = owner == one
        cosines[own] = values[own] @ (total - values[own].sum(axis=0))
        cosines[own] /= max(1e-9, float(np.linalg.norm(total - values[own].sum(axis=0))))
    return cosines


@dataclass(frozen=True, eq=False)
class Placed:
    """A direction among a cohort, its cosines with the cohort's hands, and their mean and spread."""

    direction: Vector
    cosines: Vector
    mean: float
    spread: float


def place(profile: Profile, cohort: Cohort, family: str) -> Placed:
    """Return where a family of a profile stands: most features are absent, so only what differs is multiplied."""
    shares, mean, spread = profile.shares[family], cohort.mean[family], cohort.spread[family]
    empty = cohort.empty[family]
    there = np.flatnonzero(shares)
    scores = empty.scores.copy()
    scores[there] = np.clip((shares[there] - mean[there]) / spread[there], -LIMIT, LIMIT)
    products = empty.products + (scores[there] - empty.scores[there]) @ empty.columns[there]
    length = max(1e-9, float(np.linalg.norm(scores)))
    return placed(scores / np.float32(length), np.asarray(products / length, np.float32))


def placed(direction: Vector, cosines: Vector) -> Placed:
    """Return a direction of length one with its cosines with the cohort's hands."""
    return Placed(direction, cosines, float(cosines.mean()), max(1e-6, float(cosines.std())))


def likeness(a: Placed, b: Placed) -> float:
    """Return the cosine of two profiles in standard deviations above their cosines with strangers."""
    cosine = float(a.direction @ b.direction)
    return ((cosine - a.mean) / a.spread + (cosine - b.mean) / b.spread) / 2


def among_strangers(rows: Vector) -> tuple[Vector, Vector]:
    """Return mean and spread of each row's cosines with the other rows (rows of length one)."""
    cosines = rows @ rows.T
    np.fill_diagonal(cosines, np.nan)
    return np.nanmean(cosines, axis=1), np.maximum(1e-6, np.nanstd(cosines, axis=1))


def plain_cosine(a: Profile, b: Profile, family: str) -> float:
    """Return the cosine of two profiles when no other hand is known."""
    return float(a.shares[family] @ b.shares[family])  # square roots of shares have length one


def unit(values: NDArray[np.float32]) -> Vector:
    """Return the rows with length one."""
    rows: Vector = values / np.maximum(1e-9, np.linalg.norm(values, axis=-1, keepdims=True))
    return rows
