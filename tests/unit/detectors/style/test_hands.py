"""Hands side by side by their prints: what may be said, and every reason why nothing may."""

from __future__ import annotations

from functools import cache

import msgspec
import pytest

from detectors.model import HandPrint, OtherHand
from detectors.style.hands import MIN_HANDS, figures, odds, side_by_side
from detectors.style.prints import printed
from tests.functional.internet.diaries import post


@cache
def hand_of(seed: int, first: int = 0, posts: int = 4) -> HandPrint:
    return printed([post(seed, first + number) for number in range(posts)], "en")


@cache
def strangers(count: int = MIN_HANDS + 4) -> tuple[HandPrint, ...]:
    return tuple(hand_of(100 + seed) for seed in range(count))


def compared(own: HandPrint, theirs: HandPrint, cohort=None, **more):
    (found,) = side_by_side(
        own, [(OtherHand("b.example", "k", "account", **more), theirs)], strangers() if cohort is None else cohort
    )
    return found


def test_one_hand_and_two_are_told_apart():
    alike, apart = compared(hand_of(1), hand_of(1, 10)), compared(hand_of(1), hand_of(2))
    assert alike.alike
    assert alike.reason == "consistent with one hand"
    assert 0.65 < alike.same_author < 1  # what was never seen in so many pairs may still happen
    assert alike.error_rate is not None
    assert alike.cohort == len(strangers())
    assert (apart.alike, apart.reason) == (False, "not alike")
    assert 0 < apart.same_author < 0.35
    assert alike.score > apart.score
    assert "probability" in figures(alike)


def test_the_order_of_the_sides_says_the_same():
    one, other = compared(hand_of(1), hand_of(3)), compared(hand_of(3), hand_of(1))
    assert (one.score, one.same_author) == (other.score, other.same_author)
    assert one.words == other.words[::-1]


def test_who_looks_through_more_hands_may_say_less():
    said = [compared(hand_of(1), hand_of(1, 10), among=among).same_author or 0.0 for among in (1, 100, 100_000)]
    assert said[0] >= said[1] > said[2] or said[1] is None
    assert said == sorted(said, reverse=True)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"cohort": ()}, "no_cohort"),
        ({"cohort": strangers()[: MIN_HANDS - 1]}, "no_cohort"),
        ({"cohort": (hand_of(101),) * MIN_HANDS}, "other_kind"),
        ({"copied": True}, "copied_words"),
    ],
)
def test_without_what_it_needs_it_only_ranks(change, reason):
    found = compared(hand_of(1), hand_of(1, 10), **change)
    assert (found.same_author, found.error_rate) == (None, None)
    assert found.reason.startswith(reason)
    assert 0 <= found.score <= 1


def test_too_little_text_and_other_languages_say_nothing():
    assert compared(hand_of(1), hand_of(1, 10, 2)).reason.startswith("too_short")
    german = printed([post(1, number) for number in range(4)], "de")
    others = [printed([post(seed, number) for number in range(3)], "de") for seed in range(100, 100 + MIN_HANDS)]
    assert compared(german, german, others).same_author is None
    assert side_by_side(hand_of(1), [(OtherHand("b.example", "k", ""), german)], strangers()) == ()


def test_a_print_that_cannot_be_read_is_left_out():
    other = msgspec.structs.replace(hand_of(1), made="other")
    assert side_by_side(other, [(OtherHand("b.example", "k", ""), hand_of(1))], strangers()) == ()
    assert side_by_side(hand_of(1), [(OtherHand("b.example", "k", ""), other)], strangers()) == ()
    assert compared(hand_of(1), hand_of(1, 10), (*strangers(), other)).cohort == len(strangers())


def test_nothing_is_shown_as_certain():
    assert [odds(each) for each in (0.0, 0.004, 0.5, 0.984, 0.9968, 1.0)] == [
        "<0.01", "<0.01", "0.50", "0.98", ">0.99", ">0.99",
    ]  # fmt: skip
