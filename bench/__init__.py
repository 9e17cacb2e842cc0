"""Measured accuracy and speed, gated by floors."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import server  # noqa: F401 - before numpy, so that it has the threads that it has in the product

FLOORS = Path(__file__).with_name("floors.toml")


def floors_hold(bench: str, found: Mapping[str, float]) -> bool:
    """Tell, and print, whether figures keep within the `at_least` and `at_most` of a bench in ``floors.toml``."""
    floors = tomllib.loads(FLOORS.read_text("utf-8"))[bench]
    low = [name for name, floor in floors["at_least"].items() if found[name] < floor]
    high = [name for name, ceiling in floors["at_most"].items() if found[name] > ceiling]
    print("beyond the floors:" if low or high else "floors held", *(f"{name} {found[name]:.3f}" for name in low + high))
    return not (low or high)
