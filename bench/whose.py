"""Fit and measure the weights of `detectors.whose`. Run: ``python -m bench.whose [--write]``.

Fitted on the statements about owners in tests/corpus/disclosure/ that are not held out, the owner's name known. What
names a brand and states nothing of the site counts against: from there, from the sentences about gifts, and sentences
of BENCH_DATA/style in which a name stands beside a word for a site. Half of the latter's authors are measured and not
fitted on; what ships of them are the weights alone, a few dozen numbers.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import held_out
from bench.disclosure import CORPUS
from bench.sensing import labelled, run, strangers
from detectors.disclosure.text import skim
from detectors.senses import counts, spans
from detectors.whose import NAMES, TABLE, owners_in, senses_of

LEAST = 0.4
TEXTS = ("en_blogs", "fr_blogs")
_SITES = frozenset({"here", "site"})


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


def examples(folder: Path) -> list[Example]:
    """Return the labelled sentences, and those of strangers."""
    return [*written(), *unwritten(folder)]


def written() -> Iterator[Example]:
    """Yield the labelled sentences that name somebody."""
    for path in sorted(CORPUS.glob("owners_*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                lang, label, name, _, text = line.split("\t")
                yield from _named(lang, text, name, states=label != "none", fitted=not held_out(text))
    for sentence, fitted in labelled():
        if sentence.kind == "gift":
            yield from _named(sentence.lang, sentence.text, "-", states=False, fitted=fitted)


def unwritten(folder: Path) -> Iterator[Example]:
    """Yield sentences of bloggers in which a name stands beside a word for a site."""
    for lang, sentence, fitted in strangers(folder, TEXTS, _speaks_of_a_site):
        yield from _named(lang, sentence, "-", states=False, fitted=fitted)


def _speaks_of_a_site(sentence: str, lang: str) -> bool:
    return NAMES.search(sentence, 1) is not None and bool(_SITES & spans(TABLE, skim(sentence), lang).keys())


def _named(lang: str, text: str, name: str, *, states: bool, fitted: bool) -> Iterator[Example]:
    names = [name] if name != "-" else [found[0] for found in NAMES.finditer(text) if found.start()][:1]
    for one in names:
        example = Example(lang, text, one, states, fitted)
        if example.senses is not None:
            yield example


def measured(seen: list[Example]) -> dict[str, float]:
    """Return the share of held-out sentences that are taken for a statement: of those that are one, and of others."""
    figures = {}
    for states in (True, False):
        group = [example for example in seen if not example.fitted and example.states is states]
        said = [example for example in group if counts(TABLE, example.senses or frozenset())]
        figures["found" if states else "false"] = len(said) / len(group)
        print(f"of {len(group)} held-out sentences that state {'an' if states else 'no'} owner: {len(said)}")
    return figures


def fitted_on(known: list[Example]) -> Iterator[tuple[frozenset[str], bool]]:
    """Yield the senses of the sentences that are fitted on, with their truth."""
    return ((example.senses or frozenset(), example.states) for example in known if example.fitted)


def main() -> int:
    """Fit if told to, else measure; return 1 if a floor is broken."""
    return run(TABLE, LEAST, examples, fitted_on, measured)


if __name__ == "__main__":
    sys.exit(main())
