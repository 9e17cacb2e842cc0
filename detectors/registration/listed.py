"""Holders that a registry shows by a name alone, and whom the knowledge lists as agencies.

Some registries say nothing of whether a holder is a person, and "BETC" or "FullSIX" has no word of an organisation.
Such a name is taken for an agency's only when it is exactly that of a listed, distinctive one, spelt as no person's
name has: a figure, a stroke, three capitals in a row or a capital inside a word. "Golin", "Leo Burnett" and names that
couples may bear ("Hill & Knowlton") stay persons.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from detectors import names
from detectors.model.sources import Registration

if TYPE_CHECKING:
    from detectors.knowledge import Knowledge

_OF_FAMILIES = re.compile(r"\b(?:Mc|Mac|De|Di|Du|La|Le|Van|O')(?=[A-Z])")  # McCann, O'Neill: capitals that names have
_NO_PERSONS = re.compile(r"\d|[/\\]|[A-Z]{3}|[a-z][A-Z]")


def recognised(registration: Registration, knowledge: Knowledge) -> Registration:
    """Return the registration with a listed agency as its organisation, where only its name was shown.

    Runs between parsing and `redact`, which drops the name of whoever is none.
    """
    written = registration.registrant
    if not written or registration.organization is not None or registration.privacy:
        return registration
    agency = knowledge.agency(written)
    if agency is None or not agency.distinctive or names.is_person(written):
        return registration
    key = names.core(written)
    spelt = next((name for name in (agency.name, *agency.aliases) if names.core(name) == key), "")
    if not _NO_PERSONS.search(_OF_FAMILIES.sub("", spelt)):
        return registration
    return replace(registration, organization=written, person=False)
