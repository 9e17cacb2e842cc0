"""Evidence in the order of reading: by family, the strongest first, each fact once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detectors.model import Family, FindingState, Question, Verdict, WeighedEvidence, WeighedFinding
from server.report.words import OWNING


@dataclass(frozen=True, slots=True)
class Pieces:
    """The evidence of one family."""

    family: Family
    pieces: tuple[WeighedEvidence, ...]


def behind(verdict: Verdict) -> tuple[Pieces, ...]:
    """Return what tells who is behind the site, contrary evidence and operators included."""
    return _pieces(verdict, lambda f, e: f.question is Question.OWNERSHIP and _tells(f, e))


def otherwise_named(verdict: Verdict) -> tuple[Pieces, ...]:
    """Return organisations named in roles that say nothing of who is behind: hosts, promoted sites, licensors."""
    return _pieces(verdict, lambda f, e: f.question is Question.OWNERSHIP and not _tells(f, e))


def on(question: Question, verdict: Verdict) -> tuple[WeighedEvidence, ...]:
    """Return what was found on one question; commercial signs stand apart."""
    return _flat(verdict, lambda f, _: f.question is question and not _is_sign(f))


def commercial(verdict: Verdict) -> tuple[WeighedEvidence, ...]:
    """Return the commercial signs of the page: what is sold or paid for there, which says nothing of who owns it."""
    return _flat(verdict, lambda f, _: _is_sign(f))


def weighed(verdict: Verdict) -> tuple[tuple[WeighedFinding, WeighedEvidence], ...]:
    """Return every piece of evidence on ownership that was found, with its finding, the heaviest first."""
    found = (
        (finding, evidence)
        for finding in verdict.findings
        for evidence in finding.evidence
        if finding.state is FindingState.FOUND and finding.question is Question.OWNERSHIP
    )
    return tuple(sorted(found, key=lambda pair: _strength(pair[1])))


def _is_sign(finding: WeighedFinding) -> bool:
    return finding.detector.startswith("disclosure/")


def _flat(verdict: Verdict, wanted: Callable[[WeighedFinding, WeighedEvidence], bool]) -> tuple[WeighedEvidence, ...]:
    return tuple(evidence for pieces in _pieces(verdict, wanted) for evidence in pieces.pieces)


def _tells(finding: WeighedFinding, evidence: WeighedEvidence) -> bool:
    operator = finding.family in (Family.OPERATOR, Family.BEHAVIOUR)
    return operator or evidence.role in OWNING or evidence.polarity == "against"


def _pieces(verdict: Verdict, wanted: Callable[[WeighedFinding, WeighedEvidence], bool]) -> tuple[Pieces, ...]:
    found: dict[Family, dict[tuple[str, str, str], WeighedEvidence]] = {}
    for finding in verdict.findings:
        for evidence in finding.evidence:
            if finding.state is FindingState.FOUND and wanted(finding, evidence):
                fact = (evidence.claim, evidence.about, evidence.quote)
                found.setdefault(finding.family, {}).setdefault(fact, evidence)
    grouped = [Pieces(family, tuple(sorted(facts.values(), key=_strength))) for family, facts in found.items()]
    return tuple(sorted(grouped, key=lambda pieces: _strength(pieces.pieces[0])))


def _strength(evidence: WeighedEvidence) -> tuple[float, str]:
    """Return a key that sorts the strongest first: by weight, then by grade."""
    return -abs(evidence.bans), evidence.grade
