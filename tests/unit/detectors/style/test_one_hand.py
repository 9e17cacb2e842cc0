"""One hand behind two blogs as evidence and in the verdict: a lead with its figures, and never a colour."""

from __future__ import annotations

import msgspec
import pytest

import detectors
from detectors.model import (
    Capture,
    ControlLevel,
    Grade,
    HandPrint,
    Hands,
    HandsCompared,
    OtherHand,
    Read,
    Role,
    Verdict,
    Want,
)
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


def taken(*others: tuple[OtherHand, HandPrint], own: HandPrint | None = None) -> Capture:
    """Return the capture of a diary with the hands that it is compared with."""
    made = page(URL, f"<article><h1>My diary</h1>{prose(300, 'I walked home and my sister laughed.')}</article>")
    return capture(URL, (Want("page", URL, "checked"), made)).with_reads(frozen(*others, own=own))


def one_hand() -> Capture:
    """Return a capture whose verdict says that a tied blog is consistent with one hand."""
    return taken((OtherHand("b.example", "b", "google-analytics"), hand_of(1, 10)))


def judged(*others: tuple[OtherHand, HandPrint], own: HandPrint | None = None) -> Verdict:
    return detectors.examine(taken(*others, own=own), knowledge())


@pytest.mark.parametrize("said", [None, 0.02, 0.5])
def test_what_is_not_alike_is_no_evidence(said):
    assert not list(detect(Hands(SEEN, "blog.example", "own"), (msgspec.structs.replace(FOUND, same_author=said),)))


def test_what_is_alike_is_told_with_its_figures():
    (found,) = detect(Hands(SEEN, "blog.example", "own"), (FOUND,))
    assert (found.role, found.grade, found.about.domain) == (Role.OPERATOR, Grade.D, "b.example")
    assert "consistent with one hand" in found.claim
    assert all(figure in found.quote for figure in ("0.970", "0.93", "900 and 1200", "3 and 4", "cohort 34", "0.050"))


def test_a_verdict_says_it_and_keeps_its_colour():
    alone = judged(own=hand_of(50))
    verdict = judged((OtherHand("b.example", "b", "google-analytics"), hand_of(1, 10)))
    assert (verdict.style.level, verdict.style.compared_with) == ("similar", "b.example")
    assert verdict.style.hands[0].cohort >= MIN_HANDS
    assert "similar_style" in verdict.notes
    assert (verdict.verdict, verdict.control.level) == (alone.verdict, alone.control.level)
    assert verdict.control.level is not ControlLevel.ESTABLISHED
    assert verdict.coverage == alone.coverage  # our own index is no source of the site


def test_the_firmest_is_told_first_and_all_are_kept():
    verdict = judged(
        (OtherHand("apart.example", "a", "google-analytics"), hand_of(2)),
        (OtherHand("b.example", "b", "google-analytics"), hand_of(1, 10)),
        (OtherHand("copied.example", "c", "google-analytics", copied=True), hand_of(1, 20)),
    )
    assert verdict.style.compared_with == "b.example"
    assert [found.site for found in verdict.style.hands] == ["apart.example", "b.example", "copied.example"]
    apart = judged((OtherHand("apart.example", "a", "google-analytics"), hand_of(2)))
    assert (apart.style.level, apart.style.compared_with) == ("not_similar", "apart.example")
    assert "similar_style" not in apart.notes
    copied = judged((OtherHand("copied.example", "c", "", 30, copied=True), hand_of(1, 20)))
    assert (copied.style.level, copied.style.reason.partition(":")[0]) == ("unknown", "copied_words")


def test_it_replays_from_the_prints_alone():
    verdict = detectors.examine(one_hand(), knowledge())
    again = detectors.examine(Capture.from_json(one_hand().to_json()), knowledge())
    assert verdict.style.level == "similar"
    assert again.to_json() == verdict.to_json()
