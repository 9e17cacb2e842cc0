"""The last stage: gather the facts, decide by the table, and write the verdict down."""

from __future__ import annotations

from typing import Literal

import msgspec

from detectors.chain import chain_of
from detectors.facts import disclosure_of, facts_of
from detectors.inputs import Inputs
from detectors.model import (
    OURS,
    Capture,
    Control,
    ControlLevel,
    Coverage,
    Entity,
    Family,
    Fetched,
    Finding,
    FindingState,
    GroupRef,
    HandsCompared,
    Level,
    Missing,
    MissingReason,
    MissingSource,
    Page,
    Promoted,
    Question,
    Registration,
    RegistrationState,
    Role,
    Source,
    StyleResult,
    Verdict,
    Versions,
    Want,
    WeighedEvidence,
    WeighedFinding,
)
from detectors.subject import checked_page
from detectors.verdict import Decision, Facts, decide, expires_at
from detectors.weigh import Weighed, bans_of, weights

SHOWN_PROMOTIONS = 5
_NOTE_OF = {
    "ownership/shared_ids": "shared_operator",
    "ownership/shared_verification": "shared_operator",
    "ownership/neighbours": "shared_operator",
    "style/copied_words": "similar_style",
    "style/one_hand": "similar_style",
    "style/shared_words": "similar_style",
    "relate/dates_before_registration": "dates_contradict",
}
_UNANSWERED = (RegistrationState.THROTTLED, RegistrationState.UNKNOWN)


def conclude(inputs: Inputs, findings: tuple[Finding, ...], made_by: Versions) -> Verdict:
    """Return the verdict that these findings give."""
    owner = inputs.owner
    disclosure = disclosure_of(inputs, findings)
    facts = facts_of(inputs, disclosure)
    decision = decide(facts)
    agency_run = Level.AGENCY_RUN in (decision.site, decision.level)
    if agency_run:  # the client is named by nothing but quotes, the address and the brands on the page
        owner = None
        findings = tuple(_without_client(finding) for finding in findings)
    control = _control(inputs, owner, facts)
    return Verdict(
        url=inputs.capture.url,
        site=inputs.subject.site,
        checked_at=inputs.capture.taken_at,
        expires_at=expires_at(decision.level, inputs.capture.taken_at),
        fetched=_fetched(inputs.capture),
        verdict=decision.level,
        scope=decision.scope,
        site_verdict=decision.site,
        notes=_notes(inputs, findings, decision, control),
        presentation=inputs.portrait.kind,
        promotes=_promotes(inputs, named=not agency_run),
        control=control,
        disclosure=disclosure,
        style=_style(findings, () if agency_run else inputs.hands_compared),
        coverage=_coverage(inputs),
        findings=tuple(map(_weighed, findings)),
        private_party=_private_party(inputs),
        versions=made_by,
    )


def _control(inputs: Inputs, owner: Weighed | None, facts: Facts) -> Control:
    table = weights()
    if owner is None:
        level = ControlLevel.NONE if facts.registration_read else ControlLevel.UNKNOWN
        return Control(level, prior_bans=table["prior"], bans=table["prior"], calibration=table["calibration"])
    candidate = owner.candidate
    group = candidate.group
    return Control(
        level=owner.level,
        group=GroupRef(group, inputs.knowledge.group_name(group)) if group else None,
        entity=Entity(candidate.name, candidate.numbers),
        chain=chain_of(inputs.subject, owner, inputs.knowledge),
        bans=owner.bans,
        prior_bans=table["prior"],
        calibration=table["calibration"],
        families=owner.families,
    )


def _without_client(finding: Finding) -> Finding:
    of_client = finding.family is Family.OPERATOR or finding.question is Question.STYLE
    kept = tuple(e for e in finding.evidence if e.role is not Role.PROMOTED and not of_client)
    state = finding.state if kept or not finding.evidence else FindingState.CLEAR
    return msgspec.structs.replace(finding, evidence=kept, state=state)


