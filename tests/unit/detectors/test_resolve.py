"""What imported registers add to resolving and weighing: lines of holders, and no owner from a shared name alone."""

import pytest

from detectors.knowledge import Knowledge, load_knowledge
from detectors.knowledge.records import Record, Tie
from detectors.knowledge.registers import in_memory
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
from detectors.names import core
from detectors.presentation import SelfPortrait
from detectors.promotion import Promotion
from detectors.resolve import resolve
from detectors.saying import is_owner
from detectors.weigh import Weighed, owner_of, weigh

SEEN = Seen("whois://registry.test/blog.example", "2026-11-23T10:00:00Z", "0" * 64)
DIARY = SelfPortrait(Presentation.PERSON, ("Le blog de Claire",))
SITE = Promotion("Kervran", None, ("www.kervran.example",), 9, 0.9, owner="lei:TOP")
NUMBER = ("siren", "552081317")


def record(id_: str, name: str, **more: object) -> Record:
    return Record(id=id_, source=id_, read="2026-11-28", name=name, **more)  # type: ignore[arg-type]


TOP = record("lei:TOP", "Kervran Holding SA", domains=(("kervran.example", "own"),), numbers=(("lei", "TOP"),))
TIE = Tie(to="lei:TOP", type="controls", source="gleif KID IS_DIRECTLY_CONSOLIDATED_BY TOP")
KID = record("lei:KID", "Kervran Digital SARL", numbers=(NUMBER,), ties=(TIE,), domains=(("blog.example", "own"),))
KNOWN = Knowledge(load_knowledge().contents, "x", in_memory((TOP, KID)))


def fact(
    about: Mention, detector: str = "registrant", family: Family = Family.REGISTRY, grade: Grade = Grade.A
) -> Finding:
    evidence = Evidence("claim", about.label, SEEN, about, Role.OWNER, grade)
    return Finding(f"ownership/{detector}", Question.OWNERSHIP, family, FindingState.FOUND, (evidence,))


def judged(*findings: Finding, promotes: Promotion = SITE) -> Weighed:
    owner = owner_of([weigh(c, (), [promotes], DIARY) for c in resolve(findings, KNOWN)], presents_as_agency=False)
    assert owner is not None
    return owner


NAMED = fact(Mention("KERVRAN DIGITAL SARL"))
NUMBERED = fact(Mention("Kervran Digital", (NUMBER,)), "legal_notice", Family.STATEMENT)
STANDING = fact(Mention(domain="blog.example"), "group_domain", Family.INFRASTRUCTURE, Grade.B)


def test_a_name_alone_is_no_group_and_establishes_nothing() -> None:
    owner = judged(NAMED)
    assert (owner.candidate.group, owner.level) == (None, ControlLevel.POSSIBLE)


def test_a_number_leads_to_the_last_holder_whose_site_is_promoted() -> None:
    owner = judged(NUMBERED)
    assert (owner.candidate.group, owner.level) == ("lei:TOP", ControlLevel.SUPPORTED)
    assert owner.promotion == SITE


def test_a_name_with_its_number_is_established_and_one_candidate() -> None:
    assert len(resolve([NAMED, NUMBERED], KNOWN)) == 1
    assert judged(NAMED, NUMBERED).level is ControlLevel.ESTABLISHED


def test_a_domain_that_only_a_register_lists_is_one_sign_and_no_more() -> None:
    assert judged(STANDING).level is ControlLevel.POSSIBLE
    assert judged(STANDING, NAMED).level is ControlLevel.ESTABLISHED


@pytest.mark.parametrize(("domain", "level"), [("loreal.com", ControlLevel.ESTABLISHED)])
def test_a_listed_groups_domain_is_established_when_it_is_cited(domain: str, level: ControlLevel) -> None:
    known = KNOWN.match_domain(domain)
    assert known is not None
    expected = level if known.cited else ControlLevel.SUPPORTED
    assert judged(fact(Mention(domain=domain), "group_domain", Family.INFRASTRUCTURE)).level is expected


def test_a_provider_stays_void_whatever_number_stands_beside_it() -> None:
    host = record("siren:424761419", "OVH", numbers=(("siren", "424761419"),))
    known = Knowledge(load_knowledge().contents, "x", in_memory((host,)))
    for name in ("OVH SAS", ""):
        assert resolve([fact(Mention(name, (("siren", "424761419"),)))], known) == ()


def test_an_agency_and_a_maker_stay_so_when_a_register_knows_them() -> None:
    agency = record("lei:AGY", "Euro RSCG 4D SA", numbers=(("lei", "AGY"),))
    maker = record("lei:MKR", "Pixel Studio SARL", numbers=(("lei", "MKR"),))
    known = Knowledge(load_knowledge().contents, "x", in_memory((agency, maker)))
    (found,) = resolve([fact(Mention("Euro RSCG 4D SA", (("lei", "AGY"),)))], known)
    assert (found.group, found.agency) == ("lei:AGY", True)
    credit = Evidence("claim", "Pixel Studio", SEEN, Mention("Pixel Studio SARL"), Role.OPERATOR, Grade.B)
    made = Finding("ownership/legal_notice", Question.OWNERSHIP, Family.STATEMENT, FindingState.FOUND, (credit,))
    (found,) = resolve([fact(Mention("Pixel Studio SARL", (("lei", "MKR"),))), made], known)
    assert (found.group, found.maker) == ("lei:MKR", True)


@pytest.mark.parametrize("words", ["Kervran Digital", "KERVRAN HOLDING", "Kervran"])
def test_a_statement_that_names_an_owner_of_a_register_is_one(words: str) -> None:
    assert is_owner(judged(NUMBERED), KNOWN)(words)
    assert not is_owner(judged(NUMBERED), KNOWN)("Orval")


def test_what_the_name_is_joined_by_stays_joined_without_the_register() -> None:
    other = fact(Mention("Kervran Digital"), "copyright_line", Family.STATEMENT, Grade.B)
    assert len(resolve([NUMBERED, other], Knowledge(load_knowledge().contents, "x"))) == 1
    assert len(resolve([NUMBERED, other], KNOWN)) == 1


@pytest.mark.parametrize(("title", "named"), [("Passi Lenti", False), ("Bruna", True)])
def test_a_diarys_title_beside_a_firms_number_is_no_name_of_the_firm(title: str, named: bool) -> None:
    number = ("vat", "IT03277410282")
    titled = fact(Mention(title, (number,)), "legal_notice", Family.STATEMENT)
    evidence = Evidence("claim", "", SEEN, Mention("Bruna Calzature S.r.l.", (number,)), Role.PROMOTED, Grade.A)
    told = (evidence,)
    sold = Finding("ownership/promoted_publisher", Question.OWNERSHIP, Family.STATEMENT, FindingState.FOUND, told)
    (candidate,) = resolve((titled, sold), KNOWN)
    assert candidate.name == "Bruna Calzature S.r.l."
    assert (core(title) in candidate.keys) is named
    (alone,) = resolve((titled,), KNOWN)
    assert core(alone.name) in alone.keys
