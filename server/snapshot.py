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

from detectors.model import ControlLevel, FindingState, Level, Question, Verdict
from server.clock import now, shifted
from server.signing import Signer
from server.store import Snapshot, Store, Stored

MADE_EVERY_HOURS = 24  # at least, so that its age tells whether the service still works
PREFIX = 4  # hexadecimal digits of a host's hash
_NAMED = (ControlLevel.ESTABLISHED, ControlLevel.SUPPORTED)
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
    made = store.snapshots.current(lambda last, verdicts: _made(last, verdicts, signer()))
    return _listed(made.serial, made.body, made.signature)


def _made(last: int, verdicts: tuple[Stored, ...], signer: Signer) -> Snapshot:
    at = now()
    sites = entries(verdicts, at)
    # Seconds since 1970, so that the serial grows even when the store is put back to an earlier day.
    serial = max(last + 1, int(time.time()))
    body = json.dumps({"serial": serial, "made_at": at, "sites": sites}, separators=(",", ":"))
    due = min(
        [shifted(at, hours=MADE_EVERY_HOURS), *(stored.core.expires_at for stored in verdicts if _stands(stored))]
    )
    return Snapshot(serial, at, due, body, signer.sign(body.encode()))


def entries(verdicts: tuple[Stored, ...], at: str) -> list[dict[str, Any]]:
    """Return the entry of each site among listed verdicts (newest first), by host; `at` is the present time."""
    newest: dict[str, Stored] = {}
    disputed = set()
    for stored in verdicts:
        if "/" not in stored.core.site:
            newest.setdefault(stored.core.site, stored)
            if stored.disputed and _stands(stored):
                disputed.add(stored.core.site)
    return [_entry(newest[site], at, disputed=site in disputed) for site in sorted(newest)]


def _stands(stored: Stored) -> bool:
    return stored.withdrawn_at is None


def _entry(stored: Stored, at: str, *, disputed: bool) -> dict[str, Any]:
    core = stored.core
    status = stored.status(at)
    if status == "superseded":  # by another page's reading, or one that is not listed: it is still the newest here
        status = "current"
    if disputed and status != "withdrawn":
        status = "disputed"
    says = status != "withdrawn"  # a retraction repeats nothing of what it takes back
    return {
        "host": core.site,
        "level": core.site_verdict.value,
        "owner": _owner(core) if says else None,
        "codes": _codes(core) if says else [],
        "checked_on": core.checked_at[:10],
        "expires": core.expires_at[:10],
        "status": status,
        "id": stored.id,
    }


def _owner(core: Verdict) -> str | None:
    named = core.control.group or core.control.entity
    stated = core.control.level in _NAMED and core.site_verdict not in _NO_OWNER
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


@lru_cache(maxsize=2)
def _listed(serial: int, body: str, signature: str) -> Listed:
    by_prefix: dict[str, list[dict[str, Any]]] = {}
    for entry in json.loads(body)["sites"]:
        by_prefix.setdefault(sha256(entry["host"].encode()).hexdigest()[:PREFIX], []).append(entry)
    data = body.encode()
    frozen = {prefix: tuple(found) for prefix, found in by_prefix.items()}
    return Listed(serial, data, gzip.compress(data, mtime=0), signature, frozen)
