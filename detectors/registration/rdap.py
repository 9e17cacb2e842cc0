"""RDAP documents (RFC 9083) to a Registration; every shape is checked, nothing a server sends can raise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from detectors.model.sources import Registration, RegistrationState
from detectors.registration.dates import to_iso
from detectors.registration.extract import LONGEST_REGISTRAR, country_code, extract, first_said, host_in, status_word
from detectors.registration.holder import Fields, Holder, decide
from detectors.registration.mail import mail_domain
from detectors.registration.state import is_free_status, read_phrases
from detectors.registration.vcard import Card, read_card

_MAX_DEPTH = 4
_MAX_ENTITIES = 60
_MAX_LIST = 40
_EVENTS = {
    "created": ("registration", "registered", "creation"),
    "updated": ("last changed", "last updated", "last update", "changed"),
    "expires": ("expiration", "registrar expiration", "expiry"),
}
_THROTTLED = frozenset({"429"})
_AVAILABLE = frozenset({"404"})
_HOLDERS = ("registrant", "holder", "owner")
_CONCEALING = ("redact", "privacy", "not disclosed", "withheld", "truncated due to authorization", "removed due to")
_MEDIA = ("", "application/rdap+json", "application/json")


def parse_rdap(document: Mapping[str, Any], domain: str) -> Registration:
    """Return what an RDAP domain object, or an RDAP error document, says about `domain`; never raises.

    Registrants may be nested inside other entities, but what a registrar or contact nests is its own.
    """
    if not isinstance(document, Mapping):  # null, a list, a number: all are JSON
        return Registration(domain=domain)
    document = _only_result(document)
    if "errorCode" in document or document.get("objectClassName") in (None, "error"):
        refused = _refused(document, domain)
        if refused is not None:
            return Registration(domain=domain, state=refused)
    entities = list(_entities(document, 0))
    registrants = [e for e, roles in entities if roles.intersection(_HOLDERS)]
    cards = [read_card(entity) for entity in registrants]
    holder = decide(_fields(cards, document, registrants))
    facts = Registration(
        domain=domain,
        organization=holder.organization,
        registrant=holder.written,
        person=holder.person,
        privacy=holder.privacy,
        email_domain=None if holder.hidden else first_said(mail_domain(mail) for c in cards for mail in c.emails),
        country=first_said(country_code(c.country) for c in cards),
        registrar=_registrar(entities),
        name_servers=_name_servers(document),
        referral=_referral(document),
        created=_date(document, "created"),
        updated=_date(document, "updated"),
        expires=_date(document, "expires"),
    )
    found = replace(facts, state=_state(facts, holder))
    if found.state is RegistrationState.UNKNOWN:
        free = any(map(is_free_status, _strings(document.get("status"))))
        return Registration(domain=domain, state=RegistrationState.AVAILABLE if free else found.state)
    statuses = tuple(word for s in _strings(document.get("status")) if (word := status_word(s.replace(" ", "_"))))
    return replace(found, text=extract(found, _label(cards, holder), statuses))


def _only_result(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the domain of a search with a single result (RFC 9083, 8), else the document itself."""
    results = _objects(document.get("domainSearchResults"))
    return results[0] if len(results) == 1 else document


def _refused(document: Mapping[str, Any], domain: str) -> RegistrationState | None:
    """Return the state of an error document; None when it is a domain object after all."""
    code = str(document.get("errorCode") or "").strip()
    if code in _THROTTLED:
        return RegistrationState.THROTTLED
    if code in _AVAILABLE:
        return RegistrationState.AVAILABLE
    if not code and ("entities" in document or "ldhName" in document or "events" in document):
        return None
    lines = [*_strings(document.get("title")), *_strings(document.get("description"))]
    return read_phrases(lines, domain)


def _state(facts: Registration, holder: Holder) -> RegistrationState:
    if holder.written:
        return RegistrationState.FOUND
    if holder.hidden or facts.registrar or facts.name_servers or facts.created or facts.expires:
        return RegistrationState.HIDDEN
    return RegistrationState.UNKNOWN


