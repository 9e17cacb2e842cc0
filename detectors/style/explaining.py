"""Why two hands look alike or not: the families, and the habits that count most with an example from either side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detectors.style.features import agreement, likenesses, standing
from detectors.style.fitted import fitted
from detectors.style.habits import AROUND, LENGTHS, char_class, habits_of
from detectors.style.profile import FAMILIES, Profile
from detectors.style.similarity import Cohort

_AROUND = 25  # characters of an example on either side
FAMILY_WORDS = {
    "chars": "letter groups of masked text",
    "tokens": "word order of masked text",
    "marks": "punctuation",
    "shapes": "casing and word lengths",
    "words": "function words",
}


@dataclass(frozen=True, slots=True)
class Trait:
    """A habit of both sides: `counts` (log-odds, above zero for one hand) and the rates of either side.

    `rates` are per 1,000 words, or plain values for lengths and shares; `usual` is the rate of other hands; `examples`
    are short quotes, "" where there is none.
    """

    name: str
    counts: float
    rates: tuple[float, float]
    usual: float
    examples: tuple[str, str]


def traits(
    a: tuple[Profile, Sequence[str]], b: tuple[Profile, Sequence[str]], lang: str, cohort: Cohort | None, most: int = 4
) -> tuple[Trait, ...]:
    """Return the habits that speak most for one hand, then those that speak most against it, `most` of each.

    a, b: the profile of either side with its texts.
    """
    numbers = fitted(lang)
    model = numbers.model(min(a[0].words, b[0].words))
    x, y = (standing(side, numbers, cohort) for side, _ in (a, b))
    product, difference = np.split(agreement(x, y) * model.habits, 2)
    counts = product + difference
    order = np.argsort(-counts, kind="stable")
    chosen = [*(k for k in order[:most] if counts[k] > 0), *(k for k in order[::-1][:most] if counts[k] < 0)]
    normal = numbers.mean if cohort is None else cohort.habits[numbers.places]
    names = habits_of(lang).names
    found = []
    for k in chosen:
        place = int(numbers.places[k])
        rates = [_rate(float(side.habits[place]), place) for side, _ in (a, b)]
        quotes = [example(texts, place, lang) for _, texts in (a, b)]
        usual = _rate(float(normal[k]), place)
        found.append(Trait(names[place], float(counts[k]), (rates[0], rates[1]), usual, (quotes[0], quotes[1])))
    return tuple(found)


def family_likeness(a: Profile, b: Profile, lang: str, cohort: Cohort | None) -> dict[str, float]:
    """Return by family, in words, the cosine, or with a cohort the standard deviations above strangers."""
    values = likenesses(a, b, fitted(lang), cohort)
    return {FAMILY_WORDS[name]: values[name if cohort is None else f"z_{name}"] for name in FAMILIES}


def example(texts: Sequence[str], place: int, lang: str) -> str:
    """Return a short quote that shows a habit, "" when the texts have none or the habit is a length."""
    for text in texts:
        span = _first(text, place, lang)
        if span is not None:
            start, end = max(0, span[0] - _AROUND), span[1] + _AROUND
            return " ".join(text[start:end].split())
    return ""


def _first(text: str, place: int, lang: str) -> tuple[int, int] | None:
    known = habits_of(lang)
    at = place - len(LENGTHS)
    if at < 0:
        return None
    if at < len(known.marks):
        wanted = list(known.marks)[at]
        around = ((char_class(m[1]) + m[2] + char_class(m[3]), m.start(2)) for m in AROUND.finditer(text))
        return next(((start, start + 1) for found, start in around if found == wanted), None)
    at -= len(known.marks)
    if at < len(known.patterns):
        match = known.patterns[at].search(text)
    elif (at := at - len(known.patterns)) < len(known.words):
        match = re.search(rf"(?i)(?<!\w)(?:{'|'.join(map(re.escape, sorted(known.words[at])))})(?!\w)", text)
    else:
        match = re.search(rf"\w\w\w(?:{'|'.join(sorted(known.endings[at - len(known.words)]))})(?!\w)", text)
    return match.span() if match else None


def _rate(value: float, place: int) -> float:
    return value if place < len(LENGTHS) else float(np.expm1(value))
