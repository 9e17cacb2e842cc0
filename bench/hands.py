"""Measure hands as checks and audits use them. Run: ``python -m bench.hands``.

Bloggers that nothing was fitted on (BENCH_DATA/style), and in French (`fr_`) novelists and authors of fan fiction, four
posts a side, by their prints. `strangers_N` is the share
of pairs of two hands that are said to be one above .9 beside a cohort of N other hands, and `found_N` the share of
pairs of one hand so found: why fewer than 30 other hands say nothing. `leads` and `false_leads` are what the search
over all hands of an audit tells of, per blog searched for: its own other half, and strangers; `uncorrected` are the
strangers that would be told if it were not allowed for how many were looked through.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from pathlib import Path

from bench import floors_hold
from bench.style_pairs import unseen
from detectors.model import HandPrint, OtherHand
from detectors.style import hands as told
from detectors.style.hands import MOST_HANDS, side_by_side
from detectors.style.nearest import Hands, signature
from detectors.style.prints import printed, profile_of
from server.hands import SHORTLIST

POSTS, COHORTS, SURE = 4, (8, 12, 20, 30, MOST_HANDS), 0.9
DRAWS, ASKED, STRANGERS = 6, 15, 9  # cohorts of each size, hands asked about in each, strangers beside each


def main() -> int:
    """Print every figure; return 1 when one is beyond its floor (a ceiling where less is better)."""
    data = os.environ.get("BENCH_DATA")
    if not data:
        print("skipped: BENCH_DATA is not set")
        return int(bool(os.environ.get("CI")))
    found: dict[str, float] = {}
    for lang, prefix in (("en", ""), ("fr", "fr_")):
        found |= {prefix + name: value for name, value in measured(Path(data) / "style", lang).items()}
    print("  ".join(f"{name} {value:.3f}" for name, value in found.items()))
    return int(not floors_hold("hands", found))


def measured(folder: Path, lang: str) -> dict[str, float]:
    """Return the figures of a language."""
    texts, held = unseen(folder, lang)
    rich = {author: own for author, own in texts.items() if len(own) >= 2 * POSTS}
    left = {author: printed(own[:POSTS], lang) for author, own in rich.items()}
    right = {author: printed(own[POSTS : 2 * POSTS], lang) for author, own in rich.items() if author in held}
    chance = random.Random(1)
    return cohorts(left, right, chance) | search(left, right, chance, lang)


def cohorts(left: dict[str, HandPrint], right: dict[str, HandPrint], chance: random.Random) -> dict[str, float]:
    """Return the share of strangers, and of pairs of one hand, that are said to be one beside so many other hands."""
    found: dict[str, float] = {}
    told.MIN_HANDS, usual = 2, told.MIN_HANDS  # to see what smaller ones would say
    for size in COHORTS:
        same, apart = [], []
        for _ in range(DRAWS):
            others = [left[author] for author in chance.sample(sorted(set(left) - set(right)), size)]
            for one in chance.sample(sorted(right), ASKED):
                strangers = chance.sample(sorted(set(right) - {one}), STRANGERS)
                sides = [(OtherHand(name, "", ""), left[name]) for name in (one, *strangers)]
                said = [each.same_author or 0.0 for each in side_by_side(right[one], sides, others)]
                same.append(said[0])
                apart += said[1:]
        found[f"strangers_{size}"] = sum(said > SURE for said in apart) / len(apart)
        found[f"found_{size}"] = sum(said > SURE for said in same) / len(same)
    told.MIN_HANDS = usual
    return found


def search(
    left: dict[str, HandPrint], right: dict[str, HandPrint], chance: random.Random, lang: str
) -> dict[str, float]:
    """Return what a search over all hands tells of, per hand searched for."""
    others = chance.sample(sorted(set(left) - set(right)), MOST_HANDS)
    crowd = sorted(set(left) - set(others))
    cohort = [left[author] for author in others]
    hands = Hands.of([signature(profile_of(left[author]), lang) for author in crowd])
    found: Counter[str] = Counter()
    for author, own in right.items():
        near = [crowd[place] for place in hands.nearest(signature(profile_of(own), lang), SHORTLIST)]
        sides = [(OtherHand(name, "", "", among), left[name]) for name in near for among in (1, len(crowd))]
        for each in side_by_side(own, sides, cohort):
            if each.alike and each.among > 1:
                found["leads" if each.site == author else "false_leads"] += 1
            elif each.alike and each.site != author:
                found["uncorrected"] += 1
    print(f"{lang}: searched {len(right)} among {len(crowd)}")
    return {name: found[name] / len(right) for name in ("leads", "false_leads", "uncorrected")}


if __name__ == "__main__":
    sys.exit(main())
