"""Is the cohort of the pair's kind? Against hands of another genre every pair of one genre looks like one hand."""

from __future__ import annotations

from detectors.style.profile import Profile
from detectors.style.similarity import Cohort, placed

_FAMILY = "scalars"  # lengths, marks and casing move most between genres
# Blogs and novels against their own kind stay below it in 95 of 100 pairs; blogs against essays or novels against
# posts lie above it in 95 (measured on the collections of bench/style.py).
_MOST = 3.0


def another_kind(pair: tuple[Profile, Profile], cohort: Cohort) -> bool:
    """Return True when both sides deviate from the cohort together, far more than two of its own hands do.

    The mean of two independent hands deviates half as much (in squares) as one hand.
    """
    first, second = (placed(side, cohort)[_FAMILY].scores for side in pair)
    return float((((first + second) / 2) ** 2).mean()) > _MOST * cohort.deviation[_FAMILY] / 2
