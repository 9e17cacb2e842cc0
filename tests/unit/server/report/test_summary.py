"""The sums of an audit: owners by sites, what is shared, the graph of it."""

from __future__ import annotations

import msgspec

from detectors.model import (
    Control,
    ControlLevel,
    Entity,
    Family,
    FindingState,
    Grade,
    GroupRef,
    Level,
    Question,
    Role,
    WeighedEvidence,
    WeighedFinding,
)
from server.report.summary import DRAWN, Shared, graph_of, summarize
from tests.unit.server.making import SEEN, verdict


def found(detector: str, quote: str, about: str = "") -> WeighedFinding:
    evidence = WeighedEvidence("A claim of ours", quote, about, Role.OPERATOR, "for", Grade.B, 0.5, SEEN)
    return WeighedFinding(detector, Question.OWNERSHIP, Family.OPERATOR, FindingState.FOUND, "", (evidence,))


def judged(site: str, owner: str = "", *findings: WeighedFinding, level: Level = Level.NO_FINDING, group: str = ""):
    control = Control(
        ControlLevel.SUPPORTED if owner else ControlLevel.NONE,
        group=GroupRef(group.lower(), group) if group else None,
        entity=Entity(owner, {}) if owner else None,
        prior_bans=0,
        bans=0,
        calibration="none",
    )
    core = verdict(level, f"https://{site}/")
    return msgspec.structs.replace(core, site=site, control=control, findings=findings)


def test_owners_are_counted_by_site_and_group():
    sums = summarize(
        [
            judged("a.example", "Vichy SA", group="L'Oréal"),
            judged("a.example", "Vichy SA", group="L'Oréal"),
            judged("b.example", "L'Oréal SA", group="L'Oréal"),
            judged("c.example", "Acme SARL", level=Level.DISCLOSED),
            judged("d.example"),
        ]
    )
    assert [(owner.name, [site for site, _ in owner.sites]) for owner in sums.owners] == [
        ("L'Oréal", ["a.example", "b.example"]),
        ("Acme SARL", ["c.example"]),
    ]
    assert sums.levels == {"no_finding": 4, "disclosed": 1}


def test_what_sites_share_is_told_by_value():
    same = found("ownership/neighbours", "UA-1-1", "b.example")
    sums = summarize([judged("a.example", "", same), judged("b.example", "", same), judged("c.example")])
    assert sums.shared == (Shared("UA-1-1", "A claim of ours", ("a.example", "b.example")),)


def test_passages_are_told_once():
    copied = found("style/copied_words", "the cream that changed my skin", "brand.example")
    sums = summarize([judged("a.example", "", copied), judged("a.example", "", copied)])
    assert [(each.site, each.other) for each in sums.passages] == [("a.example", "brand.example")]


def test_what_two_sites_carry_is_told_once_by_the_side_that_tells_most():
    words = "harbours near the ticket, as nobody planted the rivers"

    def shares(claim: str, about: str, quote: str = words) -> WeighedFinding:
        evidence = WeighedEvidence(claim, quote, about, Role.OPERATOR, "for", Grade.C, 0.5, SEEN)
        return WeighedFinding("style/shared_words", Question.STYLE, Family.TEXT, FindingState.FOUND, "", (evidence,))

    dated, copy = "The page shares words, where they are dated later", "The page is a syndicated copy"
    sums = summarize(
        [
            judged("a.example", "", shares(dated, "b.example")),
            judged("b.example", "", shares(copy, "a.example", words.replace(" ", "  ").upper())),
            judged("c.example", "", shares("The page shares words", "a.example")),
        ]
    )
    assert [(each.site, each.other, each.claim) for each in sums.passages] == [
        ("b.example", "a.example", copy),
        ("c.example", "a.example", "The page shares words"),
    ]


def test_the_graph_is_always_the_same_and_stays_on_its_sheet():
    shared = [Shared(f"UA-{n}-1", "x", ("a.example", f"s{n}.example")) for n in range(DRAWN)]
    graph = graph_of(shared)
    assert graph == graph_of(shared)
    assert 2 < len(graph.nodes) <= DRAWN
    assert all(0 <= node.x <= graph.size and 0 <= node.y <= graph.size for node in graph.nodes)
    assert len(graph.edges) == sum(node.site is False for node in graph.nodes) * 2


def test_nothing_shared_is_no_graph():
    assert graph_of([Shared("UA-1-1", "x", ("a.example",))]) is None
