"""The contact cards of RDAP entities: jCard (RFC 7095) as registries write it, and JSContact (RFC 9553)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_MAX_ITEMS = 60
_MAX_LENGTH = 300
_COUNTRY_PART = 6  # of the seven parts of a structured address (RFC 6350, 6.3.1)


@dataclass(slots=True)
class Card:
    """What a card says, as written: `kind` "individual", "org", "group" or "" when it does not say."""

    name: str = ""
    organizations: list[str] = field(default_factory=list)
    kind: str = ""
    emails: list[str] = field(default_factory=list)
    country: str = ""


def read_card(entity: Mapping[str, Any]) -> Card:
    """Return the entity's card; an entity without one, or with a broken one, gives an empty card."""
    jcard = entity.get("vcardArray") or entity.get("vcard")
    card = Card()
    if isinstance(jcard, list):
        _read_jcard(jcard, card)
    contact = entity.get("jscard") or entity.get("jscontact_card")
    if isinstance(contact, Mapping):
        _read_jscontact(contact, card)
    return card


def _read_jcard(jcard: list[Any], card: Card) -> None:
    nested = next((part for part in jcard if isinstance(part, list)), [])
    rows = nested if any(isinstance(row, list) for row in nested) else jcard
    for row in rows[:_MAX_ITEMS]:
        if not isinstance(row, list) or len(row) < 4 or not isinstance(row[0], str):
            continue
        name, parameters, values = row[0].lower(), row[1] if isinstance(row[1], Mapping) else {}, row[3:]
        text = _text(values[0])
        if name == "fn":
            card.name = card.name or text
        elif name == "n" and not card.name:
            card.name = _given_and_family(values[0])
        elif name == "org":
            card.organizations += [text] if text else []
        elif name == "kind":
            card.kind = text.lower()
        elif name == "email":
            card.emails += [text] if text else []
        elif name == "adr":
            card.country = card.country or _country(parameters, values[0])


def _text(value: object) -> str:
    """Return a text value; of a structured one (organisation, then its units) the first part that says something."""
    if isinstance(value, str):
        return " ".join(value.split())[:_MAX_LENGTH]
    if isinstance(value, list):
        return next((text for part in value[:_MAX_ITEMS] if (text := _text(part) if isinstance(part, str) else "")), "")
    return ""


def _given_and_family(value: object) -> str:
    if not isinstance(value, list):
        return _text(value)
    family, given = (_text(part) for part in (*value[:2], "", "")[:2])
    return f"{given} {family}".strip()


def _country(parameters: Mapping[str, Any], address: object) -> str:
    for key, value in parameters.items():
        if str(key).lower() == "cc" and isinstance(value, str):
            return value
    if isinstance(address, list) and len(address) > _COUNTRY_PART:
        return _text(address[_COUNTRY_PART])
    return ""


def _read_jscontact(contact: Mapping[str, Any], card: Card) -> None:
    name = contact.get("name")
    if isinstance(name, Mapping):
        card.name = card.name or _text(name.get("full")) or _in_order(name.get("components"))
    card.kind = card.kind or _text(contact.get("kind")).lower()
    card.organizations += [text for o in _members(contact, "organizations") if (text := _text(o.get("name")))]
    card.emails += [text for e in _members(contact, "emails") if (text := _text(e.get("address")))]
    for address in _members(contact, "addresses"):
        card.country = card.country or _text(address.get("countryCode"))


def _in_order(components: object) -> str:
    """Return the parts of a name as one text, in the card's order (RFC 9553, 2.2.1)."""
    parts = components[:_MAX_ITEMS] if isinstance(components, list) else []
    return " ".join(text for part in parts if isinstance(part, Mapping) and (text := _text(part.get("value"))))


def _members(contact: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    group = contact.get(key)
    values = list(group.values())[:_MAX_ITEMS] if isinstance(group, Mapping) else []
    return [value for value in values if isinstance(value, Mapping)]