def _label(cards: list[Card], holder: Holder) -> str:
    in_org = any(holder.organization in card.organizations for card in cards)
    return "registrant org" if in_org else "registrant fn"


def _fields(cards: list[Card], document: Mapping[str, Any], registrants: list[Mapping[str, Any]]) -> Fields:
    fields = Fields(concealed=any(map(_is_concealed, registrants)) or _redacts_registrant(document))
    for card in cards:
        fields.organizations += card.organizations
        fields.types.append(card.kind)
        if card.kind in ("org", "group", "organization"):
            fields.holders.append(card.name)
        else:
            fields.names.append(card.name)
    return fields


def _is_concealed(entity: Mapping[str, Any]) -> bool:
    """Say whether the entity's remarks speak of redaction."""
    texts = []
    for remark in _objects(entity.get("remarks")):
        texts += [*_strings(remark.get("title")), *_strings(remark.get("type")), *_strings(remark.get("description"))]
    return any(word in text.lower() for text in texts for word in _CONCEALING)


def _redacts_registrant(document: Mapping[str, Any]) -> bool:
    """Say whether RFC 9537 entries take away the registrant's name or organisation."""
    for entry in _objects(document.get("redacted")):
        name = entry.get("name")
        texts = [*_strings(name.get("type")), *_strings(name.get("description"))] if isinstance(name, Mapping) else []
        if any("registrant" in text.lower() for text in texts):
            return True
    return False


def _entities(node: Mapping[str, Any], depth: int) -> Iterator[tuple[Mapping[str, Any], frozenset[str]]]:
    """Yield each entity with its roles in lower case; below a registrar or contact no registrant is looked for."""
    if depth >= _MAX_DEPTH:
        return
    for entity in _objects(node.get("entities"))[:_MAX_ENTITIES]:
        roles = frozenset(role.strip().lower() for role in _strings(entity.get("roles")))
        yield entity, roles
        if not roles or roles.intersection(_HOLDERS):
            yield from _entities(entity, depth + 1)


def _registrar(entities: list[tuple[Mapping[str, Any], frozenset[str]]]) -> str | None:
    for wanted in ("registrar", "sponsor"):
        for entity, roles in entities:
            if wanted in roles:
                card = read_card(entity)
                name = next((n for n in (card.name, *card.organizations) if n), None)
                if name:
                    return name[:LONGEST_REGISTRAR]
    return None


def _date(document: Mapping[str, Any], name: str) -> str | None:
    """Return the date of the first event of that kind, in the order in which the kinds are preferred."""
    events: dict[str, str] = {}
    for event in _objects(document.get("events")):
        for action, stamp in zip(_strings(event.get("eventAction")), _strings(event.get("eventDate")), strict=False):
            events.setdefault(action.strip().lower(), stamp)
    return first_said(to_iso(events[action]) for action in _EVENTS[name] if action in events)


def _name_servers(document: Mapping[str, Any]) -> tuple[str, ...]:
    names = (name for ns in _objects(document.get("nameservers")) for name in _strings(ns.get("ldhName")))
    return tuple(dict.fromkeys(host for name in names if (host := host_in(name))))


def _referral(document: Mapping[str, Any]) -> str | None:
    """Return the URL of the registrar's own document (``rel=related``), if it names one."""
    own = {
        href for link in _objects(document.get("links")) if _rel(link) == "self" for href in _strings(link.get("href"))
    }
    for link in _objects(document.get("links")):
        for href in _strings(link.get("href")):
            media = "".join(_strings(link.get("type"))).lower()
            web = href.lower().startswith(("https://", "http://"))
            if _rel(link) == "related" and web and href not in own and media in _MEDIA:
                return href
    return None


def _rel(link: Mapping[str, Any]) -> str:
    return "".join(_strings(link.get("rel"))).strip().lower()


def _objects(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a list, or the one object that stands where a list should."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items[:_MAX_LIST] if isinstance(item, Mapping)]


def _strings(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items[:_MAX_LIST] if isinstance(item, str)]
