"""From evidence to an owner: resolution, control levels and what must never be accused."""

from functools import cache

import pytest

from detectors.knowledge import Knowledge, load_knowledge
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
from detectors.resolve import resolve
from detectors.weigh import Weighed, against_all, owner_of, weigh

SEEN = Seen("whois://registry.test/blog.example", "2026-11-23T10:00:00Z", "0" * 64)
VICHY = Promotion("Vichy", "loreal", ("www.vichy.fr",), 9, 0.9)
DIARY = SelfPortrait(Presentation.PERSON, ("Le blog de Claire",))
OLIVAR = Promotion("Olivar", None, ("www.olivar.example",), 9, 0.9)
FAMILIES = {
    "registrant": Family.REGISTRY,
    "registrant_email": Family.REGISTRY,
    "legal_notice": Family.STATEMENT,
    "copyright_line": Family.STATEMENT,
    "seller_of_record": Family.STATEMENT,
    "certificate_organisation": Family.INFRASTRUCTURE,
    "own_domain_servers": Family.INFRASTRUCTURE,
    "logged_certificates": Family.INFRASTRUCTURE,
    "certificate_names": Family.INFRASTRUCTURE,
    "canonical": Family.INFRASTRUCTURE,
    "security_contact": Family.STATEMENT,
    "app_links": Family.STATEMENT,
    "ads_txt_owner": Family.STATEMENT,
    "schema_publisher": Family.STATEMENT,
    "privacy_controller": Family.STATEMENT,
    "mutual_claim": Family.STATEMENT,
    "alternate_language": Family.INFRASTRUCTURE,
    "promoted_publisher": Family.EXTERNAL,
    "shared_ids": Family.OPERATOR,
    "copied_words": Family.TEXT,
}


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


def fact(detector: str, about: Mention, role: Role = Role.OWNER, grade: Grade = Grade.A, **changes: str) -> Finding:
    evidence = Evidence("claim", about.label, SEEN, about, role, grade, **changes)  # type: ignore[arg-type]
    return Finding(f"ownership/{detector}", Question.OWNERSHIP, FAMILIES[detector], FindingState.FOUND, (evidence,))


def judge(*findings: Finding, promotes: Promotion = VICHY) -> Weighed | None:
    weighed = [weigh(c, against_all(findings), [promotes], DIARY) for c in resolve(findings, knowledge())]
    return owner_of(weighed, presents_as_agency=False)


def level_of(*findings: Finding, promotes: Promotion = VICHY) -> ControlLevel:
    owner = judge(*findings, promotes=promotes)
    return owner.level if owner is not None else ControlLevel.NONE


LOREAL = fact("registrant", Mention("L'OREAL"))
PRIVATE = fact("registrant", Mention(), polarity="against")


def test_a_listed_name_with_the_groups_mail_domain_is_established() -> None:
    owner = judge(LOREAL, fact("registrant_email", Mention(domain="loreal.com"), grade=Grade.B))
    assert owner is not None
    assert (owner.level, owner.candidate.group) == (ControlLevel.ESTABLISHED, "loreal")
    assert owner.promotion == VICHY


def test_the_exact_name_alone_is_supported_and_a_contrary_fact_lowers_it() -> None:
    assert level_of(LOREAL) is ControlLevel.SUPPORTED
    assert level_of(LOREAL, PRIVATE) is ControlLevel.POSSIBLE


NINTENDO = fact("copyright_line", Mention("Nintendo Co., Ltd."), Role.PUBLISHER, Grade.C)
THEIR_SERVERS = fact("own_domain_servers", Mention(domain="nintendo.com"), grade=Grade.B)
SHARED = fact("shared_ids", Mention(domain="nintendo.com"), Role.OPERATOR, Grade.B)
PAST = fact("logged_certificates", Mention(domain="nintendo.com"), grade=Grade.C)


@pytest.mark.parametrize("others", [(), (SHARED,), (PAST,), (SHARED, PAST)])
def test_a_fans_copyright_line_never_accuses_whatever_else_is_weak(others: tuple[Finding, ...]) -> None:
    owner = judge(NINTENDO, *others)
    assert owner is not None
    assert (owner.candidate.group, owner.level) == ("nintendo", ControlLevel.POSSIBLE)


