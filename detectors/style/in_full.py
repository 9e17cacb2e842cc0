"""A comparison in full: the answer, why it came out so, and the passages that stand on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detectors.style.comparing import Comparison, Explained, Hand, compare, explained
from detectors.style.passages import Passage, side_by_side


@dataclass(frozen=True)
class InFull:
    """A comparison with its reasons, and the copied passages, longest first."""

    result: Comparison
    why: Explained
    passages: tuple[Passage, ...]


def compare_in_full(
    a: Sequence[str], b: Sequence[str], lang: str | None = None, cohort: Sequence[Hand] | None = None
) -> InFull:
    """Compare the hands of two sides (`compare`), explain it, and look for the words that one side has of the other."""
    result = compare(a, b, lang, cohort)
    passages = side_by_side("\n\n".join(a), "\n\n".join(b))
    return InFull(result, explained(a, b, result.lang, cohort), tuple(passages))


def distinct(passages: Sequence[Passage]) -> list[Passage]:
    """Return each passage once: words that a side repeats are found as often as it has them."""
    return list({(passage.here.casefold(), passage.there.casefold()): passage for passage in passages}.values())
