"""The chain's arrows: each once, in words of their kind."""

from __future__ import annotations

import msgspec
import pytest

from detectors.chain import UNCITED
from detectors.model import ChainStep, Family, Level, Role
from server.report.chain import beside, ties
from server.report.messages import messages
from tests.unit.server.making import verdict

EN, FR = messages("en"), messages("fr")
replace = msgspec.structs.replace


def with_steps(*steps, evidence=(), detector="ownership/registrant_email"):
    core = verdict(Level.UNDISCLOSED_CONTROL)
    (finding,) = core.findings
    found = replace(finding, detector=detector, evidence=tuple(evidence))
    return replace(core, control=replace(core.control, chain=steps), findings=(found,))


def piece(**changes):
    ((evidence,),) = [finding.evidence for finding in verdict(Level.UNDISCLOSED_CONTROL).findings]
    return replace(evidence, **changes)


def test_a_mail_domain_is_no_holder():
    mail = piece(quote="@acme.example", about="acme.example")
    step = ChainStep("blog.example", "acme.example", "owner", mail.quote, mail.seen.where)
    core = with_steps(step, step, evidence=[mail])
    assert [tie.tie for tie in ties(core, EN)] == ["has its contact address in"]
    assert [tie.tie for tie in ties(core, FR)] == ["a son adresse de contact chez"]
    assert ties(core, EN)[0].when == mail.seen.when


@pytest.mark.parametrize("relation", ["owner", "publisher", "operator", "owns", "front_for", "promoted_on"])
def test_a_step_without_evidence_of_a_detector_has_its_relations_words(relation):
    (tie,) = ties(with_steps(ChainStep("A", "B", relation, "words", "https://x.example/")), FR)
    assert tie.tie == FR("relation", relation)
    assert tie.line == ("dotted" if relation == "operator" else "solid")


def test_our_own_list_is_no_quote():
    (tie,) = ties(with_steps(ChainStep("Acme SA", "Acme", "member_of", UNCITED)), EN)
    assert (tie.quote, tie.note) == ("", EN("ui", "uncited"))


def test_a_site_is_not_tied_to_itself():
    assert ties(with_steps(ChainStep("acme.example", "acme.example", "owner", "words")), EN) == ()


def test_the_same_entity_on_both_sides_closes_the_chain():
    behind = piece(about="Acme SA", role=Role.PROMOTED)
    steps = (ChainStep("blog.example", "Acme SA", "owner", "x"), ChainStep("shop.example", "page", "promoted_on", ""))
    found = ties(with_steps(*steps, evidence=[behind], detector="ownership/promoted_publisher"), EN)
    assert [(tie.source, tie.target) for tie in found] == [
        ("blog.example", "Acme SA"),
        ("Acme SA", "shop.example"),
        ("shop.example", "page"),
    ]


def test_what_stands_beside_is_told_from_what_bears_ownership():
    core = with_steps(evidence=[piece(about="", polarity="against")], detector="ownership/registrant")
    assert [(tie.target, tie.line) for tie in beside(core, EN)] == [("a private person", "against")]
    (finding,) = core.findings
    shared = replace(
        finding, family=Family.OPERATOR, detector="ownership/shared_ids", evidence=(piece(about="b.example"),)
    )
    assert [tie.line for tie in beside(replace(core, findings=(shared,)), EN)] == ["dotted"]
