"""Class names, roles and words that tell the parts of a page apart: data/html/*.toml, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from detectors.data_files import load_toml
from detectors.html.nouns import Zone

_MAX_NAME = 100  # characters of one class or id
_MAX_CLASSES = 40
_MAX_ATTRIBUTE = 2_000
_SPLIT = re.compile(r"[-_\s:]+|(?<=[a-z])(?=[A-Z])")


class Names(NamedTuple):
    """The vocabulary of class names and ids: whole names, words within names, prefixes; each with its zone."""

    names: dict[str, Zone]
    words: dict[str, Zone]
    prefixes: tuple[tuple[str, Zone], ...]
    every_prefix: tuple[str, ...]
    order: dict[Zone, int]  # the most telling zone first


@cache
def zone_names() -> Names:
    """Return the vocabulary of ``data/html/zones.toml``."""
    table = load_toml("html/zones.toml")["zone"]
    entries = [(Zone(zone), entry) for zone, entry in table.items()]
    prefixes = tuple((prefix, zone) for zone, entry in entries for prefix in entry.get("prefixes", ()))
    return Names(
        {name: zone for zone, entry in reversed(entries) for name in entry.get("names", ())},
        {word: zone for zone, entry in reversed(entries) for word in entry.get("words", ())},
        prefixes,
        tuple(prefix for prefix, _ in prefixes),
        {zone: index for index, (zone, _) in enumerate(entries)},
    )


@cache
def words(table: str, key: str) -> frozenset[str]:
    """Return one list of ``data/html/zones.toml``."""
    return frozenset(load_toml("html/zones.toml")[table][key])


class Meaning(NamedTuple):
    """What class names say of an element: the part of the page, and how it is used there."""

    zone: Zone | None = None
    card: bool = False  # one of a list: a post, an item, a teaser
    masthead: bool = False  # the header of the site
    folded: bool = False  # a widget that opens at a click
    opened: bool = False  # the same, opened


_NOTHING = Meaning()


def meaning(name: str) -> Meaning:
    """Return what one class name or id means; numbers at its end, which count elements, mean nothing."""
    return _meaning(name.rstrip("0123456789")) if len(name) <= _MAX_NAME else _NOTHING


@lru_cache(maxsize=8192)
def tokens_of(names: str) -> tuple[tuple[str, ...], Meaning]:
    """Return the names of a class attribute and what they mean together."""
    tokens = tuple(names[:_MAX_ATTRIBUTE].split()[:_MAX_CLASSES])
    if len(names) > _MAX_NAME:
        tokens = tuple(token for token in tokens if len(token) <= _MAX_NAME)
    return tokens, _together([meaning(token) for token in tokens])


def _together(meanings: Iterable[Meaning]) -> Meaning:
    """Return what several class names mean together: the most telling zone, and each use that one of them tells."""
    telling = [one for one in meanings if one is not _NOTHING]
    if len(telling) < 2:
        return telling[0] if telling else _NOTHING
    order = zone_names().order
    zones = [one.zone for one in telling if one.zone is not None]
    uses = zip(*(one[1:] for one in telling), strict=True)
    return Meaning(min(zones, key=order.__getitem__, default=None), *map(any, uses))


@cache
def _telling() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return all words and whole names that mean something, and the prefixes; most class names have none of them."""
    vocabulary = zone_names()
    cards, masthead = words("card", "words"), words("masthead", "names")
    folded = words("collapsed", "names") | words("collapsed", "opened")
    return frozenset((*vocabulary.names, *vocabulary.words, *cards, *masthead, *folded)), vocabulary.every_prefix


@lru_cache(maxsize=16384)
def _meaning(name: str) -> Meaning:
    low = name.lower()
    parts = {part.lower() for part in _SPLIT.split(name)}
    telling, prefixes = _telling()
    if telling.isdisjoint(parts) and low not in telling and not low.startswith(prefixes):
        return _NOTHING
    found = Meaning(
        _zone(low, parts),
        not words("card", "words").isdisjoint(parts),
        low in words("masthead", "names"),
        low in words("collapsed", "names"),
        low in words("collapsed", "opened"),
    )
    return found if any(found) else _NOTHING


def _zone(low: str, parts: set[str]) -> Zone | None:
    if not words("layout", "words").isdisjoint(parts):
        return None  # "has-sidebar": the arrangement of the page, not a part of it
    vocabulary = zone_names()
    zones = [vocabulary.words[part] for part in parts if part in vocabulary.words]
    if low in vocabulary.names:
        zones.append(vocabulary.names[low])
    if low.startswith(vocabulary.every_prefix):
        zones += [zone for prefix, zone in vocabulary.prefixes if low.startswith(prefix)]
    return min(zones, key=vocabulary.order.__getitem__, default=None)


@cache
def roles() -> dict[str, Zone]:
    """Return the zones of landmark roles."""
    return {role: Zone(zone) for role, zone in load_toml("html/zones.toml")["roles"].items()}