def test_a_copyright_line_is_no_second_family_and_no_legal_name_to_establish_by() -> None:
    assert level_of(NINTENDO, THEIR_SERVERS) is ControlLevel.POSSIBLE
    publisher = fact("legal_notice", Mention("Nintendo Co., Ltd."), Role.PUBLISHER)
    assert level_of(publisher, THEIR_SERVERS) in (ControlLevel.SUPPORTED, ControlLevel.ESTABLISHED)


@pytest.mark.parametrize("pointer", ["canonical", "alternate_language"])
def test_where_a_page_points_supports_and_is_no_second_identifier(pointer: str) -> None:
    points = fact(pointer, Mention(domain="loreal.com"), grade=Grade.B)
    assert level_of(points) is ControlLevel.POSSIBLE
    assert level_of(LOREAL, points) is ControlLevel.SUPPORTED


@pytest.mark.parametrize("file", ["security_contact", "app_links", "ads_txt_owner"])
def test_what_a_site_writes_itself_is_no_second_identifier(file: str) -> None:
    word = fact(file, Mention(domain="loreal.com"), grade=Grade.B)
    assert level_of(word) is ControlLevel.POSSIBLE
    assert level_of(LOREAL, word) is ControlLevel.SUPPORTED
    publisher = fact("schema_publisher", Mention("L'Oréal SA"), Role.PUBLISHER, Grade.B)
    assert level_of(publisher, word) is level_of(publisher)  # one hand wrote both: no second family


def test_a_number_in_data_for_machines_is_no_second_identifier_and_one_in_a_notice_is() -> None:
    number = Mention(numbers=(("siren", "632012100"),))
    assert level_of(LOREAL, fact("schema_publisher", number, Role.PUBLISHER)) is ControlLevel.SUPPORTED
    assert level_of(LOREAL, fact("legal_notice", number, Role.PUBLISHER)) is ControlLevel.ESTABLISHED


@pytest.mark.parametrize("confirmed", ["registrant_email", "own_domain_servers", "certificate_names", "mutual_claim"])
def test_what_others_vouch_for_is_a_second_identifier(confirmed: str) -> None:
    assert level_of(LOREAL, fact(confirmed, Mention(domain="loreal.com"), grade=Grade.B)) is ControlLevel.ESTABLISHED


def test_who_is_paid_for_the_advertisements_counts_beside_another_family_only() -> None:
    paid = fact("seller_of_record", Mention("L'Oréal SA", domain="loreal.com"), Role.PUBLISHER, Grade.B)
    olivar = fact("seller_of_record", Mention("Olivar SARL"), Role.PUBLISHER, Grade.B)
    assert level_of(paid) is ControlLevel.POSSIBLE
    assert level_of(olivar, promotes=OLIVAR) is ControlLevel.POSSIBLE
    servers = fact("own_domain_servers", Mention(domain="loreal.com"), grade=Grade.B)
    assert level_of(paid, servers) is ControlLevel.SUPPORTED
    assert level_of(paid, fact("shared_ids", Mention(domain="loreal.com"), Role.OPERATOR)) is ControlLevel.POSSIBLE


@pytest.mark.parametrize("name", ["LOREAL CONSULTING LTD", "LVM", "Orange", "Ford", "Dell", "Vichy"])
def test_names_that_are_not_the_groups_match_no_group(name: str) -> None:
    owner = judge(fact("registrant", Mention(name)))
    assert owner is None or owner.candidate.group is None


@pytest.mark.parametrize("name", ["OVH SAS", "Domains By Proxy, LLC", "Google LLC", "Cloudflare, Inc."])
def test_providers_are_nobodys_owner(name: str) -> None:
    assert judge(fact("registrant", Mention(name)), fact("certificate_organisation", Mention(name))) is None


def test_an_agency_is_no_owner_of_a_site_that_is_not_its_own() -> None:
    assert judge(fact("registrant", Mention("Euro RSCG 4D"))) is None


def test_an_agency_that_is_a_company_of_a_listed_group_is_an_agency() -> None:
    agency = fact("registrant", Mention("Havas Worldwide"))
    (candidate,) = resolve((agency,), knowledge())
    assert (candidate.group, candidate.agency) == ("havas", True)
    assert judge(agency) is None
    group = fact("registrant", Mention("Havas SA")), fact("registrant_email", Mention(domain="havas.com"))
    owner = judge(*group)
    assert owner is not None
    assert owner.candidate.group == "havas"
    assert judge(agency, *group) is not None  # the group itself is named beside its agency


