"""What the logistic regression sees of a pair: one number a family, against a cohort or without one."""

from __future__ import annotations

import numpy as np

from detectors.style.fitted import Fitted
from detectors.style.profile import FAMILIES, Profile, Vector
from detectors.style.similarity import Cohort, likeness, placed, plain_cosine

_PLAIN = ("chars", "tokens", "marks", "shapes", "words", "topic")


def against_cohort(a: Profile, b: Profile, cohort: Cohort, numbers: Fitted) -> dict[str, float]:
    """Return the likeness of each family in standard deviations above strangers, and the scalars' log-odds."""
    first, second = placed(a, cohort), placed(b, cohort)
    values = {family: likeness(first[family], second[family]) for family in FAMILIES}
    values["rates"] = log_odds(first["scalars"].scores, second["scalars"].scores, numbers.reliability)
    return values | {"cosine": float(first["chars"].direction @ second["chars"].direction)}


def alone(a: Profile, b: Profile, numbers: Fitted) -> dict[str, float]:
    """Return the cosine of each family, and the scalars' log-odds against what is normal for the language."""
    values = {family: plain_cosine(a, b, family) for family in _PLAIN}
    x, y = (np.clip((p.counts["scalars"] - numbers.mean) / numbers.spread, -3, 3) for p in (a, b))
    return values | {"rates": log_odds(x, y, numbers.reliability)}


def log_odds(x: Vector, y: Vector, reliability: Vector) -> float:
    """Return the log-odds that two rows of z-scores come from one hand rather than from two.

    Each scalar is normal, and `reliability` is its correlation between two texts of one hand (the two-covariance model
    of speaker verification with diagonal covariances: Brümmer and de Villiers 2010), without its constant.
    """
    share = reliability / (1 - reliability**2)
    return float((share * (x * y - reliability / 2 * (x * x + y * y))).sum())
