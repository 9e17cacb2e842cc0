"""Measure hands as checks and audits use them. Run: ``python -m bench.hands``.

Bloggers that nothing was fitted on (BENCH_DATA/style), four posts a side, by their prints. `strangers_N` is the share
of pairs of two hands that are said to be one above .9 beside a cohort of N other hands, and `found_N` the share of
pairs of one hand so found: why fewer than 30 other hands say nothing. `leads` and `false_leads` are what the search
over all hands of an audit tells of, per blog searched for: its own other half, and strangers; `uncorrected` are the
strangers that would be told if it were not allowed for how many were looked through.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Sequence
from math import log
from pathlib import Path

from bench import floors_hold
from bench.style_pairs import load, part
from detectors.model import HandPrint, HandsCompared, OtherHand
from detectors.style import hands as told
from detectors.style.hands import MOST_HANDS, side_by_side
from detectors.style.nearest import Hands, signature
from detectors.style.prints import printed, profile_of
from server.hands import SHORTLIST

POSTS, COHORTS, PAIRS = 4, (8, 12, 20, 30, MOST_HANDS), 600
SURE = 0.9


def main() -> int:
    """Print every figure; return 1 when one is beyond its floor (a ceiling where less is better)."""
    data = os.environ.get("BENCH_DATA")
    if not data:
        print("skipped: BENCH_DATA is not set")
        return int(bool(os.environ.get("CI")))
    texts = load(Path(data) / "style", "en_blogs")
    unseen = part(texts, 2, 3)
    rich = {author: own for author, own in texts.items() if len(own) >= 2 * POSTS}
    left = {author: printed(own[:POSTS], "en") for author, own in rich.items()}
    right = {author: printed(own[POSTS : 2 * POSTS], "en") for author, own in rich.items() if author in unseen}
    chance = random.Random(1)
    found = cohorts(left, right, chance) | search(left, right, chance)
    print("  ".join(f"{name} {value:.3f}" for name, value in found.items()))
    return int(not floors_hold("hands", found))


def cohorts(left: dict[str, HandPrint], right: dict[str, HandPrint], chance: random.Random) -> dict[str, float]:
    """Return the share of strangers, and of pairs of one hand, that are said to be one beside so many other hands."""
    found: dict[str, float] = {}
    told.MIN_HANDS, usual = 2, told.MIN_HANDS  # to see what smaller ones would say
    for size in COHORTS:
        same, apart = [], []
        for _ in range(6):
            others = chance.sample(sorted(set(left) - set(right)) or sorted(left), size)
            for _ in range(PAIRS // 12):
                one, other = chance.sample(sorted(right), 2)
                same.append(_said(right[one], left[one], [left[author] for author in others]))
                apart.append(_said(right[one], left[other], [left[author] for author in others]))
        found[f"strangers_{size}"] = sum(said > SURE for said in apart) / len(apart)
        found[f"found_{size}"] = sum(said > SURE for said in same) / len(same)
    told.MIN_HANDS = usual
    return found


def search(left: dict[str, HandPrint], right: dict[str, HandPrint], chance: random.Random) -> dict[str, float]:
    """Return what a search over all hands tells of, per hand searched for."""
    others = chance.sample(sorted(set(left) - set(right)), MOST_HANDS)
    crowd = sorted(set(left) - set(others))
    cohort = [left[author] for author in others]
    hands = Hands.of([signature(profile_of(left[author]), "en") for author in crowd])
    leads, false, uncorrected = 0, 0, 0
    for author, own in right.items():
        near = [crowd[place] for place in hands.nearest(signature(profile_of(own), "en"), SHORTLIST)]
        found = _compared(own, [(name, left[name]) for name in near], cohort, len(crowd))
        leads += any(each.alike and each.site == author for each in found)
        false += sum(each.alike and each.site != author for each in found)
        plain = _compared(own, [(name, left[name]) for name in near if name != author], cohort, 1)
        uncorrected += sum(each.alike for each in plain)
    count = len(right)
    print(f"searched {count} among {len(crowd)}; odds lowered by {log(len(crowd)):.1f}")
    return {"leads": leads / count, "false_leads": false / count, "uncorrected": uncorrected / count}


def _said(one: HandPrint, other: HandPrint, cohort: Sequence[HandPrint]) -> float:
    (found,) = _compared(one, [("other", other)], cohort, 1)
    return found.same_author or 0.0


def _compared(
    one: HandPrint, others: Sequence[tuple[str, HandPrint]], cohort: Sequence[HandPrint], among: int
) -> tuple[HandsCompared, ...]:
    return side_by_side(one, [(OtherHand(name, "", "", among), kept) for name, kept in others], cohort)


if __name__ == "__main__":
    sys.exit(main())