def test_two_families_support_an_unlisted_firm_and_one_does_not() -> None:
    notice = fact("legal_notice", Mention("Olivar SARL"), Role.PUBLISHER)
    registrant = fact("registrant", Mention("OLIVAR"))
    assert level_of(notice, promotes=VICHY) is ControlLevel.POSSIBLE
    assert level_of(notice, registrant, promotes=VICHY) is ControlLevel.SUPPORTED


def test_a_publisher_that_bears_the_promoted_brand_is_supported() -> None:
    assert level_of(fact("registrant", Mention("Olivar SARL")), promotes=OLIVAR) is ControlLevel.SUPPORTED


def test_a_lone_word_that_is_the_brand_may_be_a_towns_or_a_familys() -> None:
    assert level_of(fact("registrant", Mention("Olivar")), promotes=OLIVAR) is ControlLevel.POSSIBLE


def test_the_same_entity_on_both_sides_is_established_without_any_list() -> None:
    number = (("siren", "552100554"),)
    ours = fact("legal_notice", Mention("Moulins du Sud SAS", number), Role.PUBLISHER)
    theirs = fact("promoted_publisher", Mention("Olivar", number, "olivar.example"), Role.PROMOTED)
    owner = judge(ours, theirs, promotes=OLIVAR)
    assert owner is not None
    assert owner.level is ControlLevel.ESTABLISHED
    assert owner.promotion == OLIVAR


def test_a_promoted_sites_publisher_alone_controls_nothing() -> None:
    theirs = fact("promoted_publisher", Mention("Olivar SARL", (), "olivar.example"), Role.PROMOTED)
    assert level_of(theirs, promotes=OLIVAR) is ControlLevel.NONE


def test_operator_and_text_evidence_never_bear_control() -> None:
    shared = fact("shared_ids", Mention(domain="vichy.fr"), Role.OPERATOR, Grade.B)
    words = fact("copied_words", Mention(domain="vichy.fr"), Role.PROMOTED, Grade.C)
    assert level_of(shared, words) is ControlLevel.NONE


def test_hosts_organisers_and_licensors_are_no_owners() -> None:
    for role in (Role.HOST, Role.ORGANISER, Role.LICENSOR, Role.PROGRAMME, Role.PROCESSOR):
        assert judge(fact("legal_notice", Mention("L'Oréal SA"), role)) is None


def test_a_credited_maker_is_an_operator_on_both_sides() -> None:
    registrant = fact("registrant", Mention("Studio Brisemarine SARL"))
    credit = fact("legal_notice", Mention("Studio Brisemarine SARL"), Role.OPERATOR, Grade.D)
    theirs = fact("promoted_publisher", Mention("Studio Brisemarine SARL", (), "olivar.example"), Role.PROMOTED)
    assert level_of(registrant, theirs, promotes=OLIVAR) is ControlLevel.ESTABLISHED
    assert judge(registrant, credit, theirs, promotes=OLIVAR) is None


def test_a_front_group_without_a_source_supports_at_most() -> None:
    uncited = [front for front in knowledge().contents.fronts if not front.cited and front.kind == "front"]
    assert uncited
    for front in uncited:
        named = fact("registrant", Mention(front.name)), fact("legal_notice", Mention(front.name), Role.PUBLISHER)
        assert level_of(*named) is not ControlLevel.ESTABLISHED


def test_the_same_name_with_two_legal_forms_is_two_companies() -> None:
    ours, theirs = Mention("Olivar SAS"), Mention("Olivar SARL", domain="olivar.example")
    both = fact("registrant", ours), fact("promoted_publisher", theirs, Role.PROMOTED)
    assert level_of(*both, promotes=OLIVAR) is not ControlLevel.ESTABLISHED
    same = fact("promoted_publisher", Mention("OLIVAR S.A.S.", domain="olivar.example"), Role.PROMOTED)
    assert level_of(both[0], same, promotes=OLIVAR) is ControlLevel.ESTABLISHED
