"""Fit and measure the weights of `detectors.whose`. Run: ``python -m bench.whose [--write] [--show]``.

Fitted on the statements about owners in tests/corpus/disclosure/ that are not held out, the owner's name known. What
names a brand and states nothing of the site counts against: from there, from the sentences about gifts, and sentences
of BENCH_DATA/style in which a name stands beside a word for a site. Half of the latter's authors are measured and not
fitted on; what ships of them are the weights alone, a few dozen numbers.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench import ROOT, data, floors_hold, held_out, without
from bench.disclosure import CORPUS, read
from detectors import warm
from detectors.disclosure.text import skim
from detectors.senses import counts, likelihood
from detectors.whose import NAMES, TABLE, owners_in, senses_of

WEIGHTS = ROOT / "detectors" / "data" / TABLE / "weights.toml"
LEAST = 0.4
TEXTS = (("en_blogs", "en"), ("fr_blogs", "fr"))
_END = re.compile(r"(?<=[.!?])\s+|\n+")
_WORDS = (3, 40)
_STRENGTH = 1.0  # of the penalty on weights, inverse
_SMALLEST = 0.05  # a weight below it is left out
_SENSES: tuple[str, ...] = tuple(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["senses"])
FEATURES = tuple(frozenset(senses.split()) for senses in _SENSES)
_HEAD = (
    "# How much the senses of a sentence's words weigh for a statement of whose the site is: logarithms of odds.",
    "# Fitted by bench/whose.py on sentences that were written for this project.",
)


@dataclass(frozen=True)
class Example:
    """A sentence that names somebody; `states` tells whether it says that the site is theirs."""

    lang: str
    text: str
    name: str
    states: bool
    fitted: bool

    @property
    def senses(self) -> frozenset[str] | None:
        """The senses of its words; None where the name does not stand in it."""
        places = list(owners_in(self.text, lambda words: self.name in words))
        return senses_of(skim(self.text), places, self.lang) if places else None


def examples() -> Iterator[Example]:
    """Yield the labelled sentences."""
    for path in sorted(CORPUS.glob("owners_*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                lang, label, name, _, text = line.split("\t")
                yield from _named(lang, text, name, states=label != "none", fitted=not held_out(text))
    for path in sorted(CORPUS.glob("*.tsv")):
        if path.name.startswith(("development", "sentences", "second")):
            for sentence in read(path):
                if sentence.kind == "gift":
                    fitted = path.name.startswith("development") or not sentence.held_out
                    yield from _named(sentence.lang, sentence.text, "-", states=False, fitted=fitted)


def unwritten(folder: Path) -> Iterator[Example]:
    """Yield sentences of bloggers in which a name stands beside a word for a site."""
    for name, lang in TEXTS:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)
                fitted = sha256(text["author"].encode()).digest()[0] % 2 == 0
                for sentence in _END.split(text["text"]):
                    if _WORDS[0] <= len(sentence.split()) < _WORDS[1]:
                        for example in _named(lang, sentence, "-", states=False, fitted=fitted):
                            if {"here", "site"} & (example.senses or frozenset()):
                                yield example


def _named(lang: str, text: str, name: str, *, states: bool, fitted: bool) -> Iterator[Example]:
    names = [name] if name != "-" else [found[0] for found in NAMES.finditer(text) if found.start()][:1]
    for one in names:
        example = Example(lang, text, one, states, fitted)
        if example.senses is not None:
            yield example


def fit(seen: Iterable[Example]) -> tuple[float, dict[str, float]]:
    """Return the bias and the weights, those too small left out."""
    fitted = [example for example in seen if example.fitted]
    table = np.array([[together <= (one.senses or set()) for together in FEATURES] for one in fitted], dtype=float)
    model = LogisticRegression(C=_STRENGTH, l1_ratio=1.0, solver="liblinear", max_iter=5000)
    model.fit(table, [example.states for example in fitted])
    pairs = zip(_SENSES, model.coef_[0], strict=True)
    return float(model.intercept_[0]), {name: float(weight) for name, weight in pairs if abs(weight) >= _SMALLEST}


def measured(seen: Iterable[Example]) -> dict[str, float]:
    """Return the share of held-out sentences that are taken for a statement: of those that are one, and of others."""
    figures = {}
    for states in (True, False):
        group = [example for example in seen if not example.fitted and example.states is states]
        said = [example for example in group if counts(TABLE, example.senses or frozenset())]
        figures["found" if states else "false"] = len(said) / len(group)
        print(f"of {len(group)} held-out sentences that state {'an' if states else 'no'} owner: {len(said)}")
    return figures


def main() -> int:
    """Fit if told to, else measure; return 1 if a floor is broken."""
    warm()
    folder = data("style")
    if folder is None:
        return without("BENCH_DATA/style")
    known = [*examples(), *unwritten(folder)]
    if "--write" in sys.argv:
        bias, weights = fit(known)
        lines = [f'"{name}" = {weight:.2f}' for name, weight in weights.items()]
        text = "\n".join([*_HEAD, f"least = {LEAST}", f"bias = {bias:.2f}", "", "[weights]", *lines, ""])
        WEIGHTS.write_text(text, encoding="utf-8")
        print(f"written to {WEIGHTS.relative_to(ROOT)}; run again to measure")
        return 0
    if "--show" in sys.argv:
        for example in known:
            if example.fitted and counts(TABLE, example.senses or frozenset()) is not example.states:
                print(f"  {likelihood(TABLE, example.senses or frozenset()):.2f} {example.states} {example.text}")
    return 0 if floors_hold("whose", measured(known)) else 1


if __name__ == "__main__":
    sys.exit(main())
