"""How much a value that several sites share ties them together: the fewer share it, the more.

The numbers are data (``data/neighbours.toml``).
"""

from __future__ import annotations

from typing import Any

from detectors.data_files import load_toml
from detectors.model import Grade


def warm() -> None:
    """Load the numbers."""
    _table()


def faded() -> int:
    """Return how many other sites may share a value before it ties nobody."""
    return int(_table()["faded"])


def weight_of(kind: str, others: int) -> float:
    """Return what a value of that kind weighs that so many other sites share; 0 when it has faded."""
    if not 0 < others <= faded():
        return 0.0
    weights = _table()["weights"]
    return float(weights.get(kind, weights["account"])) / others


def is_evidence(kind: str) -> bool:
    """Tell whether sharing a value of that kind says something about who operates a site."""
    return kind not in _table()["evidence"]["never"]


def ties_hands(kind: str) -> bool:
    """Tell whether blogs that share a value of that kind are tied so that their hands are compared."""
    return kind not in _table()["hands"]["never"]


def grade_of(others: int) -> Grade:
    """Return how strong it is that so many other sites share a value."""
    table = _table()
    return Grade.B if others <= table["rare"] else Grade.C if others <= table["common"] else Grade.D


def _table() -> dict[str, Any]:
    return load_toml("neighbours.toml")
