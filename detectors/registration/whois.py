"""WHOIS text to a Registration."""

from __future__ import annotations

from msgspec.structs import replace

from detectors import names
from detectors.model.sources import Registration, RegistrationState
from detectors.registration.concealment import Shown, shown
from detectors.registration.contacts import registrant_tokens
from detectors.registration.dates import to_iso
from detectors.registration.extract import LONGEST_REGISTRAR, country_code, extract, first_said, host_in, status_word
from detectors.registration.holder import Fields, Holder, decide
from detectors.registration.mail import mail_domain, without_address
from detectors.registration.state import is_free_status, is_registered_status, read_phrases
from detectors.registration.tokens import Token, is_handle, lines_of, tokenize

_MAX_NAME_SERVERS = 20
_MAX_STATUSES = 12
_MAX_FIELDS = 60


def parse_whois(text: str, domain: str) -> Registration:
    """Return what a registry's or registrar's WHOIS answer says about `domain`; never raises.

    At most 64 Ki characters and 600 lines are read. A holder is never taken from the registrar's, the registry's or
    an administrative, technical or billing contact's fields; the one format without a holder whose administrative
    block has a legal form, of old .sk answers, gives the holder there.
    """
    tokens = tokenize(text)
    if _is_about_the_suffix(tokens, domain):
        return Registration(domain=domain, referral=_referral(tokens))
    mine = registrant_tokens(tokens, domain)
    fields = _fields(mine)
    holder = decide(fields)
    facts = Registration(
        domain=domain,
        organization=holder.organization,
        registrant=holder.written,
        person=holder.person,
        privacy=holder.privacy,
        email_domain=None if holder.hidden else first_said(mail_domain(t.value) for t in mine if _may_hold_mail(t)),
        country=first_said(country_code(t.value) for t in mine if t.field == "country"),
        registrar=_registrar(tokens),
        created=_date(tokens, "created"),
        updated=_date(tokens, "updated"),
        expires=_date(tokens, "expires"),
        name_servers=_name_servers(tokens),
        referral=_referral(tokens),
    )
    found = replace(facts, state=_state(text, domain, tokens, facts, holder))
    if found.state not in (RegistrationState.FOUND, RegistrationState.HIDDEN):
        return Registration(domain=domain, state=found.state, referral=found.referral)
    label = next((t.label for t in mine if holder.organization and holder.organization in t.value), "Registrant")
    return replace(found, text=extract(found, label, _statuses(tokens)))


def _is_about_the_suffix(tokens: list[Token], domain: str) -> bool:
    """Say whether the answer describes the top-level domain (the root registry's), not the name that was asked."""
    subject = next((t.value.lower().strip(".") for t in tokens if t.field == "domain" and t.value), "")
    return bool(subject) and "." not in subject and domain.lower().endswith("." + subject)


def _fields(mine: list[Token]) -> Fields:
    by_field: dict[str, list[str]] = {}
    for token in mine[:_MAX_FIELDS]:
        value = without_address(token.value).strip(" ,;")
        if value:
            by_field.setdefault(token.field, []).append(value)
    holders = by_field.get("self", [])
    full = [" ".join(pair) for pair in zip(by_field.get("first_name", []), by_field.get("last_name", []), strict=False)]
    return Fields(
        organizations=by_field.get("organization", [])
        or _below_a_contact(holders, by_field.get("line", []) or holders[1:]),
        holders=[value for value in holders if not is_handle(value)],
        names=by_field.get("name", []) + full + by_field.get("last_name", []),
        handles=[value for value in holders if is_handle(value)],
        types=by_field.get("type", []),
    )


def _below_a_contact(holders: list[str], lines: list[str]) -> list[str]:
    """Return the firm on the line below a contact's name or office ("DNS Admin", then "Acme Inc."), if it is there.

    Below a name in another script it is the same firm in Latin letters, by which more is known of it.
    """
    firm = next(iter(lines), "")
    named = names.legal_form(firm) is not None and not any(map(str.isdigit, firm))
    contact = next(iter(holders), "")
    foreign = bool(contact) and not any(letter.isascii() and letter.isalpha() for letter in contact)
    return [firm] if named and (foreign or shown(contact) is Shown.NOTHING or names.is_person(contact)) else []


def _may_hold_mail(token: Token) -> bool:
    return token.field in ("email", "line", "self", "other") and "@" in token.value


def _date(tokens: list[Token], field: str) -> str | None:
    """Return the domain's own date; one in the registrar's lines counts where the format has no other."""
    for roles in (("domain", ""), ("registrar", "registry")):
        found = first_said(to_iso(t.value) for t in tokens if t.field == field and t.role in roles)
        if found:
            return found
    return None


def _registrar(tokens: list[Token]) -> str | None:
    for wanted in ("organization", "self", "name"):
        for token in tokens:
            value = without_address(token.value).strip()
            if token.role == "registrar" and token.field == wanted and value and not value.startswith("http"):
                return value[:LONGEST_REGISTRAR]
    return None


def _name_servers(tokens: list[Token]) -> tuple[str, ...]:
    hosts = (host_in(t.value) for t in tokens if t.field == "name_server")
    return tuple(dict.fromkeys(host for host in hosts if host))[:_MAX_NAME_SERVERS]


def _statuses(tokens: list[Token]) -> tuple[str, ...]:
    words = (status_word(t.value) for t in tokens if t.field == "status" and t.role == "domain")
    return tuple(dict.fromkeys(word for word in words if word))[:_MAX_STATUSES]


def _referral(tokens: list[Token]) -> str | None:
    return first_said(
        host_in(t.value.rpartition("://")[2].split("/")[0])
        for t in tokens
        if t.field == "referral" and t.label.lower() != "registry whois server"
    )


def _state(text: str, domain: str, tokens: list[Token], facts: Registration, holder: Holder) -> RegistrationState:
    statuses = [t.value for t in tokens if t.field == "status" and t.role in ("domain", "")]
    if any(map(is_free_status, statuses)):
        return RegistrationState.AVAILABLE
    if holder.written:
        return RegistrationState.FOUND
    if holder.hidden or facts.name_servers or facts.created or facts.expires:
        return RegistrationState.HIDDEN
    lines = lines_of(text)
    said = read_phrases(lines, domain)
    if said is RegistrationState.UNKNOWN and any(_delegates(line, domain) for line in lines):
        return RegistrationState.HIDDEN
    if said is RegistrationState.UNKNOWN and (facts.registrar or any(map(is_registered_status, statuses))):
        return RegistrationState.HIDDEN
    return said


def _delegates(line: str, domain: str) -> bool:
    """Say whether a line gives the asked name, or its first label, and a name server ("acme ns1.host.example")."""
    words = line.lower().split()
    return (
        len(words) == 2 and words[0] in (domain.lower(), domain.lower().partition(".")[0]) and bool(host_in(words[1]))
    )
