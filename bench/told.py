"""Fit and measure the weights of `detectors.disclosure.told`. Run: ``python -m bench.told [--write]``.

Fitted on the sentences in tests/corpus/disclosure/ that are not held out, and on sentences of BENCH_DATA/style that
hold a stem of some phrase: of bloggers and novelists, who disclose hardly anything there. Half of the latter's authors
are measured and not fitted on. What ships of them are the weights alone, a few dozen numbers.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.sensing import labelled, run, strangers
from detectors.disclosure.markers import is_silent
from detectors.disclosure.text import fold
from detectors.disclosure.told import TABLE, is_spoken, senses_of, told

LEAST = 0.9
TEXTS = ("en_blogs", "fr_blogs", "fr_fan", "fr_novels")


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


def examples(folder: Path) -> list[Example]:
    """Return the sentences that were written for this project, and those of strangers."""
    labels = ("disc", "work", "none")
    own = (
        Example(sentence.lang, sentence.text, sentence.label != "none", fitted)
        for sentence, fitted in labelled()
        if sentence.label in labels
    )
    return [*own, *unwritten(folder)]


def unwritten(folder: Path) -> Iterator[Example]:
    """Yield sentences of bloggers and novelists which hold a stem of some phrase."""
    for lang, sentence, fitted in strangers(folder, TEXTS, lambda sentence, lang: not is_silent(sentence, lang)):
        yield Example(lang, sentence, discloses=False, fitted=fitted)


def measured(examples: list[Example]) -> dict[str, float]:
    """Return the figures of what was not fitted on: the share that is told of what discloses, and of what is silent."""
    figures = {}
    for truth in (True, False):
        group = [example for example in examples if not example.fitted and example.discloses is truth]
        said = [example for example in group if told(fold(example.text).text, example.lang)]
        figures["found" if truth else "false"] = len(said) / len(group)
        print(f"told of {len(group)} {'disclosing' if truth else 'silent'} sentences: {len(said)}")
    return figures


def spoken(known: list[Example]) -> Iterator[tuple[frozenset[str], bool]]:
    """Yield what is fitted on: sentences in which an author speaks."""
    seen = ((example.senses, example.discloses) for example in known if example.fitted)
    return ((senses, discloses) for senses, discloses in seen if is_spoken(senses))


def main() -> int:
    """Fit if told to, else measure; return 1 if a floor is broken."""
    return run(TABLE, LEAST, examples, spoken, measured)


if __name__ == "__main__":
    sys.exit(main())
