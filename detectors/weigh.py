"""How firmly the evidence ties an organisation to the site: the level by definition, the bans by weight.

The definitions of verdicts.md (Evidence and control) fix the level; bans rank candidates and may lower a level by one
step, never raise it. Families are causes: within one, the strongest clue counts whole and the rest a quarter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detectors import names
from detectors.data_files import load_toml
from detectors.domain import within
from detectors.model import (
    ControlLevel,
    Evidence,
    Family,
    Finding,
    FindingState,
    Grade,
    Registration,
    RegistrationState,
    Role,
)
from detectors.presentation import SelfPortrait, names_it, trades_as
from detectors.promotion import Promotion
from detectors.resolve import Candidate, Clue
from detectors.same_names import same_entity

if TYPE_CHECKING:
    from detectors.subject import Subject

_CERTIFICATE = "ownership/certificate_organisation"
_MUTUAL = "ownership/mutual_claim"
_GROUP_DOMAIN = "ownership/group_domain"
# What anybody can write of any brand (where a page points to), and who may be paid for what others own: a family
# beside others, and neither the legal name nor the second identifier that firmer levels take.
_ONLY_BESIDE_OTHERS = frozenset(
    {
        "ownership/canonical",
        "ownership/alternate_language",
        "ownership/home_redirect",
        "ownership/seller_of_record",
    }
)
# Second identifiers are what somebody else than the site's own hand vouches for: a domain where the registry, the
# group's servers, a certification authority or the group itself name it; a number where the registry or a statement to
# readers gives it. security.txt, the files about apps, ads.txt and data for machines are the site's word alone, and
# whoever copies a brand's site copies them.
_CONFIRMED = {
    "domain": frozenset(
        {
            "ownership/registrant_email",
            "ownership/own_domain_servers",
            "ownership/certificate_names",
            "ownership/group_domain",
            _MUTUAL,
        }
    ),
    "number": frozenset({"ownership/registrant", "ownership/legal_notice", "ownership/privacy_controller"}),
}
_ORDER = [ControlLevel.ESTABLISHED, ControlLevel.SUPPORTED, ControlLevel.POSSIBLE, ControlLevel.NONE]
_LOOKED_AT = frozenset({RegistrationState.FOUND, RegistrationState.HIDDEN})
_MIN_OWN_NAME = 5  # a shorter name is too often somebody else's to be one brand's own


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its control level, its bans by family, their sum with the prior, and what it promotes of it."""

    candidate: Candidate
    level: ControlLevel
    families: dict[str, float]
    bans: float
    promotion: Promotion | None


def weights() -> dict[str, Any]:
    """Return the table of weights, caps, prior and thresholds."""
    return load_toml("weights.toml")


def bans_of(detector: str, evidence: Evidence) -> float:
    """Return what one piece of evidence weighs, in bans; negative when it speaks against."""
    if evidence.polarity == "against":
        return -float(weights()["against"])
    table = weights()
    left = table["falling"].get(detector, {}).get(evidence.grade.value, 1.0)
    weight = table["weights"].get(detector, table["stated"].get(detector, 0.0))
    return round(float(weight) * float(left), 4)


def weigh(
    candidate: Candidate,
    against: tuple[Evidence, ...],
    promoted: Iterable[Promotion],
    portrait: SelfPortrait,
    *,
    others_state: bool = False,
) -> Weighed:
    """Return the candidate with its level and bans.

    `against` is the contrary evidence of the whole site; `others_state`: the site states another publisher.
    """
    table = weights()
    by_family: dict[Family, list[float]] = defaultdict(list)
    for clue in candidate.clues:
        if clue.evidence.role is not Role.PROMOTED:
            by_family[clue.family].append(bans_of(clue.detector, clue.evidence))
    families = {
        family.value: round(min(table["caps"][family.value], max(b) + table["rest"] * (sum(b) - max(b))), 4)
        for family, b in sorted(by_family.items())
    }
    bans = round(table["prior"] + sum(families.values()) - table["against"] * len(against), 4)
    promotion = promotion_of(candidate, promoted)
    contradicted = bool(against) or others_state
    level = _level(candidate, against, promotion, portrait, contradicted=contradicted)
    level = _lowered(level, bans, table["thresholds"])
    return Weighed(candidate, level, families, bans, promotion)


def promotion_of(candidate: Candidate, promoted: Iterable[Promotion]) -> Promotion | None:
    """Return what the pages promote that belongs to the candidate: its group, its name, or a site that it publishes."""
    sites = {clue.evidence.about.domain for clue in candidate.clues if clue.evidence.about.domain}
    for promotion in promoted:
        same_group = candidate.group is not None and candidate.group in (promotion.group, promotion.owner)
        same_name = names.core(promotion.name) in candidate.keys
        same_site = any(within(host, site) for host in promotion.hosts for site in sites)
        if same_group or same_name or same_site:
            return promotion
    return None


def against_all(findings: Iterable[Finding]) -> tuple[Evidence, ...]:
    """Return the contrary evidence: facts that speak for another, private, holder or publisher."""
    return tuple(
        evidence
        for finding in findings
        if finding.state is FindingState.FOUND
        for evidence in finding.evidence
        if evidence.polarity == "against"
    )


def states_publisher(candidate: Candidate) -> bool:
    """Tell whether the site itself states the candidate as its publisher or owner."""
    return any(clue.family is Family.STATEMENT and clue.evidence.grade is Grade.A for clue in candidate.owning)


