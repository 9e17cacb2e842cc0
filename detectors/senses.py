"""What the words of a sentence are about, and how much that weighs: the common part of what reads by sense.

A table is a folder of ``data``: ``<lang>.toml`` lists words by sense, plain and in lower case (``*``: the word may go
on), and ``weights.toml`` holds a logistic model over senses, alone and beside each other: ``bias``, ``weights`` (by the
names of the senses, as logarithms of odds) and ``least``, from which on a sentence counts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import ahocorasick

from detectors.data_files import load_toml

Span = tuple[int, int]

_NAME_OF_LANGUAGE = len("en.toml")


def spans(table: str, sentence: str, lang: str) -> dict[str, list[Span]]:
    """Return where the words of each sense stand in a plain sentence; `lang` is one that the table has."""
    lower = sentence.lower()
    found: dict[str, list[Span]] = {}
    for last, words in automaton(table, lang).iter(lower):
        for sense, length, goes_on in words:
            start, end = last - length + 1, last + 1
            inside = start > 0 and lower[start].isalnum() and (lower[start - 1].isalnum() or lower[start - 1] in "#@")
            if not inside and (goes_on or end == len(lower) or not lower[end].isalnum()):
                found.setdefault(sense, []).append((start, end))
    return found


def likelihood(table: str, senses: frozenset[str]) -> float:
    """Return how likely a sentence with these senses says what the table is about, from 0 to 1."""
    bias, weights = _model(table)
    total = bias + sum(weight for together, weight in weights if together <= senses)
    return 1 / (1 + math.exp(-total))


def counts(table: str, senses: frozenset[str]) -> bool:
    """Tell whether a sentence with these senses is likely enough."""
    least: float = load_toml(f"{table}/weights.toml")["least"]
    return likelihood(table, senses) >= least


def follows(first: Sequence[Span], second: Sequence[Span], within: int) -> bool:
    """Tell whether one of `second` begins at most `within` characters after the end of one of `first`."""
    return any(0 <= start - end <= within for _, end in first for start, _ in second)


@cache
def automaton(table: str, lang: str) -> Any:
    """Return the Aho-Corasick automaton over the words of a language; its values are lists of (sense, length, open)."""
    words: dict[str, list[tuple[str, int, bool]]] = {}
    listed: Mapping[str, list[str]] = load_toml(f"{table}/{lang}.toml")
    for sense, own in listed.items():
        for word in own:
            stem = word.removesuffix("*")
            words.setdefault(stem, []).append((sense, len(stem), stem != word))
    made = ahocorasick.Automaton()
    for stem, senses in words.items():
        made.add_word(stem, senses)
    made.make_automaton()
    return made


@cache
def _model(table: str) -> tuple[float, tuple[tuple[frozenset[str], float], ...]]:
    model = load_toml(f"{table}/weights.toml")
    weights: dict[str, float] = model["weights"]
    return model["bias"], tuple((frozenset(senses.split()), weight) for senses, weight in weights.items())


@cache
def languages(table: str) -> tuple[str, ...]:
    """Return the two-letter codes of the languages that a table has."""
    names = (entry.name for entry in files("detectors").joinpath("data", table).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if len(name) == _NAME_OF_LANGUAGE))


def build(table: str) -> None:
    """Build a table, so that nothing is read while examining."""
    for lang in languages(table):
        automaton(table, lang)
    _model(table)
