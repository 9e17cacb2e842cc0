"""The facts that the decision table looks at, gathered from what the stages found."""

from __future__ import annotations

import msgspec

from detectors import names
from detectors.disclosure.commerce import sells
from detectors.inputs import Inputs
from detectors.legal import LegalMention
from detectors.material import material_links, material_said
from detectors.mentions import names_organisation, of_checked
from detectors.model import (
    FIRM,
    OWNING,
    ControlLevel,
    Disclosed,
    Disclosure,
    DisclosureLevel,
    Family,
    Finding,
    FindingState,
    MarkerKind,
    Question,
)
from detectors.page import Document
from detectors.promotion import Promotion, author_links, destination
from detectors.saying import OwnNames, earned, is_owner, owner_said
from detectors.statements import is_legible
from detectors.verdict import Facts
from detectors.weigh import Weighed, calls_itself, registration_was_read

_ABOUT_PAYMENT = frozenset({"contradicted", "machine_only"})  # reasons that speak of payments, not of the owner


def facts_of(inputs: Inputs, disclosure: Disclosure) -> Facts:
    """Return everything that the table looks at."""
    owner = inputs.owner
    page, portrait = inputs.page, inputs.portrait
    promotion = owner.promotion if owner is not None else None
    named = [found for found in inputs.legal_mentions if _names_publisher(found.mention)]
    return Facts(
        readable=isinstance(page, Document) and page.words > 0,
        control=_level(inputs, owner),
        promoted=promotion is not None and promotion.counts,
        commercial_links=promotion is not None and _links_to(inputs, promotion),
        presentation=portrait.kind,
        claims_independence=bool(portrait.claim),
        names_owner=owner is not None and _calls_itself(inputs, owner),
        owner=disclosure.owner,
        material=disclosure.material,
        material_links=isinstance(page, Document) and bool(material_links(page, inputs.resolved)),
        agency_registrant=any(
            clue.agency and clue.family is Family.REGISTRY for c in inputs.candidates for clue in c.owning
        ),
        promotes_brand=any(p.counts and p.sure and not _is_itself(inputs, p) for p in inputs.promotions),
        publisher_named=bool(named) or _states_owner(inputs),
        registration_read=registration_was_read(inputs.subject),
        shared_platform=inputs.subject.shared_platform,
    )


def _links_to(inputs: Inputs, promotion: Promotion) -> bool:
    """Tell whether links of the author's text sell what the promoted sites offer; a report's source is no offer."""
    own = inputs.subject.domain
    links = (link for page in inputs.documents for link in author_links(page, own, inputs.knowledge))
    return any(sells(link) and destination(link.url) in promotion.hosts for link in links)


def _is_itself(inputs: Inputs, promotion: Promotion) -> bool:
    """A medium that names and links itself promotes no third party; "I love Vichy" and a post's title still do."""
    core = names.core(promotion.name)
    called = (inputs.subject.domain.split(".", 1)[0], *map(names.core, inputs.portrait.shown))
    return core in called


def _names_publisher(mention: LegalMention) -> bool:
    """A notice that names who publishes the site, an organisation or a private person; a copyright line is none."""
    return mention.role in OWNING and mention.kind != "copyright"


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
        text = "\n".join(inputs.portrait.shown)
        if any(hit.group == group for hit in inputs.knowledge.brands_in(text)):
            return True
    return calls_itself(inputs.portrait, owner.candidate.owning)


def _level(inputs: Inputs, owner: Weighed | None) -> ControlLevel:
    if owner is not None:
        return owner.level
    return ControlLevel.NONE if registration_was_read(inputs.subject) else ControlLevel.UNKNOWN


def disclosure_of(inputs: Inputs, findings: tuple[Finding, ...]) -> Disclosure:
    """Return the two observations: is the owner said, and are material connections said."""
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
        own_names=_own_names(inputs, owner),
        numbers=frozenset(owner.candidate.numbers.values()) if owner is not None else (),
    )
    checked = of_checked(inputs.markers)
    further = [pages for pages in inputs.markers if pages is not checked]
    material = material_said(
        checked, material_links(page, inputs.resolved), further, absent_earned=is_legible(page), mobile=_mobile(inputs)
    )
    reasons = {f.detector.rsplit("/", 1)[1] for f in findings if _gives_reason(f)}
    paid = reasons & _ABOUT_PAYMENT
    fronts = {"front_group"} if owner is not None and any(c.front for c in owner.candidate.owning) else set()
    owner_reasons = (reasons - paid) | fronts if owner is not None else set()
    return Disclosure(_weakened(said, owner_reasons), _because(_weakened(material, paid), paid))


def _own_names(inputs: Inputs, owner: Weighed | None) -> OwnNames | None:
    if owner is None or inputs.portrait.claim:
        return None
    return OwnNames(inputs.portrait.shown, owner.candidate.keys, not owner.candidate.listed)


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


def _because(said: Disclosed, reasons: set[str]) -> Disclosed:
    """Tell of what is not said at all what the page says to others, or denies."""
    if not reasons or said.level is not DisclosureLevel.ABSENT:
        return said
    return msgspec.structs.replace(said, reasons=tuple(sorted({*said.reasons, *reasons})))


def _is_promoted(inputs: Inputs, name: str) -> bool:
    groups = {hit.group for hit in inputs.knowledge.brands_in(name)}
    core = names.core(name)
    return any(p.counts and (p.group in groups or names.core(p.name) == core) for p in inputs.promotions)
