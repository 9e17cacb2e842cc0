"""The cohort that ships: whole, named, and used for pairs of its own kind only.

The texts of ``tests/corpus/style/fr_novels.jsonl`` are extracts of two novelists of ELTeC-fra (public domain) of whom
the product knows nothing: neither its numbers nor its cohort.
"""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from detectors.model import OtherHand
from detectors.style import bundled, compare
from detectors.style.bundled import Bundled, beside, beyond_the_line, packed, unpacked
from detectors.style.comparing import FEW_CAP, explained
from detectors.style.hands import side_by_side
from detectors.style.prints import made, printed
from detectors.style.profile import FAMILIES, hand, profile
from detectors.style.similarity import cohort_of
from tests.unit.detectors.style.writers import cohort, post, posts

ROWS = [json.loads(line) for line in Path("tests/corpus/style/fr_novels.jsonl").read_text("utf-8").splitlines()]
ONE, TWO = ([row["text"] for row in ROWS if row["hand"] == name] for name in ("one", "two"))
DIARY = [
    "Hier j'ai testé la nouvelle appli de vélo, et franchement c'est top ! Bon, ça plante un peu (la mise à jour...) "
    "mais t'inquiète, on s'y fait. Du coup j'ai fait 12 km avec Léa, puis on a mangé une glace à Nantes :) "
    f"Vous en pensez quoi, vous ? Dites-le moi en commentaire, je réponds à tout le monde. Billet {number}. " * 8
    for number in range(6)
]


@pytest.mark.parametrize("name", bundled.SHIPPED)
def test_every_shipped_cohort_is_named_whole_and_of_this_version(name: str) -> None:
    one = bundled.bundled(name)
    assert all((one.kind, one.corpus, one.licence))
    assert one.made == made(), "the features changed: python -m bench.style_cohort"
    assert one.hands >= 30
    for length in one.lengths:
        found = unpacked(bundled._bytes(name), one, length)
        assert [len(own) for own in found] == [one.texts] * one.hands
        assert min(text.counts["chars"].sum() for own in found for text in own) > 0
    assert len(bundled._bytes(name)) < 1_500_000


def test_what_is_packed_comes_back() -> None:
    every = [[[profile(post(hand, number), "en") for number in range(2)] for hand in range(3)]]
    data = packed(every)
    one = Bundled("x", "en", "", "", "", 3, 2, (450,), made(), sha256(data).hexdigest(), 0.0, {})
    for before, after in zip(every[0], unpacked(data, one, 450), strict=True):
        for old, new in zip(before, after, strict=True):
            assert all(np.array_equal(np.minimum(old.counts[f], 255), new.counts[f]) for f in FAMILIES)
            assert np.allclose(old.habits, new.habits, rtol=1e-3, atol=1e-3)
    with pytest.raises(ValueError, match="not what its table says"):
        unpacked(data + b"\0", one, 450)


def test_a_pair_of_its_kind_gets_a_probability_without_a_cohort() -> None:
    same, other = compare(ONE[:3], ONE[3:], "fr"), compare(ONE[:3], TWO[:3], "fr")
    assert (same.shipped, other.shipped) == ("fr-fiction", "fr-fiction")
    assert same.cohort == bundled.bundled("fr-fiction").hands
    assert same.same_author is not None
    assert 0.65 < same.same_author <= FEW_CAP
    assert other.same_author is not None
    assert other.same_author < 0.35


def test_score_and_explanation_stay_on_the_scale_of_all_pairs_without_a_cohort(monkeypatch: pytest.MonkeyPatch) -> None:
    served, why = compare(ONE[:3], TWO[:3], "fr"), explained(ONE[:3], TWO[:3], "fr")
    monkeypatch.setattr(bundled, "SHIPPED", ())
    bare = compare(ONE[:3], TWO[:3], "fr")
    assert (bare.score, bare.shipped, bare.same_author) == (served.score, "", None)
    assert bare.reason.startswith("no_cohort")
    assert explained(ONE[:3], TWO[:3], "fr") == why


@pytest.mark.parametrize(
    ("a", "b", "lang"),
    [
        (DIARY[:3], DIARY[3:], "fr"),
        (ONE[:3], DIARY[:3], "fr"),
        (posts(1, 0, 1, 2), posts(1, 3, 4, 5), "en"),
        ([text[:400] for text in ONE[:3]], [text[:400] for text in ONE[3:]], "fr"),
    ],
)
def test_no_other_pair_does(a: list[str], b: list[str], lang: str) -> None:
    result = compare(a, b, lang)
    assert (result.same_author, result.shipped, result.cohort) == (None, "", 0)


def test_a_cohort_that_is_given_is_never_replaced() -> None:
    for others in (cohort(40), cohort(3)):
        assert compare(ONE[:3], ONE[3:], "fr", others).shipped == ""


def test_among_hands_that_were_given_the_line_parts_kinds_too() -> None:
    """Posts do not stand among novelists, nor novelists among bloggers; where nothing ships, no line is known."""
    among_novels, among_diaries = (
        cohort_of([hand(tuple(side), "fr") for side in sides]) for sides in ((ONE[:3], TWO[:3]), (DIARY[:3], DIARY[2:]))
    )
    novels, diaries = ((hand(tuple(side[:3]), "fr"), hand(tuple(side[3:]), "fr")) for side in (ONE, DIARY))
    assert [beyond_the_line(pair, "fr", among_novels) for pair in (novels, diaries)] == [False, True]
    assert [beyond_the_line(pair, "fr", among_diaries) for pair in (novels, diaries)] == [True, False]
    assert not beyond_the_line(diaries, "en", among_novels)
    both = cohort_of([hand(tuple(side), "fr") for side in (ONE[:3], TWO[:3], DIARY[:3], DIARY[2:])])
    assert not any(beyond_the_line(pair, "fr", both) for pair in (novels, diaries))


def test_extracts_are_about_as_long_as_the_pair() -> None:
    one = bundled.bundled("fr-fiction")
    read = []
    for words in (80, 140, 420):
        pair = tuple(hand(tuple(" ".join(text.split()[:words]) for text in side), "fr") for side in (ONE, TWO))
        read.append(bundled._size(one, (pair[0], pair[1])))
    assert read == [None, (188, 3), (375, 3)]


def test_features_of_another_version_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = hand(tuple(ONE[:3]), "fr"), hand(tuple(ONE[3:]), "fr")
    assert beside(pair, "fr")
    old = replace(bundled.bundled("fr-fiction"), made="another")
    monkeypatch.setattr(bundled, "bundled", lambda _: old)
    assert beside(pair, "fr") is None


def test_checks_use_it_where_too_few_hands_are_known() -> None:
    own, other = printed(ONE[:3], "fr"), printed(ONE[3:], "fr")
    (found,) = side_by_side(own, [(OtherHand("b.example", "", "tie"), other)], [])
    assert (found.shipped, found.cohort) == ("fr-fiction", 40)
    assert 0.65 < (found.same_author or 0) <= FEW_CAP
    diary = printed(DIARY, "fr")
    (none,) = side_by_side(diary, [(OtherHand("b.example", "", "tie"), printed(DIARY[::-1], "fr"))], [])
    assert (none.shipped, none.same_author) == ("", None)
    assert none.reason.startswith("no_cohort")
