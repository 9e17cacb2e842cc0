"""What the logistic regression sees of a pair: the likeness of each family and the agreement of habits.

Among a cohort the outcome is read once more against strangers: how far it lies above what either side reaches with the
cohort's hands (symmetric score normalisation, as in speaker verification). So a kind of text in which every two hands
look alike does not make one hand of two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from detectors.style.fitted import Fitted, Model
from detectors.style.profile import FAMILIES, Profile, Vector
from detectors.style.similarity import (
    LIMIT,
    Cohort,
    Placed,
    among_strangers,
    likeness,
    place,
    placed,
    plain_cosine,
    unit,
)

MANNER = "manner"  # the weighed habits as one direction, beside the families
_LEAST = 1e-6


@dataclass(frozen=True, eq=False)
class Neighbours:
    """The cohort's hands as the regression sees them: standings (hands × habits), directions of them, and by family
    mean and spread of each hand's cosines with the others."""

    standings: Vector
    manners: Vector
    cosines: dict[str, tuple[Vector, Vector]]


@dataclass(frozen=True, eq=False)
class Seat:
    """A profile among a cohort: its standing, where each family stands, and its likenesses with every hand there."""

    standing: Vector
    families: dict[str, Placed]
    versus: dict[str, Vector]


@lru_cache(maxsize=8)
def neighbours(cohort: Cohort, numbers: Fitted) -> Neighbours:
    """Return the cohort's hands as the regression sees them."""
    standings = _standing(cohort.habit_rows, numbers, cohort)
    manners = unit(standings)
    return Neighbours(standings, manners, cohort.cosines | {MANNER: among_strangers(manners)})


@lru_cache(maxsize=512)
def seat(profile: Profile, numbers: Fitted, cohort: Cohort) -> Seat:
    """Return where a profile stands among a cohort."""
    near, mine = neighbours(cohort, numbers), standing(profile, numbers, cohort)
    manner = mine / max(1e-9, float(np.linalg.norm(mine)))
    families = {family: place(profile, cohort, family) for family in FAMILIES}
    families[MANNER] = placed(manner, near.manners @ manner)
    versus = {family: cohort.shares[family] @ profile.shares[family] for family in FAMILIES}
    for family, own in families.items():
        mean, spread = near.cosines[family]
        versus[f"z_{family}"] = ((own.cosines - own.mean) / own.spread + (own.cosines - mean) / spread) / 2
    return Seat(mine, families, versus)


def likenesses(a: Profile, b: Profile, numbers: Fitted, cohort: Cohort | None) -> dict[str, float]:
    """Return the likeness of a pair by name; names that start with ``z_`` need a cohort.

    Cosines by family, and with a cohort each cosine in standard deviations above strangers, that of the habits too.
    """
    plain = {family: plain_cosine(a, b, family) for family in FAMILIES}
    return plain if cohort is None else plain | between(*(seat(side, numbers, cohort) for side in (a, b)))


def between(a: Seat, b: Seat) -> dict[str, float]:
    """Return by name each cosine of two sides in standard deviations above strangers."""
    return {f"z_{family}": likeness(own, b.families[family]) for family, own in a.families.items()}


def standing(side: Profile, numbers: Fitted, cohort: Cohort | None) -> Vector:
    """Return the weighed habits of a side in standard deviations from what is normal.

    Normal is what the cohort's hands do, or what is normal for the language when there is none. The cohort's spread may
    halve or double the language's: of few hands it is uncertain.
    """
    return _standing(side.habits, numbers, cohort)


def _standing(habits: Vector, numbers: Fitted, cohort: Cohort | None) -> Vector:
    mean, spread = numbers.mean, numbers.spread
    if cohort is not None:
        mean = cohort.habits[numbers.places]
        spread = np.clip(cohort.habit_spread[numbers.places], spread / 2, spread * 2)
    scores: Vector = np.clip((habits[..., numbers.places] - mean) / spread, -LIMIT, LIMIT)
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


def weighed(values: Mapping[str, float | Vector], pairs: Vector, model: Model, weights: dict[str, float]) -> Vector:
    """Return what `weights` make of likenesses and of the agreement of habits: of one pair, or of many as rows."""
    alike = alikeness(pairs)
    known = {**values, "habits": pairs @ model.habits, "alike": alike, "z_habits": alike}
    total: Vector = np.asarray(sum(weights[name] * known[name] for name in weights if name in known))
    return total + weights["intercept"]


def with_strangers(own: Seat, near: Neighbours, model: Model) -> tuple[float, float]:
    """Return mean and spread of what a side reaches with the cohort's hands."""
    pairs = agreement(own.standing, near.standings)
    scores = weighed(own.versus, pairs, model, model.weights)
    return float(scores.mean()), max(_LEAST, float(scores.std()))


@lru_cache(maxsize=1024)
def _strangers(side: Profile, numbers: Fitted, cohort: Cohort, model: Model) -> tuple[float, float]:
    return with_strangers(seat(side, numbers, cohort), neighbours(cohort, numbers), model)


def forget() -> None:
    """Drop what is kept between pairs: it holds the profiles and the cohorts, some dozens of megabytes."""
    for kept in (neighbours, seat, _strangers):
        kept.cache_clear()


def log_odds(a: Profile, b: Profile, numbers: Fitted, cohort: Cohort | None) -> float:
    """Return the log-odds, uncalibrated, that two sides come from one hand; without a cohort they only rank."""
    model: Model = numbers.model(min(a.words, b.words))
    values = likenesses(a, b, numbers, cohort)
    bare = agreement(standing(a, numbers, None), standing(b, numbers, None))
    alone = float(weighed(values, bare, model, model.alone))
    if cohort is None:
        return alone
    first, second = (seat(side, numbers, cohort).standing for side in (a, b))
    score = float(weighed(values, agreement(first, second), model, model.weights))
    above = above_strangers(score, *(_strangers(side, numbers, cohort, model) for side in (a, b)))
    known = {"score": score, "above": above, "alone": alone, "intercept": 1.0}
    return sum(weight * known[name] for name, weight in model.final.items())


def above_strangers(score: float, *sides: tuple[float, float]) -> float:
    """Return a score in standard deviations above what either side reaches with strangers, in the mean."""
    return sum((score - mean) / spread for mean, spread in sides) / len(sides)