def _level(
    candidate: Candidate,
    against: tuple[Evidence, ...],
    promotion: Promotion | None,
    portrait: SelfPortrait,
    *,
    contradicted: bool,
) -> ControlLevel:
    # Grades C and D say that there may be something, and no more: a fan's "© Nintendo" bears the exact name, too.
    strong = tuple(clue for clue in candidate.owning if clue.strong)
    telling = tuple(clue for clue in strong if clue.detector not in _ONLY_BESIDE_OTHERS)
    if _established(candidate, telling, contradicted=contradicted):
        return ControlLevel.ESTABLISHED
    exact = any((clue.listed and clue.distinctive) or _in_group_domain(clue) for clue in telling)
    own_brand = promotion is not None and promotion.counts and _bears_brand(telling, promotion)
    # A site that bears the name of its holder or publisher says so itself: a statement beside the other source.
    own_name = calls_itself(portrait, telling)
    if len({clue.family for clue in strong}) >= 2 or ((exact or own_brand or own_name) and not against):
        return ControlLevel.SUPPORTED
    owning = any(clue.evidence.grade is not Grade.D for clue in candidate.owning)
    return ControlLevel.POSSIBLE if owning else ControlLevel.NONE


def _in_group_domain(clue: Clue) -> bool:
    """Tell whether the site stands in a listed group's own domain; one that only a register lists is weaker."""
    return clue.detector == _GROUP_DOMAIN and not clue.registered


def calls_itself(portrait: SelfPortrait, clues: Iterable[Clue]) -> bool:
    """Tell whether the site bears the name that these clues give, or one of them says that its name is theirs.

    "Fennimore's Hardware is a trading name of Fennimore & Daughters Ltd" says so of Fennimore's Hardware.
    """
    stated = [clue.evidence.about.name for clue in clues if clue.evidence.about.name]
    return names_it(portrait, stated) or any(trades_as(portrait, name) for name in stated)


def _established(candidate: Candidate, telling: tuple[Clue, ...], *, contradicted: bool) -> bool:
    """A listed legal name or number plus a second identifier, or the same entity on the site and a promoted site."""
    if any(clue.detector == _MUTUAL or (_in_group_domain(clue) and clue.cited) for clue in telling):
        return True
    named = [clue for clue in telling if clue.listed and clue.cited]
    others = [c for c in telling if c.detector in _CONFIRMED.get(c.by, ()) or c.detector == _CERTIFICATE]
    if any(second is not first for first in named for second in others):
        return True
    return _both_sides(candidate, telling, contradicted=contradicted)


def _both_sides(candidate: Candidate, telling: tuple[Clue, ...], *, contradicted: bool) -> bool:
    """The same publisher number, exact registrant or certificate organisation stands on both sites.

    An agency may hold both domains for two clients, so a listed agency or a credited maker never counts here; and a
    holder whom the promoted site does not state counts only where the checked site states nobody else either.
    """
    if candidate.agency or candidate.maker:
        return False
    enough = {Grade.A} if contradicted else {Grade.A, Grade.B}
    promoted = (clue.evidence for clue in candidate.clues if clue.evidence.role is Role.PROMOTED)
    theirs = [evidence.about for evidence in promoted if evidence.grade in enough]
    for clue in telling:
        ours = clue.evidence.about
        for other in theirs:
            if set(ours.numbers) & set(other.numbers):
                return True
            if clue.evidence.grade is Grade.A and ours.name and same_entity(ours.name, other.name):
                return True
    return False


def _bears_brand(telling: tuple[Clue, ...], promotion: Promotion) -> bool:
    """The publisher's or registrant's own distinctive name is the brand that the pages promote.

    A lone word that nothing shows to be a firm's is a town's or a family's as well: "Marlow" is no Marlow Teas.
    """
    brand = names.core(promotion.name)
    if promotion.group is not None or len(brand) < _MIN_OWN_NAME:
        return False
    own = (clue.evidence.about.name for clue in telling if clue.by == "name")
    return any(names.core(name) == brand and (names.is_organisation(name) or len(name.split()) > 1) for name in own)


def _lowered(level: ControlLevel, bans: float, thresholds: dict[str, float]) -> ControlLevel:
    floor = thresholds.get(level.value)
    if floor is None or bans >= floor:
        return level
    return _ORDER[_ORDER.index(level) + 1]


def owner_of(weighed: Iterable[Weighed], *, presents_as_agency: bool) -> Weighed | None:
    """Return O: the highest level, then promoted, then most evidence. An agency or maker only for its own site."""
    eligible = [w for w in weighed if presents_as_agency or not (w.candidate.agency or w.candidate.maker)]
    ranked = sorted(
        (w for w in eligible if w.level is not ControlLevel.NONE),
        key=lambda w: (
            _ORDER.index(w.level),
            w.promotion is None or not w.promotion.counts,
            -w.bans,
            w.candidate.name,
        ),
    )
    return ranked[0] if ranked else None


def registration_was_read(subject: Subject) -> bool:
    """Tell whether the registry answered about the holder; a hidden holder was looked at."""
    registration = subject.registration
    return isinstance(registration, Registration) and registration.state in _LOOKED_AT


def warm() -> None:
    """Load the weights."""
    weights()
