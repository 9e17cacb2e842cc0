"""Placeholders and privacy services: what stands in an owner's place without being one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from detectors.data_files import load_toml
from detectors.registration.fold import contains_words, fold, squash

_SHORTEST_IN_HOST = 9
_EMAIL = re.compile(r"[\w.+%~-]{1,64}@[\w-]+(?:\.[\w-]+)+\Z")
_DOMAIN_ONLY = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[\w-]{2,}(?:/\S*)?\Z")


class Shown(Enum):
    """What a holder's field shows."""

    NAME = "name"
    HIDDEN = "hidden"
    SERVICE = "service"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class _Lists:
    hidden: frozenset[str]
    opening: tuple[str, ...]
    ending: tuple[str, ...]
    blank: frozenset[str]
    service: tuple[str, ...]
    service_hosts: tuple[str, ...]


@cache
def _lists() -> _Lists:
    data = load_toml("registration/concealment.toml")
    hidden = frozenset(map(fold, data["hidden"]))
    several = tuple(f"{words} " for words in sorted(hidden) if " " in words)
    glued = {squash(words) for words in data["service"]}
    return _Lists(
        hidden,
        tuple(f"{fold(word)} " for word in data["opening"]) + several,
        tuple(f" {fold(word)}" for word in data["ending"]),
        frozenset(map(fold, data["blank"])),
        tuple(map(fold, data["service"])),
        tuple(sorted(word for word in glued if len(word) >= _SHORTEST_IN_HOST)),
    )


@lru_cache(maxsize=4096)
def shown(value: str) -> Shown:
    """Say what `value` (a holder's name or organisation as written) shows."""
    lists = _lists()
    text = fold(value)
    if text in lists.blank or not any(map(str.isalpha, value)):
        return Shown.NOTHING
    if text in lists.hidden or f"{text} ".startswith(lists.opening):
        return Shown.HIDDEN
    if text.endswith(lists.ending) or any(contains_words(text, words) for words in lists.service):
        return Shown.SERVICE
    if _EMAIL.match(value) or (_DOMAIN_ONLY.match(value) and "://" in value):
        return Shown.NOTHING
    if not text.isascii() and any(not h.isascii() and h in text for h in lists.hidden if len(h) > 2):
        return Shown.HIDDEN
    return Shown.NAME


def is_service_host(host: str) -> bool:
    """Say whether an e-mail's host is a privacy service's ("x.whoisprivacyservices.com.au")."""
    glued = squash(host)
    return any(word in glued for word in _lists().service_hosts)


def warm() -> None:
    """Load the lists, so that nothing is read while parsing."""
    _lists()
