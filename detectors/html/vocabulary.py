"""Class names, roles and words that tell the parts of a page apart: data/html/*.toml, read once."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from detectors.data_files import load_toml
from detectors.html.nouns import Zone

_SPLIT = re.compile(r"[-_\s:]+|(?<=[a-z])(?=[A-Z])")
_MAX_NAME = 300


class Words(NamedTuple):
    """The vocabulary of one zone: whole names, words within names, and prefixes of names."""

    names: frozenset[str]
    words: frozenset[str]
    prefixes: tuple[str, ...]


@cache
def zone_words() -> tuple[tuple[Zone, Words], ...]:
    """Return the vocabulary of class names and ids, the most telling zone first."""
    table = load_toml("html/zones.toml")["zone"]
    return tuple(
        (
            Zone(name),
            Words(
                frozenset(entry.get("names", ())),
                frozenset(entry.get("words", ())),
                tuple(entry.get("prefixes", ())),
            ),
        )
        for name, entry in table.items()
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
    tokens = names.split()
    if not words("layout", "words").isdisjoint(names.lower().replace("_", "-").split("-")):
        tokens = [token for token in tokens if not _is_layout(token)]
    for zone, vocabulary in zone_words():
        if any(_speaks(token, vocabulary) for token in tokens):
            return zone
    return None


def _is_layout(token: str) -> bool:
    """Tell whether a name describes the arrangement of the page ("has-sidebar"), not a part of it."""
    return not words("layout", "words").isdisjoint(_SPLIT.split(token.lower()))


def _speaks(token: str, vocabulary: Words) -> bool:
    low = token.lower()
    if low in vocabulary.names or (vocabulary.prefixes and low.startswith(vocabulary.prefixes)):
        return True
    return bool(vocabulary.words) and not vocabulary.words.isdisjoint(part.lower() for part in _SPLIT.split(token))


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
