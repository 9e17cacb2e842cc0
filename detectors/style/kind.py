"""Is the cohort of the pair's kind? Against hands of another genre every pair of one genre looks like one hand."""

from __future__ import annotations

import numpy as np

from detectors.style.profile import Profile, Vector
from detectors.style.similarity import Cohort, placed

_FAMILY = "chars"


def another_kind(pair: tuple[Profile, Profile], cohort: Cohort) -> bool:
    """Return True when both sides lie outside the cohort: less like its hands than nearly all of them are."""
    typical = own_closeness(cohort)
    return all(placed(side, cohort)[_FAMILY].mean < np.quantile(typical, 0.02) for side in pair)


def own_closeness(cohort: Cohort) -> Vector:
    """Return for each hand of a cohort the mean of its cosines with the others."""
    rows = cohort.rows[_FAMILY]
    cosines = rows @ rows.T
    closeness: Vector = (cosines.sum(axis=1) - 1) / (cohort.size - 1)
    return closeness
