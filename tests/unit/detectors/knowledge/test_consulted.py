"""The claims that look-ups found give the same look-ups the same answers, and nothing that was not found is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.knowledge import Consulted, Knowledge, load_knowledge

KNOWLEDGE = load_knowledge()
NAMES = sorted(
    form for group in KNOWLEDGE.groups.values() for name in (*group.entities, *group.brands) for form in name.forms
) + [front.name for front in KNOWLEDGE.contents.fronts]
DOMAINS = sorted(domain.name for group in KNOWLEDGE.groups.values() for domain in group.domains)
ELSEWHERE = ["ns1.wordpress.com", "aspmx.l.google.com", "someone.blogspot.com", "eurorscg4d.com", "nobody.example"]
LOOK_UPS = {
    "match_name": st.one_of(st.sampled_from(NAMES), st.text(max_size=12)),
    "match_domain": st.sampled_from(DOMAINS + ELSEWHERE).map(lambda domain: f"www.{domain}"),
    "match_number": st.sampled_from(["632 012 100", "542 065 479", "000 000 000"]),
    "brands_in": st.lists(st.sampled_from([*NAMES, "and", "x"]), max_size=5).map(" ".join),
    "group_name": st.sampled_from([*KNOWLEDGE.groups, "nobody"]),
    "group": st.sampled_from([*KNOWLEDGE.groups, "nobody"]),
    "front_for": st.sampled_from(NAMES),
    "agency": st.sampled_from(["Edelman", "Euro RSCG 4D SA", "Nobody"]),
    "agency_domain": st.sampled_from(ELSEWHERE),
    "provider": st.sampled_from(["OVH sas", "GoDaddy.com, LLC", "Google LLC", "Nobody", *ELSEWHERE]),
    "platform": st.sampled_from(ELSEWHERE),
}
CALLS = st.lists(
    st.sampled_from(sorted(LOOK_UPS)).flatmap(lambda name: LOOK_UPS[name].map(lambda asked: (name, asked))), max_size=12
)


def ask(knowledge: Knowledge, name: str, asked: str) -> object:
    return knowledge.match_number("siren", asked) if name == "match_number" else getattr(knowledge, name)(asked)


@given(CALLS)
def test_an_extract_answers_as_the_whole_did(calls: list[tuple[str, str]]) -> None:
    consulted = Consulted(KNOWLEDGE)
    answers = [ask(consulted, name, asked) for name, asked in calls]
    assert answers == [ask(KNOWLEDGE, name, asked) for name, asked in calls]
    frozen = Knowledge.of_extract(consulted.extract())
    assert [ask(frozen, name, asked) for name, asked in calls] == answers
    assert frozen.version == KNOWLEDGE.version


def test_only_what_was_found_is_kept() -> None:
    consulted = Consulted(KNOWLEDGE)
    consulted.match_name("L'OREAL")
    consulted.match_domain("nobody.example")
    contents = consulted.extract().contents
    assert [group.id for group in contents.groups] == ["loreal"]
    assert all("oréal" in entity.name.lower() for entity in contents.groups[0].entities)
    assert contents.groups[0].domains == contents.providers == contents.agencies == contents.platforms == ()


@pytest.mark.parametrize("name", ["Dove", "Working Families for Wal-Mart"])
def test_what_makes_a_name_ambiguous_or_a_front_is_kept(name: str) -> None:
    consulted = Consulted(KNOWLEDGE)
    before = consulted.match_name(name), consulted.front_for(name)
    frozen = Knowledge.of_extract(consulted.extract())
    assert (frozen.match_name(name), frozen.front_for(name)) == before
