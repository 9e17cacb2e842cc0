"""Hands of blogs side by side: by their prints, among the prints of other hands, and only as far as may be said.

As `detectors.style.comparing` does for texts, with what only an index knows: why two blogs are compared. Who looks for
the nearest of many hands finds strangers who are alike by chance, so the odds of one hand are divided by how many were
looked through. Passages that both carry tell of copying, and of no hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log

from msgspec.structs import replace

from detectors.model import HandPrint, HandsCompared, OtherHand
from detectors.style import bundled, features, kind
from detectors.style.comparing import FEW_CAP, FIRM_POSTS, FIRM_WORDS, UNDECIDED
from detectors.style.features import log_odds
from detectors.style.fitted import Curve, Fitted, fitted, logistic, measured
from detectors.style.kind import another_kind, unmeasured_kind
from detectors.style.prints import profile_of
from detectors.style.profile import Profile
from detectors.style.similarity import Cohort, cohort_of

# Of strangers among bloggers 5 in 100 scored above .9 beside 8 other hands, 2 beside 12, none of 810 beside 30
# (`python -m bench.hands`; another draw of the others gave 12, 5 and a half).
MIN_HANDS = 30
_CERTAIN = 0.99
_latest: dict[tuple[HandPrint, ...], Cohort | None] = {}  # most blogs of an audit are compared among the same others
MOST_HANDS = 40  # more change little, and every verdict that was compared keeps them all


def enough(words: int, posts: int) -> bool:
    """Tell whether so much of a hand was read that it may be compared."""
    return words >= FIRM_WORDS and posts >= FIRM_POSTS


def side_by_side(
    own: HandPrint, others: Iterable[tuple[OtherHand, HandPrint]], cohort: Sequence[HandPrint]
) -> tuple[HandsCompared, ...]:
    """Return the comparison of a hand with others of its language, in their order.

    cohort: prints of other hands of that language. A print that cannot be read is left out. Where they are too few, the
    hands that ship stand in for pairs of their kind.
    """
    mine = _read(own)
    if mine is None:
        return ()
    among = _among(tuple(cohort))
    pairs = ((other, _read(kept)) for other, kept in others if kept.lang == own.lang)
    found = tuple(_compared((mine, theirs), other, own.lang, among) for other, theirs in pairs if theirs)
    _let_go()
    return found


def _among(cohort: tuple[HandPrint, ...]) -> Cohort | None:
    if cohort not in _latest:
        _latest.clear()  # before the next is made: one takes 21 MB
        strangers = [found for found in map(_read, cohort) if found is not None]
        _latest[cohort] = cohort_of(strangers) if len(strangers) >= MIN_HANDS else None
    return _latest[cohort]


def forget() -> None:
    """Drop the cohorts, too."""
    _latest.clear()
    bundled.forget()
    _let_go()


def _let_go() -> None:
    """Drop what is kept between pairs: it holds the profiles and the cohort, some dozens of megabytes."""
    features.forget()
    kind.forget()


def _read(kept: HandPrint) -> Profile | None:
    try:
        return profile_of(kept)
    except ValueError:
        return None


def _compared(pair: tuple[Profile, Profile], other: OtherHand, lang: str, cohort: Cohort | None) -> HandsCompared:
    numbers, (own, theirs) = fitted(lang), pair
    stand_in = bundled.beside(pair, lang) if cohort is None else None
    cohort, shipped = (stand_in.cohort, stand_in.bundled.name) if stand_in else (cohort, "")
    words, posts = (own.words, theirs.words), (own.posts, theirs.posts)
    score = round(log_odds(own, theirs, numbers, cohort), 4)  # the last digits differ between machines
    curve = numbers.curve(min(words), min(posts))
    reason = _refusal(pair, other, numbers, cohort, lang) or ("" if curve else f"unsupported_language: {lang}")
    size = cohort.size if cohort else 0
    found = HandsCompared(
        other.site, other.tie, round(logistic(score), 4), None, reason, words, posts, size, other.among, shipped=shipped
    )
    return found if reason or curve is None else _said(found, score, curve)


def _refusal(pair: tuple[Profile, Profile], other: OtherHand, numbers: Fitted, cohort: Cohort | None, lang: str) -> str:
    """Return why nothing may be said of a pair; "" when something may."""
    words, posts = min(side.words for side in pair), min(side.posts for side in pair)
    if not enough(words, posts):
        return f"too_short: {words} words and {posts} posts, {FIRM_WORDS} and {FIRM_POSTS} are needed"
    if other.copied:
        return "copied_words: both sites carry the same passages, so one text may stand on both"
    if cohort is None:
        return f"no_cohort: fewer than {MIN_HANDS} other hands to compare with"
    if another_kind(pair, numbers, cohort) or bundled.beyond_the_line(pair, lang, cohort):
        return "other_kind: the other hands write another kind of text"
    if unmeasured_kind(numbers, cohort):
        return "unmeasured_kind: no probabilities were measured for this kind of text"
    return ""


def _said(found: HandsCompared, score: float, curve: Curve) -> HandsCompared:
    """Return the comparison with its calibrated probability, or with the reason why it says nothing."""
    said = round(measured(logistic(curve.slope * score + curve.offset - log(found.among)), curve), 4)
    said = min(FEW_CAP, said) if found.shipped else said
    if UNDECIDED[0] < said < UNDECIDED[1]:
        return replace(found, reason="undecided: the likeness fits one hand as well as two")
    return replace(
        found,
        same_author=said,
        reason="consistent with one hand" if said > 0.5 else "not alike",
        bucket=curve.words,
        error_rate=curve.error_rate,
        strangers=curve.strangers,
    )


def odds(probability: float) -> str:
    """Return a probability as it may be shown: none is certain."""
    if not 1 - _CERTAIN <= probability <= _CERTAIN:
        return f">{_CERTAIN:.2f}" if probability > _CERTAIN else f"<{1 - _CERTAIN:.2f}"
    return f"{probability:.2f}"


def figures(found: HandsCompared) -> str:
    """Return the figures of a comparison that says something on one line."""
    searched = f"; nearest of {found.among} hands" if found.among > 1 else ""
    shipped = f" ({found.shipped})" if found.shipped else ""
    return (
        f"score {found.score:.3f}; probability {odds(found.same_author or 0.0)}; "
        f"words {found.words[0]} and {found.words[1]}; posts {found.posts[0]} and {found.posts[1]}; "
        f"cohort {found.cohort}{shipped}; error rate {found.error_rate or 0:.3f}{searched}"
    )
