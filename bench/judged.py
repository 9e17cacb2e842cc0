"""Whole verdicts on generated sites that trained nothing: ``python -m bench.judged [--figures FOLDER]``.

Printed are, on the judging family of `bench.generated`:

- the false colours: innocent sites with a colour that their label does not allow, and apart from them those that accuse
  somebody of control, each with the upper bound of its 95 % confidence interval (Clopper and Pearson, Biometrika 26,
  1934; for none of n it is about 3/n);
- the accusing colours about control on the real pages of BENCH_DATA/pages, each examined alone;
- of the guilty sites, by scenario and by the level that is right, how many got a warning and how many that level;
- how sums of bans agree with what is true, at the corpus's own share of owners (a reliability diagram);
- what each signal is worth: the guilty sites that lose their warning without it.

Generated sites are written by the same hands as the rules: these figures guard against getting worse and predict
nothing about the web. With ``--figures`` the diagram is written as SVG.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, fields
from functools import reduce
from pathlib import Path

from bench import floors_hold
from bench.calibrate import family, is_firm
from bench.generated import GUILTY, INNOCENT, Labelled, fingerprint
from bench.judged_drawing import Bin, reliability_svg
from bench.real_pages import capture_of, page_files, read_page
from detectors import examine, load_knowledge, warm
from detectors.examination import examine_with
from detectors.inputs import Inputs
from detectors.knowledge import Knowledge
from detectors.model import FindingState, Question, Verdict
from detectors.registry import all_detectors
from detectors.verdict import ACCUSING, AMBER_OR_RED
from detectors.weigh import weigh, weights

CONFIDENCE = 0.95
SEEDS = (1, 2)
EDGES = (0.0, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 1.0)


@dataclass(slots=True)
class Tally:
    """What was found on the sites of a family."""

    innocent: int = 0
    false_colours: list[str] = field(default_factory=list)
    false_control: list[str] = field(default_factory=list)
    guilty: Counter[str] = field(default_factory=Counter)
    warned: Counter[str] = field(default_factory=Counter)
    exact: Counter[str] = field(default_factory=Counter)
    pairs: list[tuple[float, bool]] = field(default_factory=list)  # bans without the prior, and whether it is the owner
    lost: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(getattr(self, item.name) + getattr(other, item.name) for item in fields(self)))


def upper_bound(events: int, trials: int, confidence: float = CONFIDENCE) -> float:
    """Return the upper end of the Clopper-Pearson interval, two-sided, by bisection of the binomial distribution."""
    tail, low, high = (1 - confidence) / 2, events / trials, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        below = sum(
            math.exp(
                math.lgamma(trials + 1)
                - math.lgamma(k + 1)
                - math.lgamma(trials - k + 1)
                + k * math.log(middle)
                + (trials - k) * math.log1p(-middle)
            )
            for k in range(events + 1)
        )
        low, high = (middle, high) if below > tail else (low, middle)
    return high


def tally(innocent: int, guilty: int) -> Tally:
    """Examine the judging family, each seed in a process of its own, and count."""
    with ProcessPoolExecutor(len(SEEDS)) as pool:
        tallies = list(pool.map(tally_of, [(innocent // len(SEEDS), guilty // len(SEEDS), seed) for seed in SEEDS]))
    return reduce(Tally.__add__, tallies)


def tally_of(asked: tuple[int, int, int]) -> Tally:
    """Examine so many innocent and guilty sites of one seed and count."""
    warm()
    knowledge, found = load_knowledge(), Tally()
    for site, verdict, inputs in family("judging", knowledge, *asked):
        _pairs(found, site, inputs)
        if site.guilty:
            _guilty(found, site, verdict)
            _ablate(found, site, verdict, knowledge)
        else:
            _innocent(found, site, verdict)
    return found


def _innocent(found: Tally, site: Labelled, verdict: Verdict) -> None:
    found.innocent += 1
    if verdict.verdict in AMBER_OR_RED and verdict.verdict not in site.expected:
        found.false_colours.append(f"{site.name} {verdict.verdict}")
    if verdict.verdict in ACCUSING:
        found.false_control.append(f"{site.name} {verdict.verdict}")


def _guilty(found: Tally, site: Labelled, verdict: Verdict) -> None:
    right = next(iter(sorted(site.expected)))
    for key in (site.scenario, f"level: {right}", "all"):
        found.guilty[key] += 1
        found.warned[key] += verdict.verdict in AMBER_OR_RED
        found.exact[key] += verdict.verdict in site.expected


def _pairs(found: Tally, site: Labelled, inputs: Inputs) -> None:
    firms = [(firm, False) for firm in site.others] + ([(site.owner, True)] if site.owner else [])
    for firm, is_owner in firms:
        candidate = next((found for found in inputs.candidates if is_firm(firm, found)), None)
        bans = 0.0
        if candidate is not None:
            weighed = weigh(candidate, (), inputs.promotions, inputs.portrait)
            bans = weighed.bans - float(weights()["prior"])
        found.pairs.append((bans, is_owner))


def _ablate(found: Tally, site: Labelled, verdict: Verdict, knowledge: Knowledge) -> None:
    """Examine again without each signal of ownership that spoke; style and disclosure have benches of their own."""
    spoke = [f.detector for f in verdict.findings if f.question is Question.OWNERSHIP and f.state is FindingState.FOUND]
    for left_out in spoke:
        rest = [detector for detector in all_detectors() if detector.id != left_out]
        without = examine_with(rest, Inputs(site.capture, knowledge)).verdict
        found.lost[left_out] += verdict.verdict in AMBER_OR_RED and without not in AMBER_OR_RED


def bins(pairs: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Return, for ranges of the probability that the bans give at the corpus's own share of owners, what was true."""
    owners = sum(is_owner for _, is_owner in pairs)
    prior = math.log10(owners / (len(pairs) - owners))
    rows: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for bans, is_owner in pairs:
        odds = 10 ** min(bans + prior, 12.0)
        said = odds / (1 + odds)
        rows[max(at for at, edge in enumerate(EDGES[:-1]) if said >= edge)].append((said, is_owner))
    return [
        Bin(sum(s for s, _ in row) / len(row), sum(o for _, o in row) / len(row), len(row))
        for _, row in sorted(rows.items())
    ]


