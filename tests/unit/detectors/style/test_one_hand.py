"""One hand behind two blogs as evidence and in the verdict: a lead with its figures, and never a colour."""

from __future__ import annotations

import msgspec
import pytest

import detectors
from detectors.model import ControlLevel, Grade, HandPrint, Hands, HandsCompared, OtherHand, Read, Role, Want
from detectors.style.hands import MIN_HANDS
from detectors.style.one_hand import detect
from tests.unit.detectors.making import capture, knowledge, page, prose, seen
from tests.unit.detectors.style.test_hands import hand_of, strangers

URL, SEEN = "https://blog.example/", seen("index://hands/blog.example")
FOUND = HandsCompared(
    "b.example", "account", 0.97, 0.93, "consistent with one hand", (900, 1200), (3, 4), 34, 1, 800, 0.05
)


def frozen(*others: tuple[OtherHand, HandPrint], own: HandPrint | None = None) -> tuple[Read, ...]:
    prints = {f"s{number}": kept for number, kept in enumerate(strangers())}
    keys = tuple(prints)
    prints |= {"own": own or hand_of(1), **{other.hand: kept for other, kept in others}}
    hands = Hands(SEEN, "blog.example", "own", tuple(other for other, _ in others), keys)
    return (
        Read(Want("hands", "blog.example"), hands),
        *(Read(Want("hand", key), kept) for key, kept in prints.items()),
    )


def judged(*others: tuple[OtherHand, HandPrint], own: HandPrint | None = None):
    made = page(URL, f"<article><h1>My diary</h1>{prose(300, 'I walked home and my sister laughed.')}</article>")
    taken = capture(URL, (Want("page", URL, "checked"), made)).with_reads(frozen(*others, own=own))
    return detectors.examine(taken, knowledge()), taken


@pytest.mark.parametrize("said", [None, 0.02, 0.5])
def test_what_is_not_alike_is_no_evidence(said):
    assert not list(detect(Hands(SEEN, "blog.example", "own"), (msgspec.structs.replace(FOUND, same_author=said),)))


def test_what_is_alike_is_told_with_its_figures():
    (found,) = detect(Hands(SEEN, "blog.example", "own"), (FOUND,))
    assert (found.role, found.grade, found.about.domain) == (Role.OPERATOR, Grade.D, "b.example")
    assert "consistent with one hand" in found.claim
    assert all(figure in found.quote for figure in ("0.970", "0.93", "900 and 1200", "3 and 4", "cohort 34", "0.050"))


def test_a_verdict_says_it_and_keeps_its_colour():
    alone, _ = judged(own=hand_of(50))
    verdict, _ = judged((OtherHand("b.example", "b", "google-analytics"), hand_of(1, 10)))
    assert (verdict.style.level, verdict.style.compared_with) == ("similar", "b.example")
    assert verdict.style.hands[0].cohort >= MIN_HANDS
    assert "similar_style" in verdict.notes
    assert (verdict.verdict, verdict.control.level) == (alone.verdict, alone.control.level)
    assert verdict.control.level is not ControlLevel.ESTABLISHED
    assert verdict.coverage == alone.coverage  # our own index is no source of the site


def test_the_firmest_is_told_first_and_all_are_kept():
    verdict, _ = judged(
        (OtherHand("apart.example", "a", "google-analytics"), hand_of(2)),
        (OtherHand("b.example", "b", "google-analytics"), hand_of(1, 10)),
        (OtherHand("copied.example", "c", "google-analytics", copied=True), hand_of(1, 20)),
    )
    assert verdict.style.compared_with == "b.example"
    assert [found.site for found in verdict.style.hands] == ["apart.example", "b.example", "copied.example"]
    apart, _ = judged((OtherHand("apart.example", "a", "google-analytics"), hand_of(2)))
    assert (apart.style.level, apart.style.compared_with) == ("not_similar", "apart.example")
    assert "similar_style" not in apart.notes
    copied, _ = judged((OtherHand("copied.example", "c", "", 30, copied=True), hand_of(1, 20)))
    assert (copied.style.level, copied.style.reason.partition(":")[0]) == ("unknown", "copied_words")


def test_it_replays_from_the_prints_alone():
    verdict, taken = judged((OtherHand("b.example", "b", "google-analytics"), hand_of(1, 10)))
    again = detectors.examine(detectors.Capture.from_json(taken.to_json()), knowledge())
    assert again.to_json() == verdict.to_json()
