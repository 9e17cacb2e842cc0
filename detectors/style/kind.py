"""Is the cohort of the pair's kind, and of a kind that was measured? Among hands of another genre all look like one.

Signs of kind, none of which depends on a subject: how rare the weighed habits are, how unusual the lengths of words,
sentences and paragraphs are together, and by family how little a text resembles the middle of the cohort. Each is read
on the scale of the cohort's own hands, measured hand by hand against the others.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from detectors.style.fitted import Fitted
from detectors.style.habits import LENGTHS
from detectors.style.profile import FAMILIES, Profile, Vector
from detectors.style.similarity import LIMIT, Cohort

# On each sign 0 is the middle of the cohort's own hands and 1 where their outermost tenth begins. Shares of pairs of
# the cohort's kind and of others that lie beyond: docs/explanation/style.md, measured by python -m bench.style.
MOST = 1.4
_APART = 0.45  # mean square of lengths between the means of two kinds, in spreads of one hand; of one kind: .06
_LEAST_DIFFERING = 0.25  # spread of the habits as a share of the language's; other hands have about 1
_FEWEST = 5  # hands whose middle and edge can be told
_OUTER = 0.9
_ENOUGH = 60  # hands that are read against the others to set the scale
_TINY = 1e-6
_SHRUNK = 0.3  # share of the covariance of lengths that is a multiple of one: it comes of a few dozen hands


def another_kind(pair: tuple[Profile, Profile], numbers: Fitted, cohort: Cohort) -> bool:
    """Return True when both sides stand outside the cohort in one respect, far more than its own hands do.

    A cohort of fewer than five hands, or whose texts hardly differ (one template), is of another kind than any pair.
    """
    if len(np.unique(cohort.owner)) < _FEWEST:
        return True
    differing = float(np.median(cohort.habit_spread[numbers.places] / numbers.spread))
    return differing < _LEAST_DIFFERING or strangeness(pair, numbers, cohort) > MOST


def strangeness(pair: tuple[Profile, Profile], numbers: Fitted, cohort: Cohort) -> float:
    """Return by how much both sides stand outside the cohort in the two respects where they do most, in the mean."""
    signs = np.minimum(*(_signs(side, numbers, cohort) for side in pair))
    return float(np.sort(signs)[-2:].mean())


def unmeasured_kind(numbers: Fitted, cohort: Cohort) -> bool:
    """Return True when the cohort's hands write in the mean otherwise than those that probabilities were fitted on.

    Only lengths of words and sentences and the richness of words are asked: another typography (curly apostrophes,
    single spaces) makes no other kind, and whether paragraphs are kept hangs on how a page was read.
    """
    lengths = np.array([place < len(LENGTHS) and "paragraph" not in LENGTHS[place] for place in numbers.places])
    apart = (cohort.habits[numbers.places] - numbers.mean)[lengths] / numbers.spread[lengths]
    return float(np.square(np.clip(apart, -LIMIT, LIMIT)).mean()) > _APART


class _Norm:
    """What is normal for the habits of some rows of hands."""

    def __init__(self, rows: Vector, numbers: Fitted) -> None:
        self._mean = rows.mean(axis=0)
        self._spread = np.maximum(_TINY, rows.std(axis=0))
        self._weighed = np.clip(self._spread[numbers.places], numbers.spread / 2, numbers.spread * 2)
        self._places = numbers.places
        lengths = self._lengths(rows)
        covariance = np.cov(lengths.T, bias=True)
        middle = np.eye(len(covariance)) * np.diag(covariance).mean()
        self._precision = np.linalg.pinv((1 - _SHRUNK) * covariance + _SHRUNK * middle)

    def _lengths(self, rows: Vector) -> Vector:
        size = len(LENGTHS)
        lengths: Vector = np.clip((rows[:, :size] - self._mean[:size]) / self._spread[:size], -LIMIT, LIMIT)
        return lengths

    def rarity(self, rows: Vector) -> Vector:
        """Return for each row how rare its weighed habits are and how unusual its lengths are together."""
        rare = (rows[:, self._places] - self._mean[self._places]) / self._weighed
        lengths = self._lengths(rows)
        distance = np.einsum("ij,jk,ik->i", lengths, self._precision, lengths)
        return np.stack([np.square(np.clip(rare, -LIMIT, LIMIT)).mean(axis=1), distance], axis=1)


class _Scale:
    """The signs of kind of a cohort's own hands, and any text read on their scale."""

    def __init__(self, cohort: Cohort, numbers: Fitted) -> None:
        self._centre = {family: mean / max(_TINY, float(np.linalg.norm(mean))) for family, mean in cohort.mean.items()}
        self._norm = _Norm(cohort.habit_rows, numbers)
        signs = []
        owners = np.unique(cohort.owner)
        for one in owners[:: -(-len(owners) // _ENOUGH)]:
            own = cohort.owner == one
            rarity = _Norm(cohort.habit_rows[~own], numbers).rarity(cohort.habit_rows[own])
            signs.append(np.hstack([rarity, np.stack([-cohort.typical[family][own] for family in FAMILIES], axis=1)]))
        found = np.concatenate(signs)
        self._middle = np.median(found, axis=0)
        self._width = np.maximum(_TINY, np.quantile(found, _OUTER, axis=0) - self._middle)

    def signs(self, side: Profile) -> Vector:
        """Return the signs of a side on the cohort's scale."""
        apart = [-float(side.shares[family] @ self._centre[family]) for family in FAMILIES]
        found: Vector = (np.concatenate([self._norm.rarity(side.habits[None])[0], apart]) - self._middle) / self._width
        return found


@lru_cache(maxsize=8)
def _scale_of(cohort: Cohort, numbers: Fitted) -> _Scale:
    return _Scale(cohort, numbers)


@lru_cache(maxsize=512)
def _signs(side: Profile, numbers: Fitted, cohort: Cohort) -> Vector:
    return _scale_of(cohort, numbers).signs(side)


def forget() -> None:
    """Drop the scales of cohorts, which hold the cohorts."""
    _scale_of.cache_clear()
    _signs.cache_clear()
