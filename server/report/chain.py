"""The chain as readers follow it: each step once, with words that say what kind of tie it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detectors.chain import UNCITED
from detectors.model import ChainStep, Family, FindingState, Verdict, WeighedEvidence, WeighedFinding
from server.report.messages import Messages

_PUBLISHER_OF_PROMOTED = "ownership/promoted_publisher"


@dataclass(frozen=True, slots=True)
class Tie:
    """One arrow: `tie` is its words; `quote` and `where` what carries it; `note` our words in place of a quote.

    `line` is "solid" for what bears ownership, "dotted" for an operator, "against" for contrary evidence.
    """

    source: str
    target: str
    relation: str
    tie: str
    quote: str = ""
    where: str = ""
    when: str = ""
    note: str = ""
    line: str = "solid"


def ties(verdict: Verdict, say: Messages) -> tuple[Tie, ...]:
    """Return the chain from the page to its owner and back; empty when the verdict has none."""
    steps = verdict.control.chain
    found = [_tie(step, verdict, say) for step in steps if step.source != step.target]
    reached = {tie.target for tie in found}
    for index, tie in enumerate(found):
        if tie.relation == "promoted_on" and tie.source not in reached:
            found[index:index] = _to_promoted(verdict, tie.source, say)
            break
    return tuple({(t.source, t.target, t.tie, t.quote): t for t in reversed(found)}.values())[::-1]


def beside(verdict: Verdict, say: Messages) -> tuple[Tie, ...]:
    """Return what stands beside the chain: shared operators, and evidence against the owner found."""
    found = []
    for finding, evidence in _evidence(verdict):
        against = evidence.polarity == "against"
        if against or finding.family is Family.OPERATOR:
            target = evidence.about or say("ui", "private_person")
            words = _words(finding, evidence, say)
            line = "against" if against else "dotted"
            found.append(_from_evidence(verdict.site, target, evidence, words, line))
    return tuple({(tie.target, tie.tie): tie for tie in found}.values())


def steps(chain: Sequence[Tie], aside: Sequence[Tie]) -> tuple[Tie, ...]:
    """Return the ties that are told one by one, as they are numbered: that a page is of its site needs no telling."""
    return tuple(tie for tie in (*chain, *aside) if tie.relation != "served_by")


def _tie(step: ChainStep, verdict: Verdict, say: Messages) -> Tie:
    if step.evidence == UNCITED:
        words = say("relation", step.relation)
        return Tie(step.source, step.target, step.relation, words, note=say("ui", "uncited"))
    for finding, evidence in _evidence(verdict):
        same = (evidence.quote, evidence.seen.where, evidence.about) == (step.evidence, step.where, step.target)
        if same and evidence.role == step.relation:
            return _from_evidence(step.source, step.target, evidence, _words(finding, evidence, say), "solid")
    quote = "" if step.evidence == step.source else step.evidence
    when = verdict.fetched.at if verdict.fetched and step.relation in ("served_by", "promoted_on") else ""
    line = "dotted" if step.relation == "operator" else "solid"
    words = say("relation", step.relation)
    return Tie(step.source, step.target, step.relation, words, quote, step.where, when, line=line)


def _to_promoted(verdict: Verdict, promoted: str, say: Messages) -> Iterator[Tie]:
    """Yield the step from the owner to the promoted site when the same entity stands on both sides."""
    entity = verdict.control.entity
    for finding, evidence in _evidence(verdict):
        if finding.detector == _PUBLISHER_OF_PROMOTED and entity is not None and evidence.about == entity.name:
            yield _from_evidence(entity.name, promoted, evidence, say("tie", "promoted_publisher"), "solid")
            return


def _from_evidence(source: str, target: str, evidence: WeighedEvidence, words: str, line: str) -> Tie:
    seen = evidence.seen
    return Tie(source, target, evidence.role, words, evidence.quote, seen.where, seen.when, line=line)


def _words(finding: WeighedFinding, evidence: WeighedEvidence, say: Messages) -> str:
    """Return the words for what a detector ties; the role's own words when it ties in several roles."""
    key = finding.detector.rpartition("/")[2]
    return say("tie", key) if key in say.table("tie") else say("relation", evidence.role)


def _evidence(verdict: Verdict) -> Iterator[tuple[WeighedFinding, WeighedEvidence]]:
    for finding in verdict.findings:
        if finding.state is FindingState.FOUND:
            for evidence in finding.evidence:
                yield finding, evidence
