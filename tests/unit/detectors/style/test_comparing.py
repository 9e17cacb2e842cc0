"""The comparison of hands: when it answers, when it does not, and that nothing but the texts decides."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detectors.style import Comparison, compare
from detectors.style.comparing import (
    FEW_CAP,
    FEW_HANDS,
    MIN_HANDS,
    UNDECIDED,
    WEAK_CAP,
    _cohort,
    _judged,
    _most,
    _others,
    cut,
)
from detectors.style.profile import hand, profile
from tests.unit.detectors.style.writers import cohort, post, posts

OTHERS = cohort(40)


def test_one_hand_ranks_above_two() -> None:
    same = [compare(posts(k, 0, 1, 2), posts(k, 3, 4, 5), "en", OTHERS).score for k in range(8)]
    strangers = [compare(posts(k, 0, 1, 2), posts(k + 50, 3, 4, 5), "en", OTHERS).score for k in range(8)]
    better = sum(one > two for one in same for two in strangers)
    assert better >= 58  # of 64


def test_without_a_cohort_it_ranks_and_says_nothing() -> None:
    same = compare(posts(1, 0, 1, 2), posts(1, 3, 4, 5), "en")
    other = compare(posts(1, 0, 1, 2), posts(2, 3, 4, 5), "en")
    assert same.same_author is None
    assert same.reason.startswith("no_cohort")
    assert same.score > other.score


def test_it_is_symmetric_and_deterministic() -> None:
    a, b = posts(3, 0, 1, 2), posts(4, 0, 1)
    for others in (None, OTHERS):
        there, back = compare(a, b, "en", others), compare(b, a, "en", others)
        assert there.score == pytest.approx(back.score, abs=1e-6)
        assert (there.same_author is None) == (back.same_author is None)
        assert compare(a, b, "en", others) == there


def test_kept_profiles_give_the_same_answer() -> None:
    a, b = posts(5, 0, 1, 2), posts(5, 3, 4, 5)
    first = compare(a, b, "en", OTHERS)
    for kept in (profile, hand, _cohort):
        kept.cache_clear()
    assert compare(a, b, "en", OTHERS) == first


def test_another_process_gives_the_same_score() -> None:
    code = (
        "from detectors.style import compare; from tests.unit.detectors.style.writers import posts; "
        "print(compare(posts(1, 0), posts(2, 1), 'en').score)"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {f"{compare(posts(1, 0), posts(2, 1), 'en').score}\n"}


@pytest.mark.parametrize(
    ("a", "b", "lang", "others", "reason"),
    [
        (posts(1, 0, words=200), posts(1, 1), "en", OTHERS, "too_short"),
        ([], posts(1, 1), "en", OTHERS, "too_short"),
        (posts(1, 0), posts(1, 1), "ja", OTHERS, "unsupported_language"),
        (posts(1, 0), posts(1, 1), "de", OTHERS, "unsupported_language"),
        ([f"« {post(1, 0)} »"], posts(1, 1), "en", OTHERS, "mostly_quoted"),
        (posts(1, 0), posts(1, 1), "en", OTHERS[:29], "no_cohort"),
        (posts(1, 0), posts(1, 1), "en", [["Item. Price: 12! BUY NOW * 50% * " * 60]] * 40, "other_kind"),
    ],
)
def test_it_says_why_it_does_not_answer(
    a: list[str], b: list[str], lang: str, others: list[list[str]], reason: str
) -> None:
    result = compare(a, b, lang, others)
    assert result.same_author is None
    assert result.reason.startswith(reason)
    assert 0 <= result.score <= 1


def test_two_languages_are_not_compared() -> None:
    french = ["Nous avons marché le long du port avant la pluie, et puis nous sommes rentrés chez nous. " * 40]
    assert compare(posts(1, 0), french, None, OTHERS).reason.startswith("different_languages")


def test_few_posts_or_words_are_capped_and_the_middle_is_left_out() -> None:
    for seed in range(12):
        for other in (seed, seed + 30):
            result = compare(posts(seed, 0, words=700), posts(other, 1, words=700), "en", OTHERS)
            said = result.same_author
            assert said is None or said <= WEAK_CAP
            assert said is None or not UNDECIDED[0] < said < UNDECIDED[1]
            assert (said is None) == (result.error_rate is None)


def test_among_few_hands_no_probability_is_high() -> None:
    pair = hand(tuple(posts(1, 0, 1, 2)), "en"), hand(tuple(posts(1, 3, 4, 5)), "en")
    sizes = (FEW_HANDS - 1, 3), (FEW_HANDS, 3), (FEW_HANDS, 1)
    few, many, brief = (tuple(map(tuple, cohort(*size))) for size in sizes)
    assert [_most(_others(hands, pair, "en"), pair) for hands in (few, many, brief)] == [FEW_CAP, 1.0, FEW_CAP]
    bare = Comparison(0.99, None, "", "en", (2000, 2000), (4, 4), FEW_HANDS)
    assert _judged(bare, 20.0, FEW_CAP).same_author == FEW_CAP
    assert (_judged(bare, 20.0, 1.0).same_author or 0) > FEW_CAP


def test_hands_are_counted_and_not_their_texts() -> None:
    a, b = posts(1, 0, 1, 2), posts(1, 3, 4, 5)
    few, some, many = (compare(a, b, "en", cohort(size, 5)) for size in (MIN_HANDS - 1, MIN_HANDS, 25))
    assert (few.cohort, some.cohort, many.cohort) == (0, MIN_HANDS, 25)
    assert few.reason.startswith("no_cohort")
    assert not some.reason.startswith("no_cohort")
    blank = [*cohort(MIN_HANDS - 1, 5), [" "], "", []]
    assert compare(a, b, "en", blank).reason.startswith("no_cohort")


def test_short_texts_are_set_among_texts_as_short() -> None:
    a, b = posts(1, 0, 1, 2, words=150), posts(2, 3, 4, 5, words=150)
    long = [[text + " " + post(7, 99, 1500) for text in own] for own in cohort(20, 2)]
    halves = [[" ".join(text.split(" ")[: len(text.split(" ")) // 2]) for text in own] for own in long]
    assert compare(a, b, "en", long) == compare(a, b, "en", halves)
    lines = "one two\n\nthree  four five"
    assert [cut(lines, count) for count in (1, 3, 5, 9)] == ["one", "one two\n\nthree", lines, lines]


@pytest.mark.parametrize("score", [-50.0, 50.0])
def test_nothing_is_surer_than_was_measured(score: float) -> None:
    said = _judged(Comparison(0.5, None, "", "en", (9000, 9000), (9, 9), 99), score, 1.0)
    assert said.same_author is not None
    assert min(said.same_author, 1 - said.same_author) == pytest.approx(1 / (said.strangers + 2))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3), st.sampled_from(["en", "fr", "it", "xx", None])
)
def test_no_text_breaks_it(a: list[str], b: list[str], lang: str | None) -> None:
    for others in (None, OTHERS):
        result = compare(a, b, lang, others)
        assert isinstance(result, Comparison)
        assert 0 <= result.score <= 1
        assert result.same_author is None


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_a_cohort_of_anything_breaks_nothing(text: str) -> None:
    assert 0 <= compare(posts(1, 0), posts(2, 0), "en", [text] * 30).score <= 1


def test_it_never_says_who_wrote() -> None:
    for result in (compare(posts(1, 0, 1, 2), posts(1, 3, 4, 5), "en", OTHERS), compare(["a"], ["b"], "en")):
        assert "written by" not in result.reason


def test_a_comparison_touches_nothing() -> None:
    code = """
import sys, detectors
from detectors.style import compare
from tests.unit.detectors.style.writers import cohort, posts
detectors.warm()
others, touched, watching = cohort(30), [], False
def watch(event, args):
    if watching and event.startswith(("open", "os.", "socket.", "subprocess.", "import")):
        touched.append((event, str(args)[:100]))
sys.addaudithook(watch)
watching = True
for lang in (None, "en", "fr", "de"):
    compare(posts(1, 0, 1, 2), posts(2, 0, 1, 2), lang, others)
    compare(posts(1, 0), posts(2, 0), lang)
watching = False
assert not touched, touched
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
