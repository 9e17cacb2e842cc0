"""Who says to control whom: trust.txt and related website sets, of either side.

A claim of one side alone is nothing, since anyone can write it. Sources of the fields: JournalList, trust.txt; Google,
Related Website Sets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from detectors.domain import host_of, registrable
from detectors.model import TextFile

_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def claimed_domains(file: TextFile, own: str) -> tuple[str, ...]:
    """Return the domains that the file of the site `own` (a registrable domain) names as controlling or primary."""
    if _is_set(file):
        primary = _table(file).get("primary")
        values = [primary] if isinstance(primary, str) else []
    else:
        values = list(_fields(file, "controlledby"))
    found = (_DOMAIN.search(value.lower()) for value in values)
    return tuple(dict.fromkeys(m[0] for m in found if m and registrable(m[0]) != own))


def says_it_controls(file: TextFile, domain: str) -> bool:
    """Tell whether the other side's file says that it controls `domain`: a vendor or customer is not controlled."""
    if _is_set(file):
        return any(registrable(host_of(value)) == domain for value in _members(file))
    return any(registrable(_host(value)) == domain for value in _fields(file, "control"))


def _is_set(file: TextFile) -> bool:
    return file.url.endswith(".json")


def _table(file: TextFile) -> dict[str, Any]:
    """Return the object that a related website set is, or an empty one for anything else."""
    try:
        table = json.loads(file.text)
    except (ValueError, RecursionError):
        return {}
    return table if isinstance(table, dict) else {}


def _members(file: TextFile) -> Iterator[str]:
    table = _table(file)
    for key in ("associatedSites", "serviceSites"):
        values = table.get(key)
        yield from map(str, values) if isinstance(values, list) else ()


def _fields(file: TextFile, name: str) -> Iterator[str]:
    """Yield the values of one field of a trust.txt, in lower case."""
    for line in file.text.lower().splitlines():
        key, _, value = line.partition("=")
        if key.strip() == name:
            yield value


def _host(value: str) -> str:
    value = value.partition("#")[0].strip()
    return host_of(value) or value.strip("/")