def accused_pages(knowledge: Knowledge) -> tuple[int, list[str]]:
    """Return how many real pages were examined, and those that got an accusing colour about control."""
    files = page_files()
    accused = [
        path.name
        for number, path in enumerate(files)
        if examine(capture_of(number, read_page(path)), knowledge).verdict in ACCUSING
    ]
    return len(files), accused


def report(found: Tally) -> None:
    """Print the counts."""
    for name, wrong in (("false colours", found.false_colours), ("of control", found.false_control)):
        bound = upper_bound(len(wrong), found.innocent)
        print(
            f"  {name:14} {len(wrong)} of {found.innocent} innocent sites, below {bound:.2%} with 95 % confidence",
            *wrong,
        )
    print("  guilty sites               n   warned   right level")
    for key in sorted(found.guilty, key=lambda key: (":" in key, key == "all", key)):
        n = found.guilty[key]
        print(f"    {key:26} {n:4} {found.warned[key] / n:7.0%} {found.exact[key] / n:7.0%}")
    print("  bans said (at the corpus's share of owners)   owners found   pairs")
    for row in bins(found.pairs):
        print(f"    {row.said:9.4f} {row.true:36.4f} {row.pairs:12}")
    print("  without a signal: guilty sites that lose their warning")
    for detector in sorted(found.lost, key=lambda name: (-found.lost[name], name)):
        print(f"    {detector:36} {found.lost[detector]:5}")


def main() -> int:
    """Print the figures; return 1 when one is beyond its floor."""
    parser = argparse.ArgumentParser(prog="python -m bench.judged", description=__doc__)
    parser.add_argument("--figures", type=Path, help="folder for the diagram")
    parser.add_argument("--innocent", type=int, default=INNOCENT)
    parser.add_argument("--guilty", type=int, default=GUILTY)
    asked = parser.parse_args()
    warm()
    knowledge = load_knowledge()
    sites = " and ".join(fingerprint("judging", knowledge, seed=seed) for seed in SEEDS)
    print(f"judged  on generated sites {sites}, weights: {weights()['calibration']}")
    found = tally(asked.innocent, asked.guilty)
    report(found)
    pages, accused = accused_pages(knowledge)
    print(f"  accusing colours about control on {pages} real pages: {len(accused)}", *accused)
    if asked.figures:
        (asked.figures / "reliability.svg").write_text(reliability_svg(bins(found.pairs)), encoding="utf-8")
    undisclosed = f"level: {min(ACCUSING)}"
    figures = {
        "warned": found.warned["all"] / found.guilty["all"],
        "right_level": found.exact["all"] / found.guilty["all"],
        "warned_undisclosed": found.warned[undisclosed] / found.guilty[undisclosed],
        "false_colours": len(found.false_colours) / found.innocent,
        "false_control": len(found.false_control),
        "real_pages_accused": len(accused),
    }
    return 0 if floors_hold("judged", figures) else 1


if __name__ == "__main__":
    sys.exit(main())
