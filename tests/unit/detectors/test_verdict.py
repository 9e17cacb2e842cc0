"""The decision table, and what must hold for every row of it."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.model import ControlLevel, Disclosed, DisclosureLevel, Level, Presentation
from detectors.verdict import ACCUSING, Facts, decide, expires_at

ABSENT, WEAK, CLEAR, UNKNOWN = (
    Disclosed(level)
    for level in (DisclosureLevel.ABSENT, DisclosureLevel.WEAK, DisclosureLevel.CLEAR, DisclosureLevel.UNKNOWN)
)
BLOG = Facts(
    readable=True,
    control=ControlLevel.NONE,
    promoted=False,
    commercial_links=False,
    presentation=Presentation.PERSON,
    claims_independence=False,
    names_owner=False,
    owner=ABSENT,
    material=ABSENT,
    material_links=False,
    agency_registrant=False,
    promotes_brand=False,
    publisher_named=False,
    registration_read=True,
    shared_platform=False,
)
PERSONA = {"control": ControlLevel.ESTABLISHED, "promoted": True, "promotes_brand": True}


@pytest.mark.parametrize(
    ("changes", "site"),
    [
        ({}, Level.NO_FINDING),
        ({"readable": False}, Level.CANNOT_SAY),
        (PERSONA, Level.UNDISCLOSED_CONTROL),
        ({**PERSONA, "control": ControlLevel.SUPPORTED}, Level.STRONG_INDICATORS),
        ({**PERSONA, "control": ControlLevel.POSSIBLE}, Level.NO_FINDING),
        ({**PERSONA, "owner": CLEAR}, Level.DISCLOSED),
        ({**PERSONA, "owner": WEAK}, Level.WEAKLY_DISCLOSED),
        ({**PERSONA, "owner": UNKNOWN}, Level.CANNOT_SAY),
        ({**PERSONA, "promoted": False}, Level.NO_FINDING),
        ({**PERSONA, "presentation": Presentation.BRAND, "names_owner": True}, Level.DISCLOSED),
        ({**PERSONA, "presentation": Presentation.BRAND}, Level.STRONG_INDICATORS),
        (
            {**PERSONA, "presentation": Presentation.BRAND, "names_owner": True, "claims_independence": True},
            Level.UNDISCLOSED_CONTROL,
        ),
        ({**PERSONA, "presentation": Presentation.MEDIUM}, Level.NO_FINDING),
        ({**PERSONA, "presentation": Presentation.MEDIUM, "commercial_links": True}, Level.WEAKLY_DISCLOSED),
        ({**PERSONA, "presentation": Presentation.UNKNOWN}, Level.CANNOT_SAY),
        ({"agency_registrant": True, "promotes_brand": True}, Level.AGENCY_RUN),
        ({"agency_registrant": True, "promotes_brand": True, "publisher_named": True}, Level.NO_FINDING),
        ({"agency_registrant": True}, Level.NO_FINDING),
        ({"registration_read": False}, Level.CANNOT_SAY),
        ({"registration_read": False, "publisher_named": True}, Level.NO_FINDING),
        ({"shared_platform": True}, Level.CANNOT_SAY),
        ({"shared_platform": True, "publisher_named": True}, Level.NO_FINDING),
    ],
)
def test_the_table(changes: dict[str, Any], site: Level) -> None:
    assert decide(replace(BLOG, **changes)).site is site


@pytest.mark.parametrize(
    ("changes", "level", "scope"),
    [
        ({"material_links": True}, Level.UNDISCLOSED_MATERIAL_LINK, "page"),
        ({"material_links": True, "material": WEAK}, Level.WEAKLY_DISCLOSED, "page"),
        ({"material_links": True, "material": CLEAR}, Level.DISCLOSED, "page"),
        ({"material_links": True, "material": UNKNOWN}, Level.NO_FINDING, "site"),
        ({"material": CLEAR}, Level.DISCLOSED, "page"),
        ({"material": WEAK}, Level.WEAKLY_DISCLOSED, "page"),
        ({**PERSONA, "material_links": True}, Level.UNDISCLOSED_CONTROL, "site"),
        ({"registration_read": False, "material": CLEAR}, Level.DISCLOSED, "page"),
        ({"readable": False, "material_links": True}, Level.CANNOT_SAY, "site"),
    ],
)
def test_the_page_speaks_for_itself(changes: dict[str, Any], level: Level, scope: str) -> None:
    decision = decide(replace(BLOG, **changes))
    assert (decision.level, decision.scope) == (level, scope)


_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "control": st.sampled_from(ControlLevel),
    "presentation": st.sampled_from(Presentation),
    "owner": st.sampled_from([ABSENT, WEAK, CLEAR, UNKNOWN]),
    "material": st.sampled_from([ABSENT, WEAK, CLEAR, UNKNOWN]),
}


@given(st.fixed_dictionaries({f.name: _VALUES.get(f.name, st.booleans()) for f in fields(Facts)}))
def test_an_accusing_colour_needs_control_promotion_and_an_earned_absence(values: dict[str, Any]) -> None:
    facts = Facts(**values)
    decision = decide(facts)
    if {decision.site, decision.level} & ACCUSING:
        assert facts.control in (ControlLevel.ESTABLISHED, ControlLevel.SUPPORTED)
        assert facts.promoted
        assert facts.owner.level is DisclosureLevel.ABSENT
        assert facts.readable
    if decision.level is Level.UNDISCLOSED_MATERIAL_LINK:
        assert facts.material.level is DisclosureLevel.ABSENT
        assert facts.material_links


def test_red_and_amber_expire_after_a_week() -> None:
    assert expires_at(Level.UNDISCLOSED_CONTROL, "2026-11-23T10:00:00Z") == "2026-11-30T10:00:00Z"
    assert expires_at(Level.NO_FINDING, "2026-11-23T10:00:00Z") == "2026-12-23T10:00:00Z"
