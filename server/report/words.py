"""What a verdict says in one sentence, and what would change it: facts of the verdict, nothing inferred here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from detectors.model import (
    ControlLevel,
    DisclosureLevel,
    Family,
    FindingState,
    Level,
    MarkerKind,
    MissingSource,
    Role,
    Verdict,
)
from server.report.messages import Messages

_FAMILIES = (Family.REGISTRY, Family.STATEMENT, Family.INFRASTRUCTURE, Family.EXTERNAL)
OWNING = (Role.OWNER, Role.PUBLISHER)  # the roles that bear an owner
_SAID = {
    MarkerKind.GIFT: "disclosed_gift",
    MarkerKind.SPONSORED: "disclosed_paid",
    MarkerKind.AD_LABEL: "disclosed_paid",
    MarkerKind.AFFILIATE: "disclosed_affiliate",
}
FIRM = (ControlLevel.ESTABLISHED, ControlLevel.SUPPORTED)  # levels at which an owner is named


def owner_of(verdict: Verdict) -> str:
    """Return the name of the owner that the evidence points to, or ""."""
    control = verdict.control
    if control.group is not None:
        return control.group.name
    return control.entity.name if control.entity is not None else ""


def headline(verdict: Verdict, say: Messages) -> str:
    """Return the verdict in one sentence."""
    level, owner = verdict.verdict, owner_of(verdict)
    if level is Level.CANNOT_SAY:
        return say("headline", level, reason=cause(verdict, say))
    if level is Level.AGENCY_RUN:
        agency = _holder(verdict, Family.REGISTRY)
        return say("headline", level, agency=agency) if agency else say("headline", "agency_run_unnamed")
    if level is Level.WEAKLY_DISCLOSED:
        return _weakly(verdict, owner, say)
    if level is Level.DISCLOSED:
        return _disclosed(verdict, owner, say)
    if level is Level.NO_FINDING and owner and verdict.control.level in FIRM:
        return say("headline", "no_finding_linked", owner=owner)
    return say("headline", level, owner=owner, basis=_basis(verdict, say))


def cause(verdict: Verdict, say: Messages) -> str:
    """Return why nothing can be said."""
    missing = {m.source: m.reason for m in verdict.coverage.missing}
    if verdict.fetched is None:
        return say("cause", "page", reason=say("missing", missing.get("page:checked", "empty")))
    if any(source.startswith("registration") for source in missing):
        return say("cause", "registration")
    return say("cause", "undecided" if verdict.control.level in FIRM else "shared_platform")


def changes(verdict: Verdict, say: Messages) -> tuple[str, ...]:
    """Return what would change the verdict, the nearest first; never empty."""
    return tuple(dict.fromkeys(_changes(verdict, say)))


def source_name(source: str, say: Messages) -> str:
    """Return the words for a source of `coverage.missing`: ``source`` or ``source:why``."""
    if source in say.table("source"):
        return say("source", source)
    name, _, why = source.partition(":")
    return f"{say('source', name)} ({say('why', why)})"


def missing_sources(verdict: Verdict, say: Messages) -> tuple[tuple[str, str, int], ...]:
    """Return what could not be read: its words, why in words, and how often, in the order of reading."""
    named = ((source_name(m.source, say), _reason(m, say)) for m in verdict.coverage.missing)
    return tuple((source, reason, times) for (source, reason), times in Counter(named).items())


def _reason(missing: MissingSource, say: Messages) -> str:
    """Return why a source could not be read, with what each of several services said."""
    reason = say("missing", missing.reason)
    asked = ((say("service", a.service), say("missing", a.state)) for a in missing.attempts)
    each = "; ".join(say("service", "said", service=service, reason=said) for service, said in asked)
    return f"{reason} ({each})" if each else reason


def place_in_words(where: str, say: Messages) -> str:
    """Return the words for the place of a marker: ``page:zone``, or one of the two."""
    page, _, zone = where.partition(":")
    return say("ui", "page_and", page=say("place", page), zone=say("place", zone)) if zone else say("place", page)


def source_in_words(where: str, say: Messages) -> str:
    """Return where something was read as people write it: registry and DNS answers by name, pages by address."""
    scheme, _, rest = where.partition("://")
    return say("ui", scheme, name=rest.rpartition("/")[2]) if scheme in ("whois", "dns", "index") else where


def reasons_in_words(reasons: tuple[str, ...], say: Messages) -> str:
    """Return the reasons of a weak statement, joined."""
    return ", ".join(say("reason", reason) for reason in reasons) or say("reason_fallback", "weak")


def colon(say: Messages) -> str:
    """Return the colon between what is told and what it is: French sets it off, on the same line."""
    return "\N{NO-BREAK SPACE}:" if say.lang == "fr" else ":"


def calibration_in_words(code: str, say: Messages) -> str:
    """Return the words for what weights were fitted to: a code, and the hash of the set behind it."""
    name, _, made = code.partition(", ")
    return say("calibration", name.replace(" ", "_"), made=made)


def moment(stamp: str) -> str:
    """Return an ISO 8601 UTC time as people read it, to the minute."""
    return f"{stamp[:10]} {stamp[11:16]} UTC"


def _weakly(verdict: Verdict, owner: str, say: Messages) -> str:
    if verdict.scope == "page":
        return say(
            "headline", "weakly_disclosed_page", reasons=reasons_in_words(verdict.disclosure.material.reasons, say)
        )
    said = verdict.disclosure.owner
    if said.level is not DisclosureLevel.WEAK:
        return say("headline", "weakly_disclosed_medium", owner=owner)
    return say("headline", "weakly_disclosed", owner=owner, reasons=reasons_in_words(said.reasons, say))


def _disclosed(verdict: Verdict, owner: str, say: Messages) -> str:
    if verdict.scope == "page" and verdict.site_verdict is not Level.DISCLOSED:
        kinds = (_SAID.get(marker.kind) for marker in verdict.disclosure.material.markers)
        return say("headline", next((key for key in kinds if key), "disclosed_paid"))
    if owner and verdict.control.level in FIRM:
        return say("headline", "disclosed_by", owner=owner)
    return say("headline", "disclosed")


def _basis(verdict: Verdict, say: Messages) -> str:
    for family in _FAMILIES:
        if holder := _holder(verdict, family):
            return say("basis", family, holder=holder)
    return say("basis", "several", holder=owner_of(verdict))


def _holder(verdict: Verdict, family: Family) -> str:
    """Return whom the first evidence of a family names as owner or publisher."""
    for finding in verdict.findings:
        if finding.family is family and finding.state is FindingState.FOUND:
            for evidence in finding.evidence:
                if evidence.polarity == "for" and evidence.role in OWNING and evidence.about:
                    return evidence.about
    return ""


def _changes(verdict: Verdict, say: Messages) -> Iterator[str]:
    level, owner = verdict.verdict, owner_of(verdict)
    if level in (Level.UNDISCLOSED_CONTROL, Level.STRONG_INDICATORS):
        for key in ("disclosure_on_top", "holder_changes", "correction"):
            yield say("change", key, owner=owner)
    elif level is Level.AGENCY_RUN:
        yield say("change", "client_named")
        yield say("change", "holder_changes")
    elif level is Level.WEAKLY_DISCLOSED:
        yield say("change", "seen_better")
    elif level is Level.UNDISCLOSED_MATERIAL_LINK:
        yield say("change", "link_statement")
    elif level is Level.DISCLOSED:
        yield say("change", "statement_removed")
    if level in (Level.NO_FINDING, Level.CANNOT_SAY):
        yield say("change", "owner_named")
        if "registration_hidden" in verdict.notes:
            yield say("change", "holder_shown")
    if level is Level.CANNOT_SAY and verdict.fetched is not None:
        yield say("change", "legal_text")
    if verdict.coverage.missing:
        sources = "; ".join(dict.fromkeys(source for source, _, _ in missing_sources(verdict, say)))
        yield say("change", "source_readable", sources=sources)
    yield say("change", "time", date=verdict.expires_at[:10])
