"""Nearest hands among many: a short signature of every profile, one product of matrices, then verification of a few.

A signature is the standing of the weighed habits and both n-gram families folded to a few dozen places with fixed signs
(feature hashing: Weinberger et al. 2009), so that the inner product of two ranks pairs about as their score does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

import numpy as np

from detectors.style.features import log_odds, standing
from detectors.style.fitted import fitted
from detectors.style.habits import Vector
from detectors.style.prints import made
from detectors.style.profile import Profile
from detectors.style.similarity import Cohort

FOLDED = {"chars": 40, "tokens": 40}  # places that a family is folded to
_HABITS, _SHARE = 3.0, 2.0  # how much the habits weigh, and each folded family beside them
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def signature(profile: Profile, lang: str) -> Vector:
    """Return the signature of a profile in a language: about 200 numbers, whose inner products rank."""
    numbers = fitted(lang)
    habits = standing(profile, numbers, None) * np.float32(_HABITS / np.sqrt(len(numbers.places)))
    return np.concatenate([habits, *(_folded(profile.shares[name], size) for name, size in FOLDED.items())])


@cache
def signed(lang: str) -> str:
    """Return the version of the signatures of a language: those of different versions cannot be compared."""
    numbers = fitted(lang)
    told = b"".join(each.tobytes() for each in (numbers.places, numbers.mean, numbers.spread))
    return sha256(f"{made()} {FOLDED}".encode() + told).hexdigest()[:12]


def _folded(shares: Vector, size: int) -> Vector:
    places = np.arange(len(shares), dtype=np.uint64) * _FACTOR
    signs = 1 - 2 * ((places >> np.uint64(63)).astype(np.float32))
    folded = np.bincount((places >> np.uint64(20)).astype(np.int64) % size, shares * signs, size)
    return (folded * _SHARE).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Hands:
    """The signatures of many hands, one a row, less their mean."""

    rows: Vector
    mean: Vector

    @classmethod
    def of(cls, signatures: Sequence[Vector]) -> Hands:
        """Return hands to search; at least one."""
        rows = np.stack(signatures)
        mean = rows.mean(axis=0)
        return cls(np.ascontiguousarray(rows - mean), mean)

    def nearest(self, one: Vector, count: int) -> list[int]:
        """Return the places of the `count` nearest hands to a signature, nearest first: a shortlist, no finding."""
        likeness = self.rows @ (one - self.mean)
        count = min(count, len(likeness))
        best = np.argpartition(-likeness, count - 1)[:count]
        return [int(place) for place in best[np.argsort(-likeness[best], kind="stable")]]


def verified(one: Profile, shortlist: Sequence[Profile], lang: str, cohort: Cohort | None) -> list[tuple[int, float]]:
    """Return the places of a shortlist with their log-odds, most alike first."""
    scores = [log_odds(one, other, fitted(lang), cohort) for other in shortlist]
    return sorted(enumerate(scores), key=lambda found: (-found[1], found[0]))
