"""Who holds a domain, as registries answer: raw WHOIS text or RDAP documents, read by the parsers of the product."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from string import Template
from typing import Any, Literal

from msgspec.structs import replace

from bench.generated.draw import HERE, Draw
from detectors.knowledge import Knowledge, load_knowledge
from detectors.model import Missing, MissingReason, Registration, Seen
from detectors.registration import parse_rdap, parse_whois, recognised, redact

AT = "2026-11-20T10:00:00Z"
THROTTLED = "% Query rate limit exceeded for your address. Please try again later.\n"
_PLACEHOLDER = "REDACTED FOR PRIVACY"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom the registry names: an organisation, a person, or nobody that it shows ("hidden")."""

    kind: Literal["organisation", "person", "hidden"]
    name: str = ""
    email: str = ""
    street: str = "1 Main Street"
    town: str = "Anytown"
    country: str = "FR"


HIDDEN = Holder("hidden")


@cache
def _formats() -> tuple[dict[str, str], ...]:
    whois = tomllib.loads((HERE / "registries.toml").read_text(encoding="utf-8"))["whois"]
    return (*whois, {"name": "rdap"}, {"name": "rdap of a registrar"})


@cache
def _knowledge() -> Knowledge:
    return load_knowledge()


def registration(
    draw: Draw, domain: str, holder: Holder, *, created: str = "", updated: str = "", with_email: bool = False
) -> Registration:
    """Return what is kept of a registry's answer, in a format of the family that shows what `holder` has to show."""
    created = created or f"{draw.chance.randrange(2004, 2022)}-0{draw.chance.randrange(1, 10)}-14"
    updated = updated or f"2026-0{draw.chance.randrange(1, 10)}-02"
    chosen = draw.one_of(_formats())
    while not _shows(chosen, holder, with_email=with_email):
        chosen = draw.one_of(_formats())
    where = f"whois://whois.{chosen['name'].replace(' ', '-')}.example/{domain}"
    if chosen["name"].startswith("rdap"):
        document = _rdap(domain, holder, created, updated, of_registrar="registrar" in chosen["name"])
        return _kept(parse_rdap(document, domain), where, json.dumps(document))
    text = _whois(chosen[holder.kind], domain, holder, created, updated)
    return _kept(parse_whois(text, domain), where, text)


def unanswered(draw: Draw, domain: str) -> Registration | Missing:
    """Return what is kept when the registry does not answer, or answers that we asked too often."""
    if draw.happens(0.5):
        return Missing(MissingReason.UNREACHABLE, "no answer")
    return _kept(parse_whois(THROTTLED, domain), f"whois://whois.registry.example/{domain}", THROTTLED)


def _shows(chosen: dict[str, str], holder: Holder, *, with_email: bool) -> bool:
    if chosen["name"].startswith("rdap"):
        return True
    return holder.kind in chosen and (not with_email or "${email}" in chosen[holder.kind])


def _kept(answer: Registration, where: str, text: str) -> Registration:
    return replace(
        redact(recognised(answer, _knowledge())), seen=Seen(where, AT, hashlib.sha256(text.encode()).hexdigest())
    )


def _whois(template: str, domain: str, holder: Holder, created: str, updated: str) -> str:
    made, changed = date.fromisoformat(created), date.fromisoformat(updated)
    return Template(template).substitute(
        domain=domain,
        DOMAIN=domain.upper(),
        holder=holder.name,
        street=holder.street,
        town=holder.town,
        country=holder.country,
        email=holder.email,
        created=created,
        updated=updated,
        created_uk=f"{made:%d-%b-%Y}",
        updated_uk=f"{changed:%d-%b-%Y}",
        created_flat=f"{made:%Y%m%d}",
        updated_flat=f"{changed:%Y%m%d}",
    )


def _rdap(domain: str, holder: Holder, created: str, updated: str, *, of_registrar: bool) -> dict[str, Any]:
    hidden = holder.kind == "hidden"
    card: list[Any] = [["version", {}, "text", "4.0"]]
    if holder.kind == "organisation" and of_registrar:
        card += [["fn", {}, "text", "Domain Manager"], ["org", {"type": "work"}, "text", holder.name]]
    elif holder.kind == "organisation":
        card += [["kind", {}, "text", "org"], ["fn", {}, "text", holder.name]]
    else:
        name = _PLACEHOLDER if hidden else holder.name
        card += (
            [["fn", {}, "text", name]]
            if of_registrar
            else [["kind", {}, "text", "individual"], ["fn", {}, "text", name]]
        )
    address = ["", "", _PLACEHOLDER if hidden else holder.street, holder.town, "", "", holder.country]
    card.append(["adr", {"cc": holder.country}, "text", address])
    if holder.email and not hidden:
        card.append(["email", {}, "text", holder.email])
    document: dict[str, Any] = {
        "objectClassName": "domain",
        "ldhName": domain,
        "status": ["client transfer prohibited"],
        "events": [
            {"eventAction": "registration", "eventDate": f"{created}T07:11:02Z"},
            {"eventAction": "last changed", "eventDate": f"{updated}T09:24:11Z"},
        ],
        "entities": [
            {"objectClassName": "entity", "roles": ["registrar"], "vcardArray": ["vcard", _registrar()]},
            {"objectClassName": "entity", "roles": ["registrant"], "vcardArray": ["vcard", card]},
        ],
    }
    if hidden and of_registrar:
        document["redacted"] = [{"name": {"description": "Registrant Name"}, "method": "emptyValue"}]
    return document


def _registrar() -> list[Any]:
    return [["version", {}, "text", "4.0"], ["kind", {}, "text", "org"], ["fn", {}, "text", "Registre Un SAS"]]
