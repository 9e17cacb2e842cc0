"""Class names, roles and words that tell the parts of a page apart: data/html/*.toml, read once."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from detectors.data_files import load_toml
from detectors.html.nouns import Zone

_SPLIT = re.compile(r"[-_\s:]+|(?<=[a-z])(?=[A-Z])")
_MAX_NAME = 300


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


@lru_cache(maxsize=16384)
def zone_of_names(names: str) -> Zone | None:
    """Return the zone that a class attribute or an id speaks for, or None."""
    if not names or len(names) > _MAX_NAME:
        return None
    vocabulary = zone_names()
    found = [zone for token in names.split() if (zone := _zone_of_name(token, vocabulary)) is not None]
    return min(found, key=vocabulary.order.__getitem__, default=None)


def _zone_of_name(token: str, vocabulary: Names) -> Zone | None:
    low = token.lower()
    parts = [part.lower() for part in _SPLIT.split(token)]
    if not words("layout", "words").isdisjoint(parts):
        return None  # "has-sidebar": the arrangement of the page, not a part of it
    zones = [vocabulary.words[part] for part in parts if part in vocabulary.words]
    if low in vocabulary.names:
        zones.append(vocabulary.names[low])
    if low.startswith(vocabulary.every_prefix):
        zones += [zone for prefix, zone in vocabulary.prefixes if low.startswith(prefix)]
    return min(zones, key=vocabulary.order.__getitem__, default=None)


@lru_cache(maxsize=16384)
def is_card(names: str) -> bool:
    """Tell whether a class attribute names a card of a list: a post, an item, a teaser."""
    return len(names) <= _MAX_NAME and not words("card", "words").isdisjoint(
        part.lower() for token in names.split() for part in _SPLIT.split(token)
    )


@lru_cache(maxsize=16384)
def is_masthead(names: str) -> bool:
    """Tell whether a class attribute names the header of the site."""
    return bool(names) and not words("masthead", "names").isdisjoint(names.lower().split())


@lru_cache(maxsize=16384)
def is_collapsed(names: str) -> bool:
    """Tell whether a class attribute folds a widget that opens at a click."""
    tokens = names.lower().split()
    return not words("collapsed", "names").isdisjoint(tokens) and words("collapsed", "opened").isdisjoint(tokens)


@cache
def ad_hosts() -> tuple[str, ...]:
    """Return the domains of ad servers whose frames are ad slots."""
    return tuple(load_toml("html/zones.toml")["ad_frames"]["hosts"])


@cache
def roles() -> dict[str, Zone]:
    """Return the zones of landmark roles."""
    return {role: Zone(zone) for role, zone in load_toml("html/zones.toml")["roles"].items()}
