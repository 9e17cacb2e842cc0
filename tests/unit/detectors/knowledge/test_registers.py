"""Imported registers: who holds whom, and what is never taken for an owner."""

import pytest

from detectors.knowledge import Consulted, Knowledge, load_knowledge
from detectors.knowledge.records import Record, Tie, number_keys
from detectors.knowledge.registers import MANY, Registers, in_memory

DAY = "2026-11-28"


def record(id_: str, name: str, *ties: Tie, **more: object) -> Record:
    return Record(id=id_, source=f"gleif {id_}", read=DAY, name=name, ties=ties, **more)  # type: ignore[arg-type]


def held(to: str, kind: str = "controls", **more: object) -> Tie:
    return Tie(to=to, type=kind, source="a statement", **more)  # type: ignore[arg-type]


def registers(*records: Record) -> Registers:
    return Registers(in_memory(records), lambda _: None)


TOP, MIDDLE = (
    record("top", "Kervran Holding SA"),
    record("middle", "Kervran SAS", held("top"), numbers=(("lei", "L1"),)),
)
LEAF = record(
    "leaf",
    "Kervran Digital SARL",
    held("middle"),
    numbers=(("siren", "552 081 317"),),
    domains=(("kervran.example", "own"), ("mail.kervran.example", "service"), ("friend.example", "associated")),
)
LINE = registers(TOP, MIDDLE, LEAF)


def test_a_name_a_number_and_a_domain_lead_to_the_last_holder() -> None:
    name, number, domain = (
        LINE.match_name("KERVRAN DIGITAL SARL"),
        LINE.match_number("siren", "552081317"),
        LINE.match_domain("www.kervran.example"),
    )
    assert name is not None
    assert number is not None
    assert domain is not None
    assert name.group == number.group == domain.group == "top"
    assert (name.distinctive, name.exact_legal, number.exact_legal, domain.use) == (False, True, True, "own")
    assert LINE.group_name("top") == "Kervran Holding SA"


@pytest.mark.parametrize(
    "number", [("siret", "552 081 317 00012"), ("vat", "FR 03 552081317"), ("SIREN", "552-081-317")]
)
def test_a_siren_is_found_in_the_numbers_that_contain_it(number: tuple[str, str]) -> None:
    match = LINE.match_number(*number)
    assert match is not None
    assert match.group == "top"


def test_the_steps_up_carry_their_sources() -> None:
    steps = LINE.relations("top", "Kervran Digital")
    assert [(s.object, s.subject, s.type) for s in steps] == [
        ("Kervran Digital SARL", "Kervran SAS", "controls"),
        ("Kervran SAS", "Kervran Holding SA", "controls"),
    ]
    assert all(s.source and s.read == DAY for s in steps)


@pytest.mark.parametrize("name", ["Kervran Consulting", "Kervran Digital Ltd Partners", "", "..."])
def test_another_name_is_not_found(name: str) -> None:
    assert LINE.match_name(name) is None


def test_another_legal_form_is_not_the_legal_name() -> None:
    match = LINE.match_name("Kervran Digital GmbH")
    assert match is not None
    assert not match.exact_legal


def test_a_service_domain_is_said_and_an_affiliated_one_bears_nothing() -> None:
    match = LINE.match_domain("x.mail.kervran.example")
    assert match is not None
    assert match.use == "service"
    assert LINE.match_domain("friend.example") is None
    assert LINE.match_domain("example") is None
    assert LINE.match_domain("notkervran.example") is None


def test_a_name_of_two_owners_names_neither_and_of_one_owner_twice_names_it() -> None:
    assert registers(record("a", "Orval SA"), record("b", "Orval SAS")).match_name("Orval") is None
    two = registers(record("a", "Orval SA", held("c")), record("b", "Orval SAS", held("c")), record("c", "Group C"))
    match = two.match_name("Orval")
    assert match is not None
    assert match.group == "c"


def test_what_too_many_bear_is_not_told_apart() -> None:
    many = registers(*(record(f"r{n}", "SCI du Centre", held("top")) for n in range(MANY)), TOP)
    assert many.match_name("SCI du Centre") is None


def test_two_partners_are_no_owner_and_a_loop_ends() -> None:
    venture = record("joint", "Joint Venture AG", held("a", "owns"), held("b", "owns"))
    assert registers(venture, record("a", "A"), record("b", "B")).owner(venture) == "joint"
    one, two = record("one", "One", held("two")), record("two", "Two", held("one"))
    assert registers(one, two).owner(one) == "two"
    alone = record("self", "Self", held("self"))
    assert registers(alone).owner(alone) == "self"


def test_the_next_holder_comes_before_the_last_and_control_before_a_share() -> None:
    child = record("child", "Child", held("far", ultimate=True), held("near"), held("fund", "owns"))
    both = registers(child, record("near", "Near"), record("far", "Far"), record("fund", "Fund"))
    assert both.owner(child) == "near"
    jump = record("child", "Child", held("far", ultimate=True))
    assert registers(jump, record("far", "Far")).owner(jump) == "far"


def test_who_held_it_depends_on_the_day() -> None:
    sold = record("brand", "Brand", held("old", valid_to="2019-06-30"), held("new", valid_from="2019-07"))
    market = registers(sold, record("old", "Old"), record("new", "New"))
    assert market.owner(sold) == "new"
    assert market.owner(sold, "2015-01-01") == "old"
    assert market.owner(sold, "2020-01-01") == "new"


def test_a_line_ends_at_a_listed_group() -> None:
    knowledge = load_knowledge()
    vichy = record("wd1", "Vichy Demo Subsidiary", held("wd2"))
    above = record("wd2", "L'Oréal (demo)", held("wd3"), domains=(("loreal.com", "own"),))
    family = record("wd3", "Holding above")
    known = Knowledge(knowledge.contents, "x", in_memory((vichy, above, family)))
    match = known.registers.match_name("Vichy Demo Subsidiary")
    assert match is not None
    assert match.group == "loreal"
    assert known.group_name("wd3") == "Holding above"
    assert known.group_name("nobody") == "nobody"


def test_an_extract_keeps_the_records_of_the_line() -> None:
    whole = Knowledge(load_knowledge().contents, "x", in_memory((TOP, MIDDLE, LEAF, record("other", "Other SA"))))
    consulted = Consulted(whole)
    before = (
        consulted.registers.match_name("Kervran Digital SARL"),
        consulted.registers.relations("top", "Kervran Digital"),
        consulted.group_name("top"),
    )
    extract = consulted.extract()
    assert {r.id for r in extract.contents.records} == {"top", "middle", "leaf"}
    frozen = Knowledge.of_extract(extract)
    after = (
        frozen.registers.match_name("Kervran Digital SARL"),
        frozen.registers.relations("top", "Kervran Digital"),
        frozen.group_name("top"),
    )
    assert after == before


def test_numbers_are_compared_however_they_are_written() -> None:
    assert next(number_keys("LEI", " 529900-ji1gg6f7rkvi53")) == ("lei", "529900JI1GG6F7RKVI53")
    assert dict(number_keys("vat", "DE632012100")) == {"vat": "DE632012100"}
