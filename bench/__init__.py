"""Measured accuracy and speed, gated by floors."""

from __future__ import annotations

import hashlib
import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import server  # noqa: F401 - before numpy, so that it has the threads that it has in the product

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "bench" / "floors.toml"


def floors_of(bench: str) -> dict[str, Any]:
    """Return the floors of a bench in ``floors.toml``."""
    floors: dict[str, Any] = tomllib.loads(FLOORS.read_text("utf-8"))[bench]
    return floors


def floors_hold(bench: str, found: Mapping[str, float]) -> bool:
    """Tell, and print, whether figures keep within the `at_least` and `at_most` of a bench in ``floors.toml``."""
    floors = floors_of(bench)
    low = [name for name, floor in floors.get("at_least", {}).items() if found[name] < floor]
    high = [name for name, ceiling in floors.get("at_most", {}).items() if found[name] > ceiling]
    print("beyond the floors:" if low or high else "floors held", *(f"{name} {found[name]:.3f}" for name in low + high))
    return not (low or high)


def data(name: str) -> Path | None:
    """Return a folder or file of BENCH_DATA, the folder of what is measured with; None where it is not there."""
    folder = os.environ.get("BENCH_DATA")
    path = Path(folder, name) if folder else None
    return path if path is not None and path.exists() else None


def without(what: str) -> int:
    """Say that a bench is skipped without something; return its exit status: 1 in CI, where nothing may be left out."""
    print(f"skipped: {what} is not there", file=sys.stderr)
    return int(bool(os.environ.get("CI")))


def held_out(text: str) -> bool:
    """Tell whether a labelled text belongs to the half that is never looked at: its SHA-256 ends in an odd digit."""
    return int(hashlib.sha256(text.encode()).hexdigest()[-1], 16) % 2 == 1
