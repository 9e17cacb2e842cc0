"""What is known of a domain, gathered from the store and the knowledge, as one JSON-shaped value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from detectors.domain import host_of, registrable
from detectors.knowledge import Knowledge
from detectors.model import Registration
from detectors.rarity import weight_of
from server.address import read_address
from server.store import Neighbour, Store
from server.view import by_day, summary

VERDICTS, NEIGHBOURS = 20, 10


def domain_of(text: str) -> str:
    """Return the registrable domain of what was typed; raises `AddressError`."""
    return registrable(host_of(read_address(text)[0]))


def known_of(
    domain: str, store: Store, knowledge: Knowledge, *, owner: str = "", lang: str = "en", base_url: str = ""
) -> dict[str, Any]:
    """Return everything that `owner` may know of a domain; days instead of times where it is for everybody."""
    readings = store.domains.readings(domain, owner)
    registration = store.domains.registration(domain, owner)
    return {
        "domain": domain,
        "readings": {
            "count": readings.count,
            "first": _moment(readings.first, owner),
            "last": _moment(readings.last, owner),
        },
        "registration": None if registration is None else _registration(registration, owner),
        "group": _group(domain, knowledge),
        "registers": list(_registers(domain, knowledge)),
        "verdicts": [
            summary(stored, lang, base_url, exact=bool(owner))
            for stored in store.domains.verdicts(domain, VERDICTS, owner)
        ],
        "indicators": list(_indicators(domain, store, owner)),
        "neighbours": neighbours_shown(store.indicators.neighbours(domain, owner)[:NEIGHBOURS]),
    }


def neighbours_shown(found: Sequence[Neighbour]) -> list[dict[str, Any]]:
    """Return neighbours as shown: which site, how much it weighs, and by which values that how many share."""
    return [
        {
            "site": neighbour.site,
            "weight": neighbour.weight,
            "shared": [
                {"kind": value.kind, "label": value.label, "value": value.value, "others": value.others}
                for value in neighbour.shared
            ],
        }
        for neighbour in found
    ]


def _moment(stamp: str | None, owner: str) -> str | None:
    return stamp if owner or stamp is None else by_day(stamp)


def _registration(found: Registration, owner: str) -> dict[str, Any]:
    """Return the facts of a registration that name no natural person."""
    return {
        "state": found.state.value,
        "organization": None if found.person else found.organization,
        "privacy": found.privacy,
        "registrar": found.registrar,
        "created": found.created,
        "updated": found.updated,
        "expires": found.expires,
        "name_servers": list(found.name_servers),
        "source": found.seen.where if found.seen else None,
        "seen_at": _moment(found.seen.when if found.seen else None, owner),
    }


def _group(domain: str, knowledge: Knowledge) -> dict[str, Any] | None:
    known = knowledge.match_domain(domain)
    if known is None:
        return None
    return {
        "id": known.group,
        "name": knowledge.group_name(known.group),
        "domain": known.domain,
        "use": known.use,
        "cited": known.cited,
    }


def _registers(domain: str, knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    for record in knowledge.registers.find(f"d:{domain}"):
        owner = knowledge.registers.owner(record)
        yield {
            "name": record.name,
            "use": dict(record.domains).get(domain),
            "owner": {"id": owner, "name": knowledge.group_name(owner)},
            "source": record.source,
            "read": record.read,
        }


def _indicators(domain: str, store: Store, owner: str) -> Iterator[dict[str, Any]]:
    own = store.indicators.of_domain(domain, owner)
    shared = {(found.kind, found.value): found.others for found in store.indicators.shared(own, owner)}
    for found in own:
        others = shared.get((found.kind, found.value), 0)
        yield {
            "site": found.site,
            "kind": found.kind,
            "label": found.label,
            "value": found.value,
            "others": others,
            "weight": round(weight_of(found.kind, others), 4),
        }


def group_shown(id_: str, knowledge: Knowledge) -> dict[str, Any] | None:
    """Return a listed group with all its claims and relations, or an imported owner with its record; else None."""
    group = knowledge.group(id_)
    if group is None:
        records = knowledge.registers.find(f"i:{id_}")
        return {"id": id_, "name": records[0].name, "records": msgspec.to_builtins(records)} if records else None
    names = {id_, group.name}
    relations = [r for r in knowledge.relations if {r.subject, r.object} & names]
    fronts = [front for front in knowledge.contents.fronts if id_ in front.of]
    return {
        **msgspec.to_builtins(group),
        "fronts": msgspec.to_builtins(fronts),
        "relations": msgspec.to_builtins(relations),
    }
