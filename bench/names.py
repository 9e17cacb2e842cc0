"""Measure `same_name` on labelled pairs beside a likeness of the standard library. Run: ``python -m bench.names``.

The pairs (tests/corpus/names.tsv) are written for this project: spellings of one name, and hard pairs that must not
match. The half whose SHA-256 is odd is held out; the floors hold for it. The baseline is `difflib.SequenceMatcher` over
lower-case names at the threshold that is best on the other half.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Callable
from difflib import SequenceMatcher

from bench import ROOT, floors_of
from detectors.same_names import same_name

PAIRS = ROOT / "tests" / "corpus" / "names.tsv"

Pair = tuple[str, str, bool]


def load() -> list[Pair]:
    """Return the labelled pairs."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [
            (row["a"], row["b"], row["same"] == "1")
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def held_out(pair: Pair) -> bool:
    """Tell whether a pair belongs to the held-out half."""
    return bool(hashlib.sha256(f"{pair[0]}\t{pair[1]}".encode()).digest()[0] & 1)


def likeness(a: str, b: str) -> float:
    """Return the share of matching characters of two lower-case names, 0 to 1."""
    return SequenceMatcher(None, a.lower(), b.lower()).ratio()


def precision_recall(pairs: list[Pair], same: Callable[[str, str], bool]) -> tuple[float, float]:
    """Return precision and recall of `same`."""
    said = [(truth, same(a, b)) for a, b, truth in pairs]
    right = sum(truth and answer for truth, answer in said)
    return right / max(1, sum(answer for _, answer in said)), right / sum(truth for truth, _ in said)


def measure() -> dict[str, float]:
    """Return precision and recall of the product and of the baseline on the held-out half."""
    pairs = load()
    known, unseen = [p for p in pairs if not held_out(p)], [p for p in pairs if held_out(p)]

    def harmonic(threshold: float) -> float:
        precision, recall = precision_recall(known, lambda a, b: likeness(a, b) >= threshold)
        return 2 * precision * recall / max(1e-9, precision + recall)

    best = max((step / 20 for step in range(6, 20)), key=harmonic)
    precision, recall = precision_recall(unseen, same_name)
    base_precision, base_recall = precision_recall(unseen, lambda a, b: likeness(a, b) >= best)
    return {
        "precision": precision,
        "recall": recall,
        "baseline_precision": base_precision,
        "baseline_recall": base_recall,
        "baseline_threshold": best,
    }


def main() -> int:
    """Print the figures; return 1 when one is below its floor."""
    figures = measure()
    print(f"{len(load())} pairs:", {name: round(value, 3) for name, value in figures.items()})
    floors = floors_of("names")
    below = {name: figures[name] for name, floor in floors.items() if figures[name] < floor}
    print("below floor:" if below else "floors held", below or "")
    return int(bool(below))


if __name__ == "__main__":
    sys.exit(main())
