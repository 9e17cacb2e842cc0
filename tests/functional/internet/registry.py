"""The registry's two faces: a WHOIS server that answers every TLD, and RDAP documents; both from `Registration`."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Mapping
from typing import Any

from tests.functional.internet.http import AbortError, Request, Response, cut, json_response
from tests.functional.internet.spec import Registration

SLOW = 120.0
HOST = "rdap.registry.example"
PLACEHOLDER = "REDACTED FOR PRIVACY"
TERMS = (
    ">>> Last update of WHOIS database: 2026-11-22T08:00:00Z <<<\r\n\r\n"
    "TERMS OF USE: the data in this register may be consulted by anyone who wants to know whether a name is taken.\r\n"
    "High-volume queries are slowed down.\r\n"
)


async def serve_whois(
    registrations: Mapping[str, Registration],
    delay: float,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> None:
    """Answer one WHOIS query after `delay` seconds; options before the name (as .de wants them) are passed over."""
    line = (await reader.readline()).decode("ascii", "replace")
    await asyncio.sleep(delay)
    domain = line.split()[-1].lower() if line.split() else ""
    held = registrations.get(domain)
    mode = held.whois_mode if held else "ok"
    if mode == "slow":
        await asyncio.sleep(SLOW)
    if mode in ("down", "refused"):
        cut(writer)
        return
    writer.write(whois_answer(domain, held))
    await writer.drain()


def whois_answer(domain: str, held: Registration | None) -> bytes:
    """Return the WHOIS answer, as bytes in the encoding that the registry uses."""
    if held is None or held.whois_mode in ("not_found", "none"):
        return f'No match for domain "{domain.upper()}".\r\n{TERMS}'.encode()
    if held.whois_mode == "throttled":
        return b"% Query rate limit exceeded for your address. Please try again later.\r\n"
    return held.whois or _whois_text(held).encode()


def _whois_text(held: Registration) -> str:
    rows = [
        ("Domain Name", held.domain.upper()),
        ("Registry Domain ID", f"{hash_of(held.domain):010d}_DOMAIN"),
        ("Registrar WHOIS Server", ""),
        ("Updated Date", _instant(held.updated)),
        ("Creation Date", _instant(held.created)),
        ("Registry Expiry Date", _instant(held.expires)),
        ("Registrar", held.registrar),
        ("Domain Status", "clientTransferProhibited https://icann.org/epp#clientTransferProhibited"),
        ("Registrant Name", PLACEHOLDER if held.hidden else held.person),
        ("Registrant Organization", PLACEHOLDER if held.hidden else held.organization),
        ("Registrant Street", PLACEHOLDER if held.hidden else held.street),
        ("Registrant City", PLACEHOLDER if held.hidden else held.city),
        ("Registrant Country", held.country),
        ("Registrant Phone", PLACEHOLDER if held.hidden else held.phone),
        ("Registrant Email", PLACEHOLDER if held.hidden else held.email),
        *(("Name Server", server.upper()) for server in held.name_servers),
        ("DNSSEC", "unsigned"),
    ]
    return "".join(f"{key}: {value}\r\n" for key, value in rows if value) + TERMS


def hash_of(domain: str) -> int:
    """Return a number for a domain that is the same in every run."""
    return zlib.crc32(domain.encode())


def _instant(day: str) -> str:
    return f"{day}T09:24:11Z" if len(day) == 10 else day


class Rdap:
    """The RDAP service on `HOST`: ``/domain/<name>``."""

    def __init__(self, registrations: Mapping[str, Registration]) -> None:
        self.registrations = registrations

    async def __call__(self, request: Request) -> Response:
        """Answer one request; raises `AbortError` where the service is down."""
        domain = request.path.rpartition("/")[2].lower()
        held = self.registrations.get(domain)
        mode = held.rdap_mode if held else "not_found"
        if mode == "slow":
            await asyncio.sleep(SLOW)
        if mode in ("down", "refused"):
            raise AbortError
        if mode == "throttled":
            return Response(429, b"", {"Retry-After": "3600"})
        if held is None or mode in ("not_found", "none") or not request.path.startswith("/domain/"):
            error = {"errorCode": 404, "title": "Not Found", "description": ["The name is not registered."]}
            return json_response(error, 404, "application/rdap+json")
        return json_response(dict(held.rdap or rdap_document(held)), 200, "application/rdap+json")


def rdap_document(held: Registration) -> dict[str, Any]:
    """Return the domain object of RFC 9083 for a registration; a hidden holder is marked as RFC 9537 asks."""
    document: dict[str, Any] = {
        "objectClassName": "domain",
        "handle": f"{hash_of(held.domain):010d}_DOMAIN",
        "ldhName": held.domain,
        "status": ["client transfer prohibited"],
        "events": [
            {"eventAction": "registration", "eventDate": _instant(held.created)},
            {"eventAction": "last changed", "eventDate": _instant(held.updated)},
            {"eventAction": "expiration", "eventDate": _instant(held.expires)},
            {"eventAction": "last update of RDAP database", "eventDate": "2026-11-22T08:00:00Z"},
        ],
        "entities": [_registrar(held), _registrant(held)],
        "nameservers": [{"objectClassName": "nameserver", "ldhName": name} for name in held.name_servers],
        "secureDNS": {"delegationSigned": False},
        "links": [
            {
                "rel": "self",
                "href": f"https://{HOST}/domain/{held.domain}",
                "type": "application/rdap+json",
                "value": f"https://{HOST}/domain/{held.domain}",
            }
        ],
        "rdapConformance": ["rdap_level_0", "icann_rdap_response_profile_1"],
        "notices": [{"title": "Terms of Use", "description": ["Consult the register with moderation."]}],
    }
    if held.hidden:
        document["rdapConformance"].append("redacted")
        document["redacted"] = [
            {
                "name": {"type": f"Registrant {what}"},
                "method": "emptyValue",
                "reason": {"description": "Server policy"},
                "pathLang": "jsonpath",
            }
            for what in ("Name", "Organization", "Street", "Email", "Phone")
        ]
    return document


def _registrar(held: Registration) -> dict[str, Any]:
    return {
        "objectClassName": "entity",
        "roles": ["registrar"],
        "handle": "9998",
        "publicIds": [{"type": "IANA Registrar ID", "identifier": "9998"}],
        "vcardArray": ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", held.registrar]]],
    }


def _registrant(held: Registration) -> dict[str, Any]:
    shown = not held.hidden
    card: list[Any] = [
        ["version", {}, "text", "4.0"],
        ["fn", {}, "text", (held.person or held.organization) if shown else ""],
        ["adr", {"cc": held.country}, "text", ["", "", held.street, held.city, "", "", ""] if shown else [""] * 7],
    ]
    if shown and held.organization:
        card.append(["org", {"type": "work"}, "text", held.organization])
    if shown and held.phone:
        card.append(["tel", {"type": "voice"}, "uri", f"tel:{held.phone}"])
    if shown and held.email:
        card.append(["email", {}, "text", held.email])
    return {
        "objectClassName": "entity",
        "roles": ["registrant"],
        "handle": f"H{hash_of(held.domain) % 10**6}",
        "vcardArray": ["vcard", card],
    }
