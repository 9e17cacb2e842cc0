"""What a profile holds: style and not subject, the same on every run."""

from __future__ import annotations

import numpy as np
import pytest

from detectors.style.profile import FAMILIES, distorted, hand, profile
from detectors.style.words import LANGUAGES, tidy, tokens, words_of


def test_a_subject_leaves_no_trace_where_words_are_masked() -> None:
    sentence = "I {} the {} because they {} near the {}."
    first = profile(sentence.format("washed", "river", "jumped", "table"), "en")
    second = profile(sentence.format("warmed", "tiger", "walked", "chair"), "en")
    for family in ("chars", "marks", "words", "tokens"):
        assert np.array_equal(first.counts[family], second.counts[family]) or family == "tokens"
    assert "river" not in distorted(sentence.format("washed", "river", "jumped", "table"), "en")


def test_elided_words_are_function_words_in_french() -> None:
    assert tokens("l'homme qu'il a vu", "fr") == ["l'", "homme", " qu'", "il", " a", " vu"]
    assert "qu'il" in distorted("l'homme qu'il a vu", "fr")


def test_a_contraction_keeps_its_end() -> None:
    assert distorted("John's car didn't start", "en") == "Aaa's *** didn't ***"


def test_a_hand_is_the_sum_of_its_posts() -> None:
    a, b = "One day, we left. It was late!", "They came back; nobody knew why."
    both = hand((a, b), "en")
    assert both.words == profile(a, "en").words + profile(b, "en").words
    assert both.posts == 2
    for family in FAMILIES:
        assert np.array_equal(both.counts[family], profile(a, "en").counts[family] + profile(b, "en").counts[family])


def test_profiles_are_kept_by_content() -> None:
    text = "The same words give the same profile."
    assert profile(text, "en") is profile("".join(list(text)), "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_its_words(lang: str) -> None:
    words = words_of(lang)
    assert len(words.places) >= 250
    assert list(words.suffixes) == sorted(words.suffixes, key=len, reverse=True)
    assert all(len(tokens(word, lang)) == 1 or "-" in word or "'" in word for word in words.places)


def test_white_space_is_tidied() -> None:
    assert tidy("  It’s \t late \r\n\n now ") == "It's late\nnow"
