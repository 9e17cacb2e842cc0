"""What the logistic regression sees of a pair: the likeness of each family, plainly and against a cohort."""

from __future__ import annotations

import zlib

import numpy as np

from detectors.style.fitted import Fitted
from detectors.style.profile import FAMILIES, WINDOW, Profile, Vector
from detectors.style.similarity import Cohort, likeness, placed, plain_cosine


def features(a: Profile, b: Profile, numbers: Fitted, cohort: Cohort | None) -> dict[str, float]:
    """Return the features of a pair by name; those that start with ``z_`` need a cohort.

    Cosines by family; ``compression``; ``rates``, the scalars' log-odds against what is normal for the language; and
    with a cohort each family's likeness in standard deviations above strangers, and the scalars' log-odds among them.
    """
    values = {family: plain_cosine(a, b, family) for family in FAMILIES if family != "scalars"}
    x, y = (np.clip((p.counts["scalars"] - numbers.mean) / numbers.spread, -3, 3) for p in (a, b))
    values |= {"rates": log_odds(x, y, numbers.reliability), "compression": saving(a, b)}
    if cohort is None:
        return values
    first, second = placed(a, cohort), placed(b, cohort)
    values |= {f"z_{family}": likeness(first[family], second[family]) for family in FAMILIES}
    values["z_rates"] = log_odds(first["scalars"].scores, second["scalars"].scores, numbers.reliability)
    return values


def log_odds(x: Vector, y: Vector, reliability: Vector) -> float:
    """Return the log-odds that two rows of z-scores come from one hand rather than from two.

    Each scalar is normal, and `reliability` is its correlation between two texts of one hand (the two-covariance model
    of speaker verification with diagonal covariances: Brümmer and de Villiers 2010), without its constant.
    """
    share = reliability / (1 - reliability**2)
    return float((share * (x * y - reliability / 2 * (x * x + y * y))).sum())


def saving(a: Profile, b: Profile) -> float:
    """Return what share of the smaller distorted text is saved when both are compressed together, the sides ordered.

    It is one minus the normalised compression distance (Cilibrasi and Vitányi 2005).
    """
    first, second = sorted((a.masked[:WINDOW], b.masked[:WINDOW]))
    sizes = a.compressed, b.compressed
    return 1 - (len(zlib.compress(first + second)) - min(sizes)) / max(sizes)
