"""Who holds the domain: the decision that WHOIS and RDAP share, from the registrant's own fields alone.

A holder is shown as an organisation when a field for organisations names it, when the registry's type says so, or when
its words do (`detectors.names.is_organisation`). Anything else is treated as a natural person, whose name does not
outlive `detectors.registration.redact`: a firm missed is a gap, a person shown is a harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from detectors import names
from detectors.data_files import load_toml
from detectors.registration.concealment import Shown, shown
from detectors.registration.fold import contains_words, fold

_LONGEST_NAME = 250
_COLUMN = re.compile(r"\t| {4,}")
_IDENTIFIER = re.compile(r"\s\((?=[^()]*[-.\d])(?!\d+\))[\w.-]{3,40}\)\Z")


@dataclass(slots=True)
class Fields:
    """What an answer says of the registrant, as written and in its order; `holders` fills a field for either kind."""

    organizations: list[str] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    concealed: bool = False  # the registry says elsewhere that the holder is kept back


@dataclass(frozen=True, slots=True)
class Holder:
    """The decision; `written` is the holder as the registry wrote it."""

    written: str | None = None
    organization: str | None = None
    person: bool = False
    hidden: bool = False
    privacy: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    organization: tuple[str, ...]
    person: tuple[str, ...]
    sole_trader: tuple[str, ...]


@cache
def _words() -> _Words:
    data = load_toml("registration/people.toml")
    kinds = data["type"]
    return _Words(
        tuple(map(fold, kinds["organization"])),
        tuple(map(fold, kinds["person"])),
        tuple(map(fold, data["sole_trader"]["words"])),
    )


def warm() -> None:
    """Load the word lists, so that nothing is read while parsing."""
    _words()


def decide(fields: Fields) -> Holder:
    """Return the holder that `fields` show, or that it is hidden or not said."""
    candidates = [*fields.organizations, *fields.holders, *fields.names]
    kinds = [shown(value) for value in candidates]
    organization = _first(fields.organizations)
    holder = _first(fields.holders) or _first(fields.names)
    if Shown.SERVICE in kinds:
        return Holder(hidden=True, privacy=True)
    written = organization or holder
    if written is None:
        handle = next(iter(fields.handles), None)
        concealed = fields.concealed or Shown.HIDDEN in kinds
        return (
            Holder(written=handle, person=handle is not None) if handle and not concealed else Holder(hidden=concealed)
        )
    if organization is None:
        is_firm = _is_organisation(written, fields.types)
    else:
        is_firm = not _is_named_like_person(organization, holder, fields.types)
    return Holder(written, written if is_firm else None, person=not is_firm)


def is_sole_trader(name: str) -> bool:
    """Say whether the name is a business that is one natural person ("Jean Dupont EI")."""
    text = fold(name)
    return any(contains_words(text, words) for words in _words().sole_trader) and not _has_company_form(name)


def _first(values: Iterable[str]) -> str | None:
    """Return the first shown name, in Latin letters if there is one: registries repeat names in two scripts."""
    real = [name for v in values if (name := _clean(v)) and shown(name) is Shown.NAME]
    return next((v for v in real if v.isascii()), real[0] if real else None)


def _clean(value: str) -> str:
    """Return a name without the registry's identifier behind it: "Acme Inc. (ACME-DOM)", "Acme Inc.\t\tacme-dom"."""
    return _IDENTIFIER.sub("", _COLUMN.split(value.strip(), maxsplit=1)[0]).strip()[:_LONGEST_NAME]


def _typed(types: Sequence[str]) -> str:
    """Return "person", "organization" or "" from the values of the holder's type fields."""
    words = _words()
    text = " / ".join(map(fold, types))
    for kind, lists in (("person", words.person), ("organization", words.organization)):
        if any(contains_words(text, w) for w in lists):
            return kind
    return ""


def _has_company_form(name: str) -> bool:
    form = names.legal_form(name)
    return form is not None and fold(form) not in _words().sole_trader


def _is_organisation(name: str, types: Sequence[str]) -> bool:
    """Judge a field that holds either kind of holder."""
    typed = _typed(types)
    if is_sole_trader(name):
        return False
    if typed == "organization":
        return not names.is_person(name) or any(_has_company_form(f"X {kind}") for kind in types)
    return names.is_organisation(name) and (typed != "person" or _has_company_form(name))


def _is_named_like_person(organization: str, contact: str | None, types: Sequence[str]) -> bool:
    """Judge a field for organisations: people write their own names into it."""
    if is_sole_trader(organization):
        return True
    if names.is_organisation(organization):
        return False
    if _typed(types) == "person" or names.is_person(organization):
        return True
    repeated = contact is not None and sorted(fold(contact).split()) == sorted(fold(organization).split())
    return repeated and len(fold(organization).split()) > 1 and _typed(types) != "organization"