def _notes(inputs: Inputs, findings: tuple[Finding, ...], decision: Decision, control: Control) -> tuple[str, ...]:
    notes = {_NOTE_OF[f.detector] for f in findings if f.state is FindingState.FOUND and f.detector in _NOTE_OF}
    registration = inputs.subject.registration
    if isinstance(registration, Registration) and (
        registration.privacy or registration.state is RegistrationState.HIDDEN
    ):
        notes.add("registration_hidden")
    if decision.linked_not_promotional:
        notes.add("linked_not_promotional")
    promoted = inputs.owner is not None and inputs.owner.promotion is not None and inputs.owner.promotion.counts
    if control.level is ControlLevel.POSSIBLE and promoted:
        notes.add("weak_indicators")
    return tuple(sorted(notes))


def _promotes(inputs: Inputs, *, named: bool) -> tuple[Promoted, ...]:
    owned = inputs.owner.promotion if inputs.owner is not None else None
    found = [p for p in inputs.promotions if p.sure or p == owned][:SHOWN_PROMOTIONS]
    return tuple(Promoted(p.name, (p.group or p.owner) if named else None, p.share) for p in found)


def _style(findings: tuple[Finding, ...], hands: tuple[HandsCompared, ...]) -> StyleResult:
    """Return the firmest that may be said: one hand, then copied passages, then what is not alike or not known."""
    ranked = sorted(hands, key=lambda found: (found.same_author is None, -(found.same_author or 0.0), -found.score))
    if ranked and ranked[0].alike:
        return _of_hand("similar", ranked[0], hands)
    for finding in findings:
        if finding.detector == "style/copied_words" and finding.state is FindingState.FOUND:
            about = finding.evidence[0].about.domain
            return StyleResult("similar", None, about, "copied_passages", hands)
    if ranked:
        return _of_hand("unknown" if ranked[0].same_author is None else "not_similar", ranked[0], hands)
    return StyleResult("unknown", None, None, "no_other_hand_to_compare")


def _of_hand(
    level: Literal["similar", "not_similar", "unknown"], found: HandsCompared, hands: tuple[HandsCompared, ...]
) -> StyleResult:
    return StyleResult(level, found.same_author, found.site, found.reason, hands)


def _coverage(inputs: Inputs) -> Coverage:
    missing = []
    reads = [r for r in inputs.capture.reads if not _is_ours(r.want) and not _is_off(r.value)]
    for read in reads:
        name = f"{read.want.source}:{read.want.why}" if read.want.why else read.want.source
        value = read.value
        if isinstance(value, Missing) and value.reason is not MissingReason.NOT_FOUND:
            missing.append(MissingSource(name, value.reason.value, value.attempts))
        elif isinstance(value, Registration) and value.state in _UNANSWERED:
            missing.append(MissingSource(name, value.state.value))
    return Coverage(len(reads) - len(missing), len(reads), tuple(missing))


def _is_ours(want: Want) -> bool:
    return want.source in OURS


def _is_off(value: Source) -> bool:  # what the operator does not use is not unread
    return isinstance(value, Missing) and value.reason is MissingReason.OFF


def _weighed(finding: Finding) -> WeighedFinding:
    evidence = tuple(
        WeighedEvidence(
            e.claim, e.quote, e.about.label, e.role, e.polarity, e.grade, bans_of(finding.detector, e), e.seen
        )
        for e in finding.evidence
    )
    return WeighedFinding(finding.detector, finding.question, finding.family, finding.state, finding.reason, evidence)


def _private_party(inputs: Inputs) -> bool:
    registration = inputs.subject.registration
    held = isinstance(registration, Registration) and registration.person
    return held or any(found.mention.person for found in inputs.legal_mentions)


def _fetched(capture: Capture) -> Fetched | None:
    page = checked_page(capture)
    return Fetched(page.final_url, page.status, page.seen.when, page.seen.sha256) if isinstance(page, Page) else None
