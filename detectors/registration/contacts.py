"""Which tokens speak of the registrant: its own fields, and the object that its handle points to."""

from __future__ import annotations

from detectors.registration.fold import fold
from detectors.registration.tokens import Token

# Fields of the domain's own object that name its holder in formats without a registrant ("org:", "descr:", "person:").
_BARE_NAMES = ("person", "name", "nom")
_DESCRIPTION = "descr"
_NAMING = frozenset({"self", "handle", "organization", "name", "first_name", "last_name"})
_OTHERS = ("contact", "registrar", "registry", "reseller")
_NOT_OF_A_CONTACT = frozenset({"self", "domain", "created", "updated", "status", "handle"})


def registrant_tokens(tokens: list[Token], domain: str) -> list[Token]:
    """Return the tokens that describe the holder: its own fields, else those of the object its handle points to.

    Formats without any registrant say it in the domain's own object, or show one section headed "Contact".
    """
    direct = [t for t in tokens if t.role == "registrant" and t.value]
    if not any(t.field in _NAMING for t in direct):
        return direct + (_of_the_domain_object(tokens, domain) or _only_contact(tokens) or _admin_as_holder(tokens))
    referred = _referred(tokens, direct)
    if not referred:
        return direct if any(t.field == "organization" for t in direct) else direct + _beside(tokens)
    return [t for t in direct if t.field not in ("self", "handle")] + referred


def _beside(tokens: list[Token]) -> list[Token]:
    """Return the organisation that stands in the domain's own object without a role, beside an owner's name.

    One below a contact's name is the contact's.
    """
    home = {t.block for t in tokens if t.field == "domain" and t.value}
    contact = False
    for token in (t for t in tokens if t.block in home and t.value):
        contact = token.role in _OTHERS if token.field == "self" else contact
        if not contact and token.role == "" and token.field == "organization":
            return [token]
    return []


def _admin_as_holder(tokens: list[Token]) -> list[Token]:
    """Return the administrative block of old .sk answers, which have no other holder: it has a legal form.

    Where the technical contact bears the same name it is the provider's, and nobody's.
    """
    admin = [t for t in tokens if t.role == "contact" and fold(t.label).startswith("admin ")]
    if not any(fold(t.label) == "admin legal form" and t.value for t in admin):
        return []
    names = {fold(t.value) for t in admin if t.field == "name"}
    if any(t.role == "contact" and t.field == "name" and fold(t.value) in names for t in tokens if t not in admin):
        return []
    kept = (t for t in admin if t.field in ("name", "type", "email", "country"))
    return [Token(t.label, "registrant", t.field, t.value, t.block) for t in kept]


def _only_contact(tokens: list[Token]) -> list[Token]:
    """Return what stands under "Contact", or beside "Contact organization", where no role is told apart."""
    home = {t.block for t in tokens if t.field == "domain"}
    named = [t for t in tokens if t.block in home and fold(t.label) in ("contact organization", "contact organisation")]
    return named + [t for t in tokens if t.bare and fold(t.label) == "contact"]


def _referred(tokens: list[Token], direct: list[Token]) -> list[Token]:
    """Return the fields of the objects that the registrant's handles name, read as the registrant's."""
    origin = {t.block for t in direct}
    pointers = [t.value.lower() for t in direct if t.field in ("self", "handle") and " " not in t.value]
    blocks = {t.block for t in tokens if t.block not in origin and _identifies(t) and t.value.lower() in pointers}
    named = any(t.field in ("organization", "name", "last_name") for t in direct)
    if named or any(t.field == "self" and t.value.lower() not in pointers for t in direct):
        return []
    found = []
    for token in tokens:
        if token.block in blocks and token.value.lower() not in pointers and token.role != "registrar":
            field = "name" if token.field == "self" and token.role == "contact" else token.field
            if field not in _NOT_OF_A_CONTACT:
                found.append(Token(token.label, "registrant", field, token.value, token.block, token.bare))
    return found


def _identifies(token: Token) -> bool:
    return token.field == "handle" or (token.field == "self" and token.role in ("contact", "registrant"))


def _of_the_domain_object(tokens: list[Token], domain: str) -> list[Token]:
    """Return holder fields that stand, without a role, in the domain's own object; a description only without others.

    The organisation may also stand in an object of its own, but not in one that a handle identifies.
    """
    subjects = {t.value.lower().strip(".") for t in tokens if t.field == "domain"} | {domain.lower()}
    home = {t.block for t in tokens if t.field == "domain"}
    objects = {t.block for t in tokens if t.field == "handle" and t.role == ""} - home
    free = [t for t in tokens if t.role in ("", "domain") and t.value and t.value.lower().strip(".") not in subjects]
    details = [t for t in free if t.block in home and t.field in ("country", "email", "type")]
    registrars = {fold(t.value) for t in tokens if t.role == "registrar"}
    firms = [t for t in free if t.field == "organization" and t.block not in objects]
    named = [t for t in firms if fold(t.value) not in registrars]
    named += [t for t in free if t.block in home and t.field == "name" and t.label.lower() in _BARE_NAMES]
    if not named:
        described = (t for t in free if t.block not in objects and t.label.lower() == _DESCRIPTION)
        named = [t for t in described if len(fold(t.value)) > 1][:1]
    return named + details if named else []
