"""Is it one hand? A score that always ranks, and a probability only where it was measured and may be said.

The unit is a profile: several posts of one hand. A probability needs 400 words a side, one language, little quoted text
and a cohort of other hands of the same kind; in its absence the reason says what is missing. It is a lead, never proof:
house style, editors, agencies, translation and language models imitate or hide a hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from math import log2
from statistics import median

from detectors.html.language import detect
from detectors.style.bundled import beside, beyond_the_line
from detectors.style.explaining import Trait, family_likeness, traits
from detectors.style.features import log_odds
from detectors.style.fitted import fitted, logistic, measured
from detectors.style.kind import another_kind, unmeasured_kind
from detectors.style.profile import Profile, hand
from detectors.style.similarity import Cohort, cohort_of
from detectors.style.words import LANGUAGES

MIN_WORDS, FIRM_WORDS, FIRM_POSTS = 400, 800, 3
MIN_COHORT = 30  # texts of other hands
# Hands of a cohort below which nothing is said, and below which `FEW_CAP` is the most: how rare a likeness is cannot be
# told among a dozen (decision 55 has the figures).
MIN_HANDS, FEW_HANDS, FEW_CAP = 8, 20, 0.9
SHORTER = 2  # times less than of the sides was read of the others, from which on FEW_CAP is the most
LONGER = 1.5  # times as long as the sides' posts, from which on the texts of other hands are cut
_SHORTEST = 50  # words that they are cut to
MOST = 0.5  # share of quoted characters
WEAK_CAP = 0.8  # what a weak indication says: finer steps below it would all be too low on so few words
UNDECIDED = (0.35, 0.65)
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“]*“|(?m:^>.*$)|\"[^\"\n]*\"")
_WORD = re.compile(r"\S+")

Hand = str | Sequence[str]


@dataclass(frozen=True)
class Comparison:
    """The result: `score` (0..1) ranks pairs, `same_author` (0..1 or None) is what may be said, with its `reason`.

    `bucket` is the smallest number of words a side for which `error_rate`, the share of measured pairs that its answers
    get wrong, holds, `strangers` how many of those pairs were of two hands; None, None and 0 without a probability.
    `cohort` counts the other hands, however many texts each has; 0 when they were too few to be compared with.
    `shipped` names the cohort that ships, when no other was given and the pair is of its kind; else "": then `score`
    ranks without a cohort all the same, so that pairs that were given none are ranked on one scale.
    """

    score: float
    same_author: float | None
    reason: str
    lang: str
    words: tuple[int, int]
    posts: tuple[int, int]
    cohort: int = 0
    bucket: int | None = None
    error_rate: float | None = None
    strangers: int = 0
    shipped: str = ""


def compare(
    a: Sequence[str], b: Sequence[str], lang: str | None = None, cohort: Sequence[Hand] | None = None
) -> Comparison:
    """Compare the hands of two sides.

    a, b: the posts of either side (plain text). lang: the primary language tag of both; detected when None. cohort: one
    item for each other hand (its text or its texts), of the language, genre and subject of the pair; 30 texts of 8
    hands are needed, 20 hands for a probability above .9. Where none is given, one that ships serves pairs of its kind.
    """
    sides = _posts(a), _posts(b)
    found = [lang.lower().split("-")[0]] * 2 if lang else [detect("\n".join(side)) for side in sides]
    reading = found[0] if found[0] in LANGUAGES else "en"
    first, second = (hand(side, reading) for side in sides)
    others = _others(_hands(cohort), (first, second), reading)
    score = _score(first, second, None if others.shipped else others.among, reading)
    words, posts = (first.words, second.words), (first.posts, second.posts)
    result = Comparison(logistic(score), None, "", reading, words, posts, others.hands, shipped=others.shipped)
    reason = _refusal(sides, found, (first, second), others.among)
    if reason:
        return replace(result, reason=reason)
    return _judged(result, _score(first, second, others.among, reading), _most(others, (first, second)))


@dataclass(frozen=True)
class Explained:
    """Why a comparison came out as it did: the likeness of each family, and the habits that count most."""

    families: dict[str, float]
    traits: tuple[Trait, ...]


def explained(a: Sequence[str], b: Sequence[str], lang: str, cohort: Sequence[Hand] | None = None) -> Explained:
    """Explain the comparison of two sides in a language of `LANGUAGES` (`Comparison.lang`).

    As the score, it does not ask the cohort that ships.
    """
    sides = _posts(a), _posts(b)
    first, second = (hand(side, lang) for side in sides)
    given = _hands(cohort)
    among = _among(given, (first, second), lang) if given else None
    found = traits((first, sides[0]), (second, sides[1]), lang, among)
    return Explained(family_likeness(first, second, lang, among), found)


def _posts(given: Hand) -> tuple[str, ...]:
    return tuple(text for text in ((given,) if isinstance(given, str) else given) if text.strip())


def _hands(cohort: Sequence[Hand] | None) -> tuple[tuple[str, ...], ...]:
    return tuple(filter(None, map(_posts, cohort or ())))


@dataclass(frozen=True)
class _Others:
    """What a pair is set among: the cohort, how many hands it has, words read of each, its name if it ships."""

    among: Cohort | None = None
    hands: int = 0
    read: float = 0.0
    shipped: str = ""


def _others(given: tuple[tuple[str, ...], ...], pair: tuple[Profile, Profile], lang: str) -> _Others:
    """Return the other hands that were given, or where none were, those that ship for such a pair."""
    if given:
        among = _among(given, pair, lang)
        read = _typical(given) * min(*(side.posts for side in pair), median(map(len, given)))
        return _Others(among, len(given), read) if among else _Others()
    found = beside(pair, lang)
    return _Others(found.cohort, found.bundled.hands, found.read, found.bundled.name) if found else _Others()


def _score(a: Profile, b: Profile, cohort: Cohort | None, lang: str) -> float:
    # sums of single precision differ in the last digits between machines
    return round(log_odds(a, b, fitted(lang), cohort), 4)


def _among(hands: tuple[tuple[str, ...], ...], pair: tuple[Profile, Profile], lang: str) -> Cohort | None:
    """Return the cohort in samples of about the size of the smaller side: of as many posts, and no longer ones.

    Among longer texts every two short ones look alike, for what they lack (decision 56). Lengths are taken in steps of
    a fifth, so that a cohort serves many pairs.
    """
    posts = min(side.posts for side in pair)
    each = min(side.words / side.posts for side in pair)
    if _typical(hands) <= LONGER * each:
        return _cohort(hands, posts, lang)
    return _cohort(hands, posts, lang, round(2 ** (round(4 * log2(max(_SHORTEST, each))) / 4)))


@lru_cache(maxsize=8)
def _typical(hands: tuple[tuple[str, ...], ...]) -> float:
    """Return the middle length in words of the texts of other hands."""
    return median(len(text.split()) for texts in hands for text in texts)


def cut(text: str, words: int) -> str:
    """Return the first `words` words of a text, with their spaces and lines."""
    last = next(islice(_WORD.finditer(text), words - 1, None), None)
    return text[: last.end()] if last else text


@lru_cache(maxsize=8)
def _cohort(hands: tuple[tuple[str, ...], ...], posts: int, lang: str, longest: int | None = None) -> Cohort | None:
    """Return the cohort in samples of so many posts, of `longest` words each at most; None when it is too small."""
    if longest:
        hands = tuple(tuple(cut(text, longest) for text in texts) for texts in hands)
    if len(hands) < MIN_HANDS or sum(map(len, hands)) < MIN_COHORT:
        return None
    samples = [
        (owner, texts[at : at + posts]) for owner, texts in enumerate(hands) for at in range(0, len(texts), posts)
    ]
    return cohort_of([hand(sample, lang) for _, sample in samples], [owner for owner, _ in samples])


def _refusal(
    sides: tuple[tuple[str, ...], ...], langs: list[str], pair: tuple[Profile, Profile], cohort: Cohort | None
) -> str:
    """Return why no probability may be said; "" when one may."""
    numbers, fewest, kin = (
        fitted(langs[0]),
        min(p.words for p in pair),
        " and ".join(lang or "unknown" for lang in langs),
    )
    reasons = (
        (fewest < MIN_WORDS, f"too_short: {fewest} words on one side, {MIN_WORDS} are needed"),
        (langs[0] != langs[1], f"different_languages: {kin}"),
        (langs[0] not in LANGUAGES or not numbers.curves, f"unsupported_language: {langs[0] or 'unknown'}"),
        (any(_quoted(side) > MOST for side in sides), "mostly_quoted: more than half of a side is in quotation marks"),
        (cohort is None, f"no_cohort: fewer than {MIN_COHORT} texts of {MIN_HANDS} other hands to compare with"),
        (
            cohort is not None
            and (another_kind(pair, fitted(langs[0]), cohort) or beyond_the_line(pair, langs[0], cohort)),
            "other_kind: the other hands write another kind of text",
        ),
        (
            cohort is not None and unmeasured_kind(fitted(langs[0]), cohort),
            "unmeasured_kind: no probabilities were measured for this kind of text",
        ),
    )
    return next((reason for holds, reason in reasons if holds), "")


@lru_cache(maxsize=1024)
def _quoted(side: tuple[str, ...]) -> float:
    total = sum(map(len, side))
    return sum(len(match) for text in side for match in _QUOTED.findall(text)) / total if total else 0.0


def _most(others: _Others, pair: tuple[Profile, Profile]) -> float:
    """Return the most that may be said among so many hands, of which so much was read, or that nobody chose."""
    shorter = others.read < min(side.words for side in pair) / SHORTER
    return FEW_CAP if others.hands < FEW_HANDS or shorter or others.shipped else 1.0


def _judged(result: Comparison, score: float, most: float) -> Comparison:
    """Return the result with its calibrated probability, as far as may be said, or why it says nothing."""
    curve = fitted(result.lang).curve(min(result.words), min(result.posts))
    if curve is None:
        return replace(result, reason="unmeasured: no measurement for so few words")
    probability = logistic(curve.slope * score + curve.offset)
    weak = min(result.words) < FIRM_WORDS or min(result.posts) < FIRM_POSTS
    if UNDECIDED[0] < probability < UNDECIDED[1]:
        return replace(result, reason="undecided: the likeness fits one hand as well as two")
    said = WEAK_CAP if weak and probability > 0.5 else min(most, measured(probability, curve))
    reason = (
        "weak indication: few words or posts" if weak else "consistent with one hand" if said > 0.5 else "not alike"
    )
    return replace(
        result,
        same_author=said,
        reason=reason,
        bucket=curve.words,
        error_rate=curve.error_rate,
        strangers=curve.strangers,
    )


def warm() -> None:
    """Compare once, so that the detection of languages and every codec and table that numpy wants are loaded."""
    compare(["some words " * 40], ["other words " * 40], None, ["one", "two"] * MIN_COHORT)
