"""The last stage: gather the facts, decide by the table, and write the verdict down."""

from __future__ import annotations

import msgspec

from detectors import names
from detectors.chain import chain_of
from detectors.inputs import Inputs
from detectors.legal import LegalMention
from detectors.mentions import names_organisation
from detectors.model import (
    Capture,
    Control,
    ControlLevel,
    Coverage,
    Disclosed,
    Disclosure,
    DisclosureLevel,
    Entity,
    Family,
    Fetched,
    Finding,
    FindingState,
    GroupRef,
    Level,
    MarkerKind,
    Missing,
    MissingReason,
    MissingSource,
    Page,
    Promoted,
    Question,
    Registration,
    RegistrationState,
    Role,
    StyleResult,
    Verdict,
    Versions,
    WeighedEvidence,
    WeighedFinding,
)
from detectors.page import Document
from detectors.presentation import names_it
from detectors.promotion import Promotion
from detectors.saying import LANGUAGES, MIN_WORDS, earned, is_owner, material_links, material_said, owner_said
from detectors.subject import checked_page
from detectors.verdict import Decision, Facts, decide, expires_at
from detectors.weigh import Weighed, bans_of, registration_was_read, weights

FIRM = (ControlLevel.ESTABLISHED, ControlLevel.SUPPORTED)
SHOWN_PROMOTIONS = 5
_NOTE_OF = {
    "ownership/shared_ids": "shared_operator",
    "style/copied_words": "similar_style",
    "relate/dates_before_registration": "dates_contradict",
}
_LOOKED_AT = (MissingReason.NOT_FOUND, MissingReason.OFF)


def conclude(inputs: Inputs, findings: tuple[Finding, ...], made_by: Versions) -> Verdict:
    """Return the verdict that these findings give."""
    owner = inputs.owner
    disclosure = _disclosure(inputs, findings)
    facts = _facts(inputs, owner, disclosure)
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
        style=_style(findings),
        coverage=_coverage(inputs),
        findings=tuple(map(_weighed, findings)),
        private_party=_private_party(inputs),
        versions=made_by,
    )


def _facts(inputs: Inputs, owner: Weighed | None, disclosure: Disclosure) -> Facts:
    page, portrait = inputs.page, inputs.portrait
    promotion = owner.promotion if owner is not None else None
    named = [found for found in inputs.legal_mentions if _names_publisher(found.mention)]
    return Facts(
        readable=isinstance(page, Document) and page.words > 0,
        control=_level(inputs, owner),
        promoted=promotion is not None and promotion.counts,
        commercial_links=promotion is not None and bool(promotion.hosts),
        presentation=portrait.kind,
        claims_independence=bool(portrait.claim),
        names_owner=owner is not None and _calls_itself(inputs, owner),
        owner=disclosure.owner,
        material=disclosure.material,
        material_links=isinstance(page, Document) and bool(material_links(page)),
        agency_registrant=any(
            clue.agency and clue.family is Family.REGISTRY for c in inputs.candidates for clue in c.owning
        ),
        promotes_brand=any(p.counts and p.sure and not _is_itself(inputs, p) for p in inputs.promotions),
        publisher_named=bool(named) or _states_owner(inputs),
        registration_read=registration_was_read(inputs.subject),
        legal_text_names_owner=bool(named) or _states_owner(inputs),
        shared_platform=inputs.subject.shared_platform,
    )


def _is_itself(inputs: Inputs, promotion: Promotion) -> bool:
    """A medium that names and links itself promotes no third party."""
    own = inputs.subject.domain.split(".", 1)[0]
    return names_it(inputs.portrait, [promotion.name]) or names.core(promotion.name) == own


def _names_publisher(mention: LegalMention) -> bool:
    """A notice that names who publishes the site, an organisation or a private person; a copyright line is none."""
    return mention.role in (Role.PUBLISHER, Role.OWNER) and mention.kind != "copyright"


def _states_owner(inputs: Inputs) -> bool:
    return any(
        marker.kind is MarkerKind.OWNERSHIP and names_organisation(marker.names, inputs.knowledge)
        for page in inputs.markers
        for marker in page.markers
    )


