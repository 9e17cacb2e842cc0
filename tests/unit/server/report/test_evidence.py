"""Evidence in the order of reading."""

from __future__ import annotations

import msgspec

from detectors.model import Family, FindingState, Grade, Level, Question, Role
from server.report.evidence import behind, commercial, on, otherwise_named, weighed
from tests.unit.server.making import verdict

replace = msgspec.structs.replace
CORE = verdict(Level.UNDISCLOSED_CONTROL)
((PIECE,),) = [finding.evidence for finding in CORE.findings]


def finding(*evidence, **changes):
    return replace(CORE.findings[0], evidence=evidence, **changes)


def test_the_strongest_family_comes_first_and_each_fact_once():
    strong, weak = replace(PIECE, bans=3.0, quote="strong"), replace(PIECE, bans=0.5, grade=Grade.C)
    core = replace(CORE, findings=(finding(weak, weak), finding(strong, weak, family=Family.STATEMENT)))
    found = behind(core)
    assert [pieces.family for pieces in found] == [Family.STATEMENT, Family.REGISTRY]
    assert [piece.bans for pieces in found for piece in pieces.pieces] == [3.0, 0.5, 0.5]


def test_hosts_and_promoted_sites_are_named_apart():
    host = replace(PIECE, role=Role.HOST)
    core = replace(CORE, findings=(finding(PIECE, host, replace(host, polarity="against")),))
    assert [len(pieces.pieces) for pieces in behind(core)] == [1]  # the same fact, for and against, is one fact
    assert otherwise_named(replace(CORE, findings=(finding(host),)))[0].pieces == (host,)
    assert behind(replace(CORE, findings=(finding(host),))) == ()


def test_questions_are_kept_apart_and_unknown_findings_say_nothing():
    style = finding(PIECE, question=Question.STYLE)
    assert on(Question.STYLE, replace(CORE, findings=(style,))) == (PIECE,)
    assert behind(replace(CORE, findings=(style, finding(PIECE, state=FindingState.UNKNOWN)))) == ()


def test_commercial_signs_stand_apart_from_what_speaks_against_a_statement():
    sign = finding(PIECE, question=Question.DISCLOSURE, detector="disclosure/coupon_codes")
    denial = finding(replace(PIECE, quote="denied"), question=Question.DISCLOSURE, detector="relate/contradicted")
    core = replace(CORE, findings=(sign, denial))
    assert commercial(core) == (PIECE,)
    assert [piece.quote for piece in on(Question.DISCLOSURE, core)] == ["denied"]


def test_what_was_weighed_stands_with_its_signal_the_heaviest_first():
    light, heavy = replace(PIECE, bans=0.5), replace(PIECE, bans=-2.0, polarity="against")
    other = finding(PIECE, question=Question.STYLE)
    silent = finding(PIECE, state=FindingState.UNKNOWN)
    found = weighed(replace(CORE, findings=(finding(light), finding(heavy, detector="x/y"), other, silent)))
    assert [(signal.detector, piece.bans) for signal, piece in found] == [("x/y", -2.0), ("ownership/registrant", 0.5)]
