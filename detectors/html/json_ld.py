"""JSON-LD as pages write it: repaired where templates break it, bounded, flattened into nodes."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any

from detectors.surrogates import without_halves

_MAX_TOTAL = 1_000_000  # characters read per page
_MAX_DEPTH = 50
_MAX_NODES = 2_000
_WRAPPING = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*\Z"
)
_TRAILING = re.compile(r",(\s*[}\]])")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[{}\[\]]', re.DOTALL)  # or a string, to its end or that of the text
_OPENING = re.compile(r"[{\[]")


def _integer(digits: str) -> int | str:
    """Keep numbers of more than 18 digits as text: Python refuses to convert very long ones."""
    return int(digits) if len(digits) < 19 else digits


_decoder = json.JSONDecoder(strict=False, parse_int=_integer)


def nodes_of(scripts: list[str]) -> tuple[dict[str, Any], ...]:
    """Return every object of the scripts, ``@graph`` and nested values included, outer before inner."""
    nodes: list[dict[str, Any]] = []
    room = _MAX_TOTAL
    for script in scripts:
        if room <= 0:
            break
        for value in _values(script[:room]):
            _flatten(value, nodes)
        room -= len(script)
    return tuple(nodes)


def _values(script: str) -> list[Any]:
    """Return the JSON values of one script: as it stands, else with each repair in turn."""
    text = without_halves(_WRAPPING.sub("", script).strip().rstrip(";"))
    if _depth(text) > _MAX_DEPTH:
        return []
    for repair in (lambda t: t, lambda t: _TRAILING.sub(r"\1", t), _calm, lambda t: _calm(html.unescape(t))):
        repaired = repair(text)
        try:
            return [_decoder.decode(repaired)]
        except (ValueError, RecursionError):
            several = _several(repaired)
            if several:
                return several
    return []


def _calm(text: str) -> str:
    return _TRAILING.sub(r"\1", _CONTROL.sub(" ", text))


def _several(text: str) -> list[Any]:
    """Return the values of objects written one after the other; [] unless the whole text is such a list."""
    values, position = [], 0
    while position < len(text):
        match = _OPENING.search(text, position)
        if match is None or text[position : match.start()].strip(" ,;\n\r\t"):
            break
        try:
            value, position = _decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            break
        values.append(value)
    return values


def _depth(text: str) -> int:
    """Return how deep brackets nest outside strings."""
    depth = deepest = 0
    for match in _BRACKET.finditer(text):
        bracket = match[0]
        if bracket in ("{", "["):
            depth += 1
            deepest = max(deepest, depth)
        elif bracket in ("}", "]"):
            depth -= 1
    return deepest


def _flatten(value: Any, nodes: list[dict[str, Any]]) -> None:
    pending = [value]
    while pending and len(nodes) < _MAX_NODES:
        item = pending.pop()
        if isinstance(item, dict):
            nodes.append(item)
            pending.extend(v for v in reversed(list(item.values())) if isinstance(v, dict | list))
        elif isinstance(item, list):
            pending.extend(v for v in reversed(item) if isinstance(v, dict | list))


def types_of(node: Mapping[str, object]) -> set[str]:
    """Return the schema.org types of a node; most have one."""
    value = node.get("@type")
    return {value} if isinstance(value, str) else {str(one) for one in value} if isinstance(value, list) else set()
