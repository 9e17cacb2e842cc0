"""What the logistic regression sees of a pair: the likeness of each family and the agreement of habits."""

from __future__ import annotations

import numpy as np

from detectors.style.fitted import Fitted, Model
from detectors.style.profile import FAMILIES, Profile, Vector
from detectors.style.similarity import Cohort, likeness, placed, plain_cosine

LIMIT = 3.0  # standard deviations beyond which a habit is rare, and says no more


def likenesses(a: Profile, b: Profile, cohort: Cohort | None) -> dict[str, float]:
    """Return the likeness of a pair by name; names that start with ``z_`` need a cohort.

    Cosines by family, and with a cohort each family's cosine in standard deviations above strangers.
    """
    values = {family: plain_cosine(a, b, family) for family in FAMILIES}
    if cohort is not None:
        first, second = placed(a, cohort), placed(b, cohort)
        values |= {f"z_{family}": likeness(first[family], second[family]) for family in FAMILIES}
    return values


def standing(side: Profile, numbers: Fitted, cohort: Cohort | None) -> Vector:
    """Return the weighed habits of a side in standard deviations from what is normal.

    Normal is what the cohort's hands do, or what is normal for the language when there is none. The cohort's spread may
    halve or double the language's: of few hands it is uncertain.
    """
    mean, spread = numbers.mean, numbers.spread
    if cohort is not None:
        mean = cohort.habits[numbers.places]
        spread = np.clip(cohort.habit_spread[numbers.places], spread / 2, spread * 2)
    scores: Vector = np.clip((side.habits[numbers.places] - mean) / spread, -LIMIT, LIMIT)
    return scores


def agreement(x: Vector, y: Vector) -> Vector:
    """Return for two standings the product of each habit, then half its squared difference.

    For normal habits these two carry the log-odds of one hand against two (the two-covariance model of speaker
    verification: Brümmer and de Villiers 2010); their weights are fitted.
    """
    return np.concatenate([x * y, (x - y) ** 2 / 2], axis=-1)


def alikeness(pair: Vector) -> Vector:
    """Return how alike the habits of pairs are, all weighed the same (-1 to 1), from rows of `agreement`.

    It is twice the inner product over the sum of both squared lengths: a cosine that also asks for the same length.
    """
    product, difference = (half.sum(axis=-1) for half in np.split(pair, 2, axis=-1))
    alike: Vector = product / np.maximum(1e-9, product + difference)
    return alike


def log_odds(a: Profile, b: Profile, numbers: Fitted, cohort: Cohort | None) -> float:
    """Return the log-odds, uncalibrated, that two sides come from one hand; without a cohort they only rank."""
    model: Model = numbers.model(min(a.words, b.words))
    pair = agreement(standing(a, numbers, cohort), standing(b, numbers, cohort))
    values = likenesses(a, b, cohort) | {"habits": float(model.habits @ pair)}
    values["alike" if cohort is None else "z_habits"] = float(alikeness(pair))
    weights = model.alone if cohort is None else model.weights
    return weights["intercept"] + sum(weights[name] * values[name] for name in weights if name in values)
