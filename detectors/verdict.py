"""The decision table: control x disclosure, first match wins (verdicts.md, Deciding)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from detectors.model import FIRM, ControlLevel, Disclosed, DisclosureLevel, Level, Presentation

ACCUSING = frozenset({Level.UNDISCLOSED_CONTROL, Level.STRONG_INDICATORS})
AMBER_OR_RED = ACCUSING | {Level.AGENCY_RUN, Level.WEAKLY_DISCLOSED, Level.UNDISCLOSED_MATERIAL_LINK}
_OFFICIAL = frozenset(
    {
        Presentation.BRAND,
        Presentation.COMPANY,
        Presentation.SHOP,
        Presentation.INSTITUTION,
        Presentation.AGENCY,
    }
)
_VOICES = frozenset({Presentation.PERSON, Presentation.INDEPENDENT})
DAYS_FIRM, DAYS = 7, 30


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the table looks at."""

    readable: bool
    control: ControlLevel
    promoted: bool  # the pages promote O
    commercial_links: bool  # they link to O commercially
    presentation: Presentation
    claims_independence: bool
    names_owner: bool  # the site calls itself by O's name or brand
    owner: Disclosed
    material: Disclosed
    material_links: bool
    agency_registrant: bool
    promotes_brand: bool
    publisher_named: bool
    registration_read: bool
    shared_platform: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """The site's verdict and the page's, and which of them speaks."""

    site: Level
    level: Level
    scope: Literal["site", "page"]
    linked_not_promotional: bool = False


def decide(facts: Facts) -> Decision:
    """Return the verdict of the table; the page itself speaks when the site's verdict leaves room for it."""
    site, unlinked, open_to_page = _site(facts)
    if open_to_page:
        page = _page(facts)
        if page is not None:
            return Decision(site, page, "page", unlinked)
    return Decision(site, site, "site", unlinked)


def _site(facts: Facts) -> tuple[Level, bool, bool]:
    """Return the site's level, whether O is linked without promotion, and whether the page may speak for itself."""
    if not facts.readable:  # 0
        return Level.CANNOT_SAY, False, False
    if facts.owner.level is DisclosureLevel.CLEAR:  # 1
        return Level.DISCLOSED, False, True
    if facts.control in FIRM:
        level, unlinked = _firm(facts)
        return level, unlinked, level in (Level.DISCLOSED, Level.NO_FINDING)
    if facts.agency_registrant and facts.presentation in _VOICES and facts.promotes_brand and not facts.publisher_named:
        return Level.AGENCY_RUN, False, False  # 7
    if not facts.publisher_named and (facts.shared_platform or not facts.registration_read):  # 8
        return Level.CANNOT_SAY, False, True
    return Level.NO_FINDING, False, True  # 9


def _firm(facts: Facts) -> tuple[Level, bool]:
    """Rules 2 to 6: an owner is established or supported. Returns the level, and whether O is not promoted."""
    claims = facts.claims_independence
    said, voice = facts.owner.level, facts.presentation
    quiet = Level.NO_FINDING, True
    if voice in _OFFICIAL and facts.names_owner and not claims:  # 2
        decided = Level.DISCLOSED, False
    elif not facts.promoted:  # 3
        decided = quiet
    elif voice is Presentation.MEDIUM:  # 4
        decided = (Level.WEAKLY_DISCLOSED, False) if facts.commercial_links else quiet
    elif said is DisclosureLevel.WEAK:  # 5
        decided = Level.WEAKLY_DISCLOSED, False
    elif said is DisclosureLevel.UNKNOWN or voice is Presentation.UNKNOWN:  # 6
        decided = Level.CANNOT_SAY, False
    elif facts.control is ControlLevel.ESTABLISHED and (voice in _VOICES or claims):
        decided = Level.UNDISCLOSED_CONTROL, False
    else:
        decided = Level.STRONG_INDICATORS, False
    return decided


def _page(facts: Facts) -> Level | None:
    """The page's own verdict about its material connections; None leaves the site's verdict standing."""
    level = facts.material.level
    if facts.material_links and level is DisclosureLevel.ABSENT:
        return Level.UNDISCLOSED_MATERIAL_LINK
    if level is DisclosureLevel.WEAK:
        return Level.WEAKLY_DISCLOSED
    if level is DisclosureLevel.CLEAR:
        return Level.DISCLOSED
    return None


def expires_at(level: Level, checked_at: str) -> str:
    """Return when a verdict expires (UTC): red and amber after 7 days, others after 30."""
    days = DAYS_FIRM if level in AMBER_OR_RED else DAYS
    then = datetime.fromisoformat(checked_at) + timedelta(days=days)
    return then.strftime("%Y-%m-%dT%H:%M:%SZ")
