"""Verification entries in the DNS of both domains."""

from detectors.model import ControlLevel, Grade, Role

from .captures import PRAISE, abouts, dns, found, page, verdict

ID = "ownership/shared_verification"
ENTRY = "atlassian-domain-verification=Vq3xLkPz81mTn0aWcR5uYh"


def test_the_same_entry_on_both_domains() -> None:
    (evidence,) = found(ID, page(PRAISE), dns(txt=(ENTRY,)), dns("olivar.example", txt=("v=spf1 -all", ENTRY)))
    assert (evidence.about, evidence.role, evidence.grade) == ("olivar.example", Role.OPERATOR, Grade.B)
    assert evidence.claim.endswith("atlassian-domain-verification entry in its DNS as olivar.example")


def test_it_never_bears_control() -> None:
    said = verdict(page(PRAISE), dns(txt=(ENTRY,)), dns("olivar.example", txt=(ENTRY,)))
    assert said.control.level in (ControlLevel.NONE, ControlLevel.UNKNOWN)
    assert "shared_operator" in said.notes


def test_policies_and_other_values_tie_nobody() -> None:
    other = "atlassian-domain-verification=Aq3xLkPz81mTn0aWcR5uYh"
    assert (
        abouts(ID, page(PRAISE), dns(txt=(ENTRY, "v=spf1 -all")), dns("olivar.example", txt=(other, "v=spf1 -all")))
        == []
    )
