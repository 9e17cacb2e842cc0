"""The fitted numbers: a logistic regression over families of features and calibration curves, as data.

They are fitted by ``python -m bench.style_fit`` and live in ``detectors/data/style/fitted.toml`` with their provenance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import exp

import numpy as np

from detectors.data_files import load_toml
from detectors.style.profile import Vector


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
class Fitted:
    """The numbers of one language: `weights` by feature, and what is normal for the scalars."""

    weights: dict[str, float]
    alone: dict[str, float]
    mean: Vector
    spread: Vector
    reliability: Vector
    curves: tuple[Curve, ...]

    def curve(self, words: int, posts: int) -> Curve | None:
        """Return the curve of the last bucket that the smaller side reaches; None when there is none."""
        reached = (curve for curve in reversed(self.curves) if words >= curve.words and posts >= curve.posts)
        return next(reached, None)


@cache
def fitted(lang: str) -> Fitted:
    """Return the numbers of a language; a language that nothing was fitted for ranks with those of English."""
    table = load_toml("style/fitted.toml")
    own = table.get(lang, table["en"])
    scalars = own["scalars"]
    mean, spread, reliability = (np.array(scalars[name], np.float32) for name in ("mean", "spread", "reliability"))
    curves = tuple(Curve(**curve) for curve in table.get(lang, {}).get("curves", ()))
    return Fitted(own["weights"], own["alone"], mean, spread, reliability, curves)


def logistic(logit: float) -> float:
    """Return the probability of a log-odds value, without overflow."""
    return 1 / (1 + exp(-max(-60.0, min(60.0, logit))))


def warm() -> None:
    """Read the numbers."""
    for lang in ("en", "fr"):
        fitted(lang)
