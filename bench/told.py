"""Fit and measure the weights of `detectors.disclosure.told`. Run: ``python -m bench.told [--write]``.

Fitted on the sentences in tests/corpus/disclosure/ that are not held out, and on sentences of BENCH_DATA/style that
hold a stem of some phrase: of bloggers and novelists, who disclose hardly anything there. Half of the latter's authors
are measured and not fitted on. What ships of them are the weights alone, a few dozen numbers.
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

from bench import ROOT, data, floors_hold, without
from bench.disclosure import CORPUS, read
from detectors import warm
from detectors.disclosure.markers import is_silent
from detectors.disclosure.text import fold
from detectors.disclosure.told import TABLE, is_spoken, senses_of, told
from detectors.senses import likelihood

WEIGHTS = ROOT / "detectors" / "data" / "told" / "weights.toml"
LEAST = 0.9
_HEAD = (
    "# How much the senses of a sentence's words weigh for a disclosure, alone and together: logarithms of odds.",
    "# Fitted by bench.told.py on this project's sentences and, as examples of silence, on sentences of",
    "# the Blog Authorship Corpus (Schler et al. 2006), PAN 2019, ELTeC-fra and two French blogs: none of their text",
    "# or vocabulary is here.",
)
TEXTS = (("en_blogs", "en", 1), ("fr_blogs", "fr", 1), ("fr_fan", "fr", 1), ("fr_novels", "fr", 1))  # every nth
MOST = 20_000  # sentences of one of these
_STRENGTH = 1.0  # of the penalty on weights, inverse
_SMALLEST = 0.05  # a weight below it is left out
_END = re.compile(r"(?<=[.!?])\s+|\n+")
_WORDS = (3, 60)
# The senses, alone and together, that may get a weight.
_SENSES: tuple[str, ...] = tuple(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["senses"])
FEATURES = tuple(frozenset(senses.split()) for senses in _SENSES)


@dataclass(frozen=True)
class Example:
    """One sentence with its truth; `fitted` tells whether the weights saw it."""

    lang: str
    text: str
    discloses: bool
    fitted: bool

    @property
    def senses(self) -> frozenset[str]:
        """The senses of its words."""
        return senses_of(fold(self.text).text, self.lang)


def written() -> Iterator[Example]:
    """Yield the sentences that were written for this project and disclose something, or nothing."""
    for path in sorted(CORPUS.glob("*.tsv")):
        if "links" in path.name or "plainly" in path.name:
            continue
        for sentence in read(path):
            if sentence.label in ("disc", "work", "none"):
                fitted = path.name.startswith("development") or not sentence.held_out
                yield Example(sentence.lang, sentence.text, sentence.label != "none", fitted)


def unwritten(folder: Path) -> Iterator[Example]:
    """Yield sentences of bloggers and novelists which hold a stem of some phrase."""
    for name, lang, step in TEXTS:
        left = MOST
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % step or left <= 0:
                    continue
                text = json.loads(line)
                fitted = sha256(text["author"].encode()).digest()[0] % 2 == 0
                for sentence in _END.split(text["text"]):
                    if _WORDS[0] <= len(sentence.split()) < _WORDS[1] and not is_silent(sentence, lang):
                        left -= 1
                        yield Example(lang, sentence, discloses=False, fitted=fitted)


def fit(examples: Iterable[Example]) -> tuple[float, dict[str, float]]:
    """Return the bias and the weights of the senses that stand together, those too small left out."""
    seen = [example for example in examples if example.fitted and is_spoken(example.senses)]
    rows = [example.senses for example in seen]
    table = np.array([[together <= senses for together in FEATURES] for senses in rows], dtype=float)
    model = LogisticRegression(C=_STRENGTH, l1_ratio=1.0, solver="liblinear", max_iter=5000)
    model.fit(table, [example.discloses for example in seen])
    pairs = zip(_SENSES, model.coef_[0], strict=True)
    return float(model.intercept_[0]), {name: float(weight) for name, weight in pairs if abs(weight) >= _SMALLEST}


def main() -> int:
    """Fit if told to, else measure; return 1 if a floor is broken."""
    warm()
    folder = data("style")
    if folder is None:
        return without("BENCH_DATA/style")
    examples = [*written(), *unwritten(folder)]
    if "--write" in sys.argv:
        _write(*fit(examples))
        print(f"written to {WEIGHTS.relative_to(ROOT)}; run again to measure")
        return 0
    return 0 if floors_hold("told", measured(examples)) else 1


def measured(examples: list[Example]) -> dict[str, float]:
    """Return the figures of what was not fitted on: the share that is told of what discloses, and of what is silent."""
    figures = {}
    for truth in (True, False):
        group = [example for example in examples if not example.fitted and example.discloses is truth]
        said = [example for example in group if told(fold(example.text).text, example.lang)]
        figures["found" if truth else "false"] = len(said) / max(1, len(group))
        print(f"told of {len(group)} {'disclosing' if truth else 'silent'} sentences: {len(said)}")
        if not truth and "--show" in sys.argv:
            for example in said:
                print(f"  {likelihood(TABLE, example.senses):.2f} {example.lang} {example.text}")
    return figures


def _write(bias: float, weights: dict[str, float]) -> None:
    lines = [f'"{name}" = {weight:.2f}' for name, weight in weights.items()]
    text = "\n".join([*_HEAD, f"least = {LEAST}", f"bias = {bias:.2f}", "", "[weights]", *lines, ""])
    WEIGHTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
