"""Weights from labelled sites: ``python -m bench.calibrate [--write]``.

The training family of `bench.generated` is examined. A pair is a site and a firm: its owner, or a firm that it praises
and that has nothing to do with it. A detector's weight is log10 of a likelihood ratio: how often owners bear a clue of
it over how often strangers do. A few thousand strangers cannot show a rate below one in a thousand, and how many owners
leave a trace is the generator's mix and no fact about the web; so the rate among strangers is smoothed towards the one
that was stated by hand, which counts as much as `BELIEF` strangers would. Where no stranger bears a clue the weight
rises a little, where strangers do it falls, and the mix of owners matters only there. None is below 0 or above `MOST`.

Detectors of which the corpus says nothing are not in `[weights]`, and keep what was stated by hand. Prior, caps and
thresholds stay as stated. The table is written only if no innocent site of the family is coloured for control and every
recorded case keeps its verdict; `probability` stays null, since no figure here is about real sites.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench import ROOT
from bench.generated import Labelled, corpus, fingerprint
from bench.generated.cast import Firm
from bench.generated.corpus import Side
from detectors import Capture, examine, load_knowledge, warm
from detectors.data_files import load_toml
from detectors.examination import examine_with
from detectors.inputs import Inputs
from detectors.knowledge import Knowledge
from detectors.model import Role, Verdict
from detectors.names import core
from detectors.registry import all_detectors
from detectors.resolve import Candidate
from detectors.verdict import ACCUSING
from detectors.weigh import weights as table

MOST = 4.0  # what the table allows a whole family
BELIEF = 1000
LEAST_SEEN = 5  # owners with a clue of a detector, below which the corpus says nothing of it
INNOCENT, GUILTY = 1560, 380
TABLE = ROOT / "detectors" / "data" / "weights.toml"
CASES = ROOT / "tests" / "cases"


@dataclass(slots=True)
class Counts:
    """How many pairs there are, and on how many each detector has a clue: of owners, and of strangers."""

    owners: int = 0
    strangers: int = 0
    of_owners: Counter[str] = field(default_factory=Counter)
    of_strangers: Counter[str] = field(default_factory=Counter)

    def add(self, site: Labelled, candidates: Iterable[Candidate]) -> None:
        """Count the pairs of one site."""
        if site.owner is not None:
            self.owners += 1
            self.of_owners.update(clues_about(site.owner, candidates))
        for firm in site.others:
            self.strangers += 1
            self.of_strangers.update(clues_about(firm, candidates))


def examined(site: Labelled, knowledge: Knowledge) -> tuple[Verdict, Inputs]:
    """Return the verdict on a site and what it was made of."""
    inputs = Inputs(site.capture, knowledge)
    return examine_with(all_detectors(), inputs), inputs


def is_firm(firm: Firm, candidate: Candidate) -> bool:
    """Tell whether a candidate is this firm: of its group, of its name or in its domain."""
    if firm.group is not None and candidate.group == firm.group:
        return True
    domains = {clue.evidence.about.domain for clue in candidate.clues if clue.evidence.role is not Role.PROMOTED}
    return core(firm.name) in candidate.keys or (bool(firm.domain) and firm.domain in domains)


def clues_about(firm: Firm, candidates: Iterable[Candidate]) -> set[str]:
    """Return the detectors that speak of a firm as more than what the site promotes."""
    found = [candidate for candidate in candidates if is_firm(firm, candidate)]
    clues = [clue for candidate in found for clue in candidate.clues]
    return {clue.detector for clue in clues if clue.evidence.role is not Role.PROMOTED}


def fitted(counts: Counts, stated: Mapping[str, float]) -> dict[str, float]:
    """Return the weight of each detector that the corpus speaks of; `stated` are the weights given by hand."""
    weights = {}
    for detector, weight in stated.items():
        owners = counts.of_owners[detector]
        if owners >= LEAST_SEEN and weight > 0:
            found = owners / counts.owners
            believed = found / 10**weight
            rate = (counts.of_strangers[detector] + BELIEF * believed) / (counts.strangers + BELIEF)
            weights[detector] = round(min(max(math.log10(found / rate), 0.0), MOST), 2)
    return weights


def table_with(text: str, weights: Mapping[str, float], name: str) -> str:
    """Return the text of the table with these weights; whatever is not among them keeps what was stated."""
    head = re.sub(
        r'^calibration = ".*"', f'calibration = "{name}"', text.partition("\n[weights]\n")[0], flags=re.MULTILINE
    )
    return f"{head}\n[weights]\n" + "".join(f'"{detector}" = {weight}\n' for detector, weight in weights.items())


def changed_cases(knowledge: Knowledge) -> list[str]:
    """Return the recorded cases whose verdict or control would be another."""
    return [path.parent.name for path in sorted(CASES.glob("*/capture.json.gz")) if not _same(path, knowledge)]


def _same(path: Path, knowledge: Knowledge) -> bool:
    verdict = examine(Capture.from_json(gzip.decompress(path.read_bytes())), knowledge)
    core_now, expected = json.loads(verdict.to_json()), json.loads((path.parent / "expected.json").read_bytes())
    fields = ("verdict", "site_verdict", "scope", "notes", "disclosure")
    same_level = core_now["control"]["level"] == expected["control"]["level"]
    return same_level and all(core_now[name] == expected[name] for name in fields)


def family(
    side: Side, knowledge: Knowledge, innocent: int, guilty: int, seed: int = 1
) -> Iterator[tuple[Labelled, Verdict, Inputs]]:
    """Examine the sites of a family of templates."""
    for site in corpus(side, knowledge, seed=seed, innocent=innocent, guilty=guilty):
        yield (site, *examined(site, knowledge))


def main() -> int:
    """Print the weights that the training family gives, and with ``--write`` write them; return 1 when they may not."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibrate", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write detectors/data/weights.toml")
    asked = parser.parse_args()
    warm()
    knowledge = load_knowledge()
    counts, false, stated = Counts(), [], table()["stated"]
    for site, verdict, inputs in family("training", knowledge, INNOCENT, GUILTY):
        counts.add(site, inputs.candidates)
        if not site.guilty and verdict.verdict in ACCUSING:
            false.append(site.name)
    weights = fitted(counts, stated)
    print(f"{counts.owners} pairs of a site and its owner, {counts.strangers} of a site and a stranger")
    for detector, weight in weights.items():
        of_owners, of_strangers = counts.of_owners[detector], counts.of_strangers[detector]
        print(f"  {detector:36} {weight:5.2f}   {of_owners:5} owners {of_strangers:5} strangers")
    print(f"innocent sites coloured for control: {len(false)}", *false)
    if false or not asked.write:
        return bool(false)
    return write(weights, f"generated sites, {fingerprint('training', knowledge)}")


def write(weights: Mapping[str, float], name: str) -> int:
    """Write the table; put the old one back and return 1 when a recorded case gets another verdict by it."""
    old = TABLE.read_text(encoding="utf-8")
    TABLE.write_text(table_with(old, weights, name), encoding="utf-8")
    load_toml.cache_clear()
    if changed := changed_cases(load_knowledge()):
        TABLE.write_text(old, encoding="utf-8")
        print("not written, these cases would change:", *changed)
        return 1
    print(f"written: {TABLE.relative_to(ROOT)}; now `make cases-again`")
    return 0


if __name__ == "__main__":
    sys.exit(main())
