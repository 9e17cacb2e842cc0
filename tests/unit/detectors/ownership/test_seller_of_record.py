"""Accounts that advertising systems pay an organisation for, and the many that are a network's or an agency's."""

from functools import cache

import pytest

from detectors import examine, judge, replay
from detectors.knowledge import Knowledge
from detectors.knowledge.sellers import Seller, SellerKind, sellers_in_memory
from detectors.model import Capture, ControlLevel, FindingState, Grade, Level, Read, Role, WeighedEvidence

from .captures import PRAISE, URL, file, knowledge, page

ID = "ownership/seller_of_record"


def seller(account: str, kind: SellerKind, name: str, domain: str, system: str = "ads.example") -> Seller:
    return Seller(system=system, account=account, kind=kind, name=name, domain=domain, read="2026-11-28")


SELLERS = (
    seller("4401", "PUBLISHER", "Olivar SARL", "olivar.example"),
    seller("4401", "BOTH", "OLIVAR", "olivar.example", "other.example"),
    seller("4402", "BOTH", "Orval GmbH", "orval.example"),
    seller("4403", "PUBLISHER", "Kervran SAS", "kervran.example"),
    seller("4404", "PUBLISHER", "Carnet SARL", "www.carnet.example"),
    seller("4405", "PUBLISHER", "", "loreal.com"),
    seller("4406", "PUBLISHER", "Mediavine, Inc.", "mediavine.com"),
    seller("4407", "PUBLISHER", "Ads Example Inc.", "ads.example"),
    seller("4408", "PUBLISHER", "Edelman", "edelman.com"),
    seller("4409", "PUBLISHER", "Raptive Ads LLC", "raptive.com"),
)


@cache
def known() -> Knowledge:
    return Knowledge(knowledge().contents, "test", find_seller=sellers_in_memory(SELLERS))


def ads(*lines: str) -> Read:
    return file("/ads.txt", "\n".join(lines))


def capture(*reads: Read) -> Capture:
    return Capture(URL, "2026-11-23T10:00:00Z").with_reads(reads)


def found(*lines: str) -> tuple[WeighedEvidence, ...]:
    verdict = examine(capture(page(PRAISE), ads(*lines)), known())
    finding = next(f for f in verdict.findings if f.detector == ID)
    assert finding.state in (FindingState.FOUND, FindingState.CLEAR), finding.reason
    return finding.evidence


def test_a_publisher_of_record() -> None:
    (evidence,) = found("# our ads", "ads.example, 4401, DIRECT, f08c47fec0942fa0", "other.example, 4401, DIRECT")
    assert (evidence.about, evidence.role, evidence.grade) == ("Olivar SARL", Role.PUBLISHER, Grade.B)
    assert evidence.quote == "ads.example, 4401, DIRECT"
    assert evidence.claim.endswith("(sellers.json of 2026-11-28)")


def test_who_sells_for_others_too_only_supports() -> None:
    (evidence,) = found("ads.example, 4402, DIRECT")
    assert evidence.grade is Grade.C


def test_accounts_of_several_organisations_name_no_owner_firmly() -> None:
    assert [(e.about, e.grade) for e in found("ads.example, 4401, DIRECT", "ads.example, 4403, DIRECT")] == [
        ("Olivar SARL", Grade.C),
        ("Kervran SAS", Grade.C),
    ]


def test_the_sites_own_organisation_and_a_group_by_its_domain() -> None:
    assert [(e.about, e.grade) for e in found("ads.example, 4404, DIRECT")] == [("Carnet SARL", Grade.B)]
    assert [(e.about, e.grade) for e in found("ads.example, 4405, DIRECT")] == [("loreal.com", Grade.B)]


@pytest.mark.parametrize(
    "lines",
    [
        ("ads.example, 4401, RESELLER",),
        ("#ads.example, 4401, DIRECT",),
        ("ads.example, 44044, DIRECT",),
        ("other.example, 4403, DIRECT",),
        ("ads.example, 4406, DIRECT", "ads.example, 4409, DIRECT"),
        ("ads.example, 4407, DIRECT",),
        ("ads.example, 4408, DIRECT",),
        ("ads.example, 4401, DIRECT", "MANAGERDOMAIN=olivar.example"),
    ],
)
def test_resellers_strangers_networks_systems_agencies_and_managers(lines: tuple[str, ...]) -> None:
    assert found(*lines) == ()


def test_it_never_accuses_alone_and_a_bundle_replays_it() -> None:
    taken = capture(page(PRAISE), ads("ads.example, 4401, DIRECT"))
    judged = judge(taken, known())
    assert judged.verdict.verdict not in (Level.UNDISCLOSED_CONTROL, Level.STRONG_INDICATORS)
    assert judged.verdict.control.level in (ControlLevel.POSSIBLE, ControlLevel.UNKNOWN)
    assert judged.consulted.contents.sellers == SELLERS[:1]
    assert replay(taken, judged.consulted) == judged.verdict