def _calls_itself(inputs: Inputs, owner: Weighed) -> bool:
    """The site's own name is its owner's, or a brand of it."""
    group = owner.candidate.group
    if group is not None:
        text = "\n".join(inputs.portrait.names)
        if any(hit.group == group for hit in inputs.knowledge.brands_in(text)):
            return True
    wanted = [clue.evidence.about.name for clue in owner.candidate.owning if clue.evidence.about.name]
    return names_it(inputs.portrait, wanted)


def _level(inputs: Inputs, owner: Weighed | None) -> ControlLevel:
    if owner is not None:
        return owner.level
    return ControlLevel.NONE if registration_was_read(inputs.subject) else ControlLevel.UNKNOWN


def _disclosure(inputs: Inputs, findings: tuple[Finding, ...]) -> Disclosure:
    page = inputs.page
    if not isinstance(page, Document):
        return Disclosure(Disclosed(DisclosureLevel.UNKNOWN), Disclosed(DisclosureLevel.UNKNOWN))
    owner = inputs.owner if inputs.owner is not None and inputs.owner.level in FIRM else None
    said = owner_said(
        inputs.markers,
        inputs.legal_mentions,
        is_owner(owner, inputs.knowledge),
        known=owner is not None,
        absent_earned=earned(inputs.capture, inputs.subject),
        promotes=lambda name: _is_promoted(inputs, name),
        mobile=_mobile(inputs),
    )
    checked = next((p for p in inputs.markers if p.document.url == page.url), None)
    material = material_said(checked, material_links(page), absent_earned=_legible(page))
    reasons = {f.detector.rsplit("/", 1)[1] for f in findings if _gives_reason(f)}
    paid = {"contradicted"} & reasons
    fronts = {"front_group"} if owner is not None and any(c.front for c in owner.candidate.owning) else set()
    owner_reasons = (reasons - paid) | fronts if owner is not None else set()
    return Disclosure(_weakened(said, owner_reasons), _weakened(material, paid))


def _mobile(inputs: Inputs) -> Document | None:
    """Return the mobile page when it was read and is the same page: a few words of an interstitial are not."""
    page, mobile = inputs.page, inputs.subject.mobile
    same = isinstance(page, Document) and isinstance(mobile, Document) and 2 * mobile.words >= page.words
    return mobile if same and isinstance(mobile, Document) else None


def _gives_reason(finding: Finding) -> bool:
    """A detector of the third stage about disclosure is named by the reason that it gives."""
    return (
        finding.question is Question.DISCLOSURE
        and finding.detector.startswith("relate/")
        and finding.state is FindingState.FOUND
    )


def _weakened(said: Disclosed, reasons: set[str]) -> Disclosed:
    """Add reasons that a statement is not enough; what is not said at all cannot become weaker."""
    if not reasons or said.level not in (DisclosureLevel.CLEAR, DisclosureLevel.WEAK):
        return said
    return msgspec.structs.replace(said, level=DisclosureLevel.WEAK, reasons=tuple(sorted({*said.reasons, *reasons})))


def _legible(page: Document) -> bool:
    return page.words >= MIN_WORDS and page.lang in LANGUAGES


def _is_promoted(inputs: Inputs, name: str) -> bool:
    groups = {hit.group for hit in inputs.knowledge.brands_in(name)}
    core = names.core(name)
    return any(p.counts and (p.group in groups or names.core(p.name) == core) for p in inputs.promotions)


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
    kept = tuple(e for e in finding.evidence if e.role is not Role.PROMOTED and finding.family is not Family.OPERATOR)
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
    return tuple(Promoted(p.name, p.group if named else None, p.share) for p in found)


def _style(findings: tuple[Finding, ...]) -> StyleResult:
    for finding in findings:
        if finding.detector == "style/copied_words" and finding.state is FindingState.FOUND:
            about = finding.evidence[0].about.domain
            return StyleResult("similar", None, about, "copied_passages")
    return StyleResult("unknown", None, None, "no_other_hand_to_compare")


def _coverage(inputs: Inputs) -> Coverage:
    missing = []
    for read in inputs.capture.reads:
        name = f"{read.want.source}:{read.want.why}" if read.want.why else read.want.source
        value = read.value
        if isinstance(value, Missing) and value.reason not in _LOOKED_AT:
            missing.append(MissingSource(name, value.reason.value))
        elif isinstance(value, Registration) and value.state in ("throttled", "unknown"):
            missing.append(MissingSource(name, value.state.value))
    total = len(inputs.capture.reads)
    return Coverage(total - len(missing), total, tuple(missing))


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
