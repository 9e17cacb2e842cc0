"""The signed list of sites: what the extension carries, and what answers a question by hash.

One entry a site: the newest listed verdict on any of its pages, by what it says of the site. An entry stays until it
expires, a retraction for 30 days; a site is disputed while any of its listed verdicts is. Sites that are a part of a
path platform have no host of their own and are left out.
"""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from detectors.model import FindingState, Level, Question, Verdict
from server.clock import now, shifted
from server.report.words import FIRM
from server.signing import Signer
from server.store import Snapshot, Store
from server.store.snapshots import Cores, Standing

MADE_EVERY_HOURS = 24  # at least, so that its age tells whether the service still works
PREFIX = 4  # hexadecimal digits of a host's hash
_NO_OWNER = (Level.AGENCY_RUN, Level.NO_FINDING, Level.CANNOT_SAY)  # nobody is said to be behind these


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it is sent: the exact `body`, the same packed, the signature over it, and its entries by hash."""

    serial: int
    body: bytes
    packed: bytes
    signature: str
    by_prefix: dict[str, tuple[dict[str, Any], ...]]


def current(store: Store, signer: Callable[[], Signer]) -> Listed:
    """Return the list of now. It is made again when a verdict was listed, disputed, reviewed, or has expired."""
    kept = store.snapshots.kept

    def make(last: int, standing: tuple[Standing, ...], cores: Cores) -> Snapshot:
        at = now()
        sites = entries(standing, cores, kept)
        # Seconds since 1970, so that the serial grows even when the store is put back to an earlier day.
        serial = max(last + 1, int(time.time()))
        body = json.dumps({"serial": serial, "made_at": at, "sites": sites}, separators=(",", ":"))
        due = min([shifted(at, hours=MADE_EVERY_HOURS), *(one.expires_at for one in standing if not one.withdrawn_at)])
        return Snapshot(serial, at, due, body, signer().sign(body.encode()))

    made = store.snapshots.current(make)
    return _listed(made.serial, made.body, made.signature)


def entries(standing: tuple[Standing, ...], cores: Cores, kept: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entry of each site among listed verdicts (newest first), by host.

    `kept` holds what never changes of the entries of earlier lists, by the verdict's identifier; it is brought up to
    date.
    """
    newest: dict[str, Standing] = {}
    disputed = set()
    for one in standing:
        if "/" not in one.site:
            newest.setdefault(one.site, one)
            if one.disputed and not one.withdrawn_at:
                disputed.add(one.site)
    wanted = {one.id for one in newest.values()}
    for identifier in kept.keys() - wanted:
        del kept[identifier]
    kept |= {identifier: _facts(core) for identifier, core in cores(sorted(wanted - kept.keys())).items()}
    return [_entry(one, kept[one.id], disputed=site in disputed) for site, one in sorted(newest.items())]


def _entry(one: Standing, facts: dict[str, Any], *, disputed: bool) -> dict[str, Any]:
    """Return an entry; that a verdict is superseded, by one that is not listed, is nobody's concern here."""
    if one.withdrawn_at:  # a retraction repeats nothing of what it takes back
        facts = {**facts, "owner": None, "codes": []}
    status = "withdrawn" if one.withdrawn_at else "disputed" if disputed else "current"
    return {"host": one.site, **facts, "status": status, "id": one.id}


def _facts(core: Verdict) -> dict[str, Any]:
    return {
        "level": core.site_verdict.value,
        "owner": _owner(core),
        "codes": _codes(core),
        "checked_on": core.checked_at[:10],
        "expires": core.expires_at[:10],
    }


def _owner(core: Verdict) -> str | None:
    named = core.control.group or core.control.entity
    stated = core.control.level in FIRM and core.site_verdict not in _NO_OWNER
    return named.name if stated and named else None


def _codes(core: Verdict) -> list[str]:
    """Return what the verdict rests on, as codes: notes, reasons of the disclosure, detectors that found an owner."""
    found = (
        finding.detector
        for finding in core.findings
        if finding.question is Question.OWNERSHIP and finding.state is FindingState.FOUND
    )
    codes = (*found, *core.disclosure.owner.reasons, *core.notes)
    return list(dict.fromkeys(str(getattr(code, "value", code)) for code in codes))


def _prefixes(host: str) -> set[str]:
    """Return the prefixes that an entry is found by: its host's, and that of the last two labels.

    Whoever asks for each name of a visited host sends several prefixes at once, and two of them tell as much as eight
    digits, which hardly two sites share. The last two labels alone lead to every site below them with one question.
    """
    names = (host, ".".join(host.split(".")[-2:]))
    return {sha256(name.encode()).hexdigest()[:PREFIX] for name in names}


@lru_cache(maxsize=2)
def _listed(serial: int, body: str, signature: str) -> Listed:
    by_prefix: dict[str, list[dict[str, Any]]] = {}
    for entry in json.loads(body)["sites"]:
        for prefix in _prefixes(entry["host"]):
            by_prefix.setdefault(prefix, []).append(entry)
    data = body.encode()
    frozen = {prefix: tuple(found) for prefix, found in by_prefix.items()}
    return Listed(serial, data, gzip.compress(data, mtime=0), signature, frozen)
