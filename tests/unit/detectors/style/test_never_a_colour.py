"""Style evidence, however much of it, controls nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.model import (
    ControlLevel,
    Evidence,
    Family,
    Finding,
    FindingState,
    Grade,
    Mention,
    Presentation,
    Question,
    Role,
    Seen,
)
from detectors.presentation import SelfPortrait
from detectors.promotion import Promotion
from detectors.registry import all_detectors
from detectors.resolve import resolve
from detectors.weigh import against_all, owner_of, weigh
from tests.unit.detectors.making import knowledge

SEEN = Seen("https://blog.example/", "2026-11-23T10:00:00Z", "0" * 64)
ABOUT = st.sampled_from([Mention("L'Oréal SA"), Mention(domain="vichy.fr"), Mention("Olivar SARL"), Mention()])
EVIDENCE = st.builds(
    Evidence,
    claim=st.just("claim"),
    quote=st.text(max_size=20),
    seen=st.just(SEEN),
    about=ABOUT,
    role=st.sampled_from([Role.PROMOTED, Role.OPERATOR]),
    grade=st.sampled_from([Grade.C, Grade.D]),
)
SIGNALS = [
    ("copied_words", Family.TEXT),
    ("one_hand", Family.TEXT),
    ("shared_words", Family.TEXT),
    ("advertising_voice", Family.BEHAVIOUR),
]
FINDINGS = st.lists(st.lists(EVIDENCE, max_size=4).map(tuple), max_size=2 * len(SIGNALS))
PROMOTED = Promotion("Vichy", "loreal", ("www.vichy.fr",), 9, 0.9)
DIARY = SelfPortrait(Presentation.PERSON, ("My diary",))


@settings(max_examples=60, deadline=None)
@given(FINDINGS)
def test_style_alone_never_bears_control(found: list[tuple[Evidence, ...]]) -> None:
    findings = [
        Finding(f"style/{name}", Question.STYLE, family, FindingState.FOUND, evidence)
        for (name, family), evidence in zip(SIGNALS * 2, found, strict=False)
    ]
    weighed = [weigh(c, against_all(findings), [PROMOTED], DIARY) for c in resolve(findings, knowledge())]
    owner = owner_of(weighed, presents_as_agency=False)
    assert owner is None or owner.level is ControlLevel.NONE


def test_every_style_detector_is_meant() -> None:
    named = {f"style/{name}" for name, _ in SIGNALS}
    assert named == {d.id for d in all_detectors() if d.question is Question.STYLE}
    assert {d.family for d in all_detectors() if d.question is Question.STYLE} <= {Family.TEXT, Family.BEHAVIOUR}
