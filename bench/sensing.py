"""Fit the weights of a table of senses (`detectors.senses`), and read strangers' sentences to fit and measure with."""

from __future__ import annotations

import gzip
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench import ROOT, data, floors_hold, without
from bench.disclosure import CORPUS, Sentence, read
from detectors import warm

T = TypeVar("T")

MOST = 20_000  # sentences of one collection
_END = re.compile(r"(?<=[.!?])\s+|\n+")
_WORDS = range(3, 60)
_STRENGTH = 1.0  # of the penalty on weights, inverse
_SMALLEST = 0.05  # a weight below it is left out
_PROVENANCE = (
    "# Logarithms of odds, fitted by bench/{table}.py on this project's sentences and, as examples that say nothing of",
    "# the kind, on sentences of the Blog Authorship Corpus (Schler et al. 2006), PAN 2019, ELTeC-fra and two French",
    "# blogs: none of their text or vocabulary is here.",
)


def labelled() -> Iterator[tuple[Sentence, bool]]:
    """Yield the sentences of tests/corpus/disclosure/ that have a kind or a name, and whether each is fitted on."""
    for path in sorted(CORPUS.glob("*.tsv")):
        if "links" not in path.name and "plainly" not in path.name:
            for sentence in read(path):
                yield sentence, path.name.startswith("development") or not sentence.held_out


def strangers(
    folder: Path, names: Sequence[str], wanted: Callable[[str, str], bool]
) -> Iterator[tuple[str, str, bool]]:
    """Yield (language, sentence, fitted) of collections of BENCH_DATA/style; half of the authors are not fitted on.

    Of each collection at most `MOST` sentences for which ``wanted(sentence, language)`` holds.
    """
    for name in names:
        left = MOST
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for text in map(json.loads, lines):
                fitted = sha256(text["author"].encode()).digest()[0] % 2 == 0
                for sentence in _END.split(text["text"]):
                    if left > 0 and len(sentence.split()) in _WORDS and wanted(sentence, text["lang"]):
                        left -= 1
                        yield text["lang"], sentence, fitted


def run(
    table: str,
    least: float,
    examples: Callable[[Path], list[T]],
    fitted: Callable[[list[T]], Iterable[tuple[frozenset[str], bool]]],
    measured: Callable[[list[T]], dict[str, float]],
) -> int:
    """Fit a table if told to (`--write`), else measure it; return 1 if a floor is broken."""
    warm()
    folder = data("style")
    if folder is None:
        return without("BENCH_DATA/style")
    known = examples(folder)
    if "--write" in sys.argv:
        _write_weights(table, least, fitted(known))
        return 0
    return 0 if floors_hold(table, measured(known)) else 1


def _write_weights(table: str, least: float, examples: Iterable[tuple[frozenset[str], bool]]) -> None:
    """Fit on (senses of a sentence, whether it says it), and write the weights of a table from `least` on."""
    named: list[str] = tomllib.loads((ROOT / "bench" / f"{table}.toml").read_text("utf-8"))["senses"]
    features = [frozenset(senses.split()) for senses in named]
    seen = list(examples)
    rows = np.array([[together <= senses for together in features] for senses, _ in seen], dtype=float)
    model = LogisticRegression(C=_STRENGTH, l1_ratio=1.0, solver="liblinear", max_iter=5000)
    model.fit(rows, [says for _, says in seen])
    pairs = zip(named, map(float, model.coef_[0]), strict=True)
    lines = [f'"{senses}" = {weight:.2f}' for senses, weight in pairs if abs(weight) >= _SMALLEST]
    head = [line.format(table=table) for line in _PROVENANCE]
    path = ROOT / "detectors" / "data" / table / "weights.toml"
    text = [*head, f"least = {least}", f"bias = {float(model.intercept_[0]):.2f}", "", "[weights]", *lines, ""]
    path.write_text("\n".join(text), encoding="utf-8")
    print(f"written to {path.relative_to(ROOT)}; run again to measure")
