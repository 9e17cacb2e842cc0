"""Is the cohort of the pair's kind? Against hands of another genre every pair of one genre looks like one hand."""

from __future__ import annotations

import numpy as np

from detectors.style.features import standing
from detectors.style.fitted import Fitted
from detectors.style.profile import Profile
from detectors.style.similarity import Cohort

# Blogs, novels and fan fiction against their own kind stay below it in 95 of 100 pairs; French blogs against novels or
# fan fiction lie above it in 90, English blogs against learners' essays in half (measured on BENCH_DATA/style).
_MOST = 1.2
_LEAST_DIFFERING = 0.25  # spread of the habits as a share of the language's; other hands have about 1


def strangeness(pair: tuple[Profile, Profile], numbers: Fitted, cohort: Cohort) -> float:
    """Return how far both sides deviate from the cohort together, in mean squares of standard deviations.

    The mean of two independent hands of the cohort's kind deviates half as much as one hand, which is about 1.
    """
    first, second = (standing(side, numbers, cohort) for side in pair)
    return float(np.square((first + second) / 2).mean())


def another_kind(pair: tuple[Profile, Profile], numbers: Fitted, cohort: Cohort) -> bool:
    """Return True when both sides deviate from the cohort together, far more than two of its own hands do.

    A cohort whose texts hardly differ (one hand, one template) is of another kind than any pair.
    """
    differing = float(np.median(cohort.habit_spread[numbers.places] / numbers.spread))
    return differing < _LEAST_DIFFERING or strangeness(pair, numbers, cohort) > _MOST
