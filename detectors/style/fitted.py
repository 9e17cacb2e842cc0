"""The fitted numbers: logistic regressions over likenesses and habits, and calibration curves, as data.

They are fitted by ``python -m bench.style_fit`` and live in ``detectors/data/style/fitted.toml`` with their provenance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detectors.data_files import load_toml
from detectors.style.habits import habits_of
from detectors.style.profile import Vector

LONG = 800  # words a side from which the numbers fitted on several posts hold


@dataclass(frozen=True)
class Curve:
    """Calibration of a bucket (so many words and posts a side, and more): logistic(slope × score + offset).

    `error_rate` is the share of wrong answers on authors that nothing was fitted on, `strangers` how many of the pairs
    were of two hands.
    """

    words: int
    posts: int
    slope: float
    offset: float
    error_rate: float
    strangers: int


@dataclass(frozen=True, eq=False)
class Model:
    """Weights by likeness with a cohort and `alone`, and of the habits: products first, then differences.

    `final` weighs the outcome with a cohort (score), how far it lies above the outcomes with strangers (above), and the
    outcome without a cohort (alone), which few hands cannot blur.
    """

    weights: dict[str, float]
    alone: dict[str, float]
    habits: Vector
    final: dict[str, float]


@dataclass(frozen=True, eq=False)
class Fitted:
    """The numbers of one language: the `places` of the weighed habits, what is normal for them, the models, curves."""

    places: NDArray[np.int_]
    mean: Vector
    spread: Vector
    short: Model
    long: Model
    curves: tuple[Curve, ...]

    def model(self, words: int) -> Model:
        """Return the model for so many words on the smaller side."""
        return self.long if words >= LONG else self.short

    def curve(self, words: int, posts: int) -> Curve | None:
        """Return the curve of the last bucket that the smaller side reaches; None when there is none."""
        reached = (curve for curve in reversed(self.curves) if words >= curve.words and posts >= curve.posts)
        return next(reached, None)


@cache
def fitted(lang: str) -> Fitted:
    """Return the numbers of a language; a language that nothing was fitted for ranks with those of English."""
    table = load_toml("style/fitted.toml")
    return read_fitted(table.get(lang, table["en"]), lang, measured=lang in table)


def read_fitted(table: dict[str, Any], lang: str, *, measured: bool) -> Fitted:
    """Return the numbers of a table; a habit that the language does not know is left out."""
    names = {name: place for place, name in enumerate(habits_of(lang).names)}
    known = [(names[name], row) for name, row in table["habits"].items() if name in names]
    rows = np.array([row for _, row in known], np.float32).reshape(-1, 6)
    short, long = (
        Model(
            table[size]["weights"],
            table[size]["alone"],
            np.concatenate([rows[:, at], rows[:, at + 1]]),
            table[size]["final"],
        )
        for size, at in (("short", 2), ("long", 4))
    )
    curves = tuple(Curve(**curve) for curve in table.get("curves", ()) if measured)
    places = np.array([place for place, _ in known], np.int_)
    return Fitted(places, rows[:, 0], rows[:, 1], short, long, curves)


def logistic(logit: float) -> float:
    """Return the probability of a log-odds value, without overflow."""
    return 1 / (1 + exp(-max(-60.0, min(60.0, logit))))


def measured(probability: float, curve: Curve) -> float:
    """Return a probability no firmer than was measured.

    What never happened in n pairs of strangers is no rarer than one in n + 2 (Laplace's rule of succession).
    """
    unseen = 1 / (curve.strangers + 2)
    return min(max(probability, unseen), 1 - unseen)


def warm() -> None:
    """Read the numbers."""
    for lang in ("en", "fr"):
        fitted(lang)
