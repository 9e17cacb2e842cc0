"""The labels of registries: what a key of an answer means, read from ``data/registration/keys.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from detectors.data_files import load_toml
from detectors.registration.fold import fold

_DIGITS = re.compile(r"(?: \d+)+\Z|(?<=[a-z])\d+\Z")
_PARENTHESES = re.compile(r"\([^()]{0,120}\)")
_ENUMERATOR = re.compile(r"\A(?:[a-z]|\d{1,2}[a-z]?) ")
_FILLERS = frozenset(
    {
        "the",
        "of",
        "s",
        "du",
        "de",
        "del",
        "da",
        "di",
        "la",
        "le",
        "contact",
        "info",
        "information",
        "details",
        "c",
        "hdl",
        "ref",
    }
)
_OF = frozenset({"of", "the", "du", "de", "del", "da", "do", "des", "di", "by"})
_EXTRA = frozenset({"internationalized", "registry", "domain", "primary", "original", "data", "current", "name"})
_LONGEST_LABEL = 160


@dataclass(frozen=True, slots=True)
class Key:
    """What a label means.

    `role` is whose field it is: "registrant", "registrar", "reseller", "registry", "contact" (administrative,
    technical, billing, ...), "domain", or "" when only the place tells. `field` is "self" for a bare role, a field of
    ``keys.toml``, or "" for a label that is not known.
    """

    role: str
    field: str


UNKNOWN = Key("", "")


@dataclass(frozen=True, slots=True)
class _Tables:
    roles: dict[str, str]
    fields: dict[str, str]
    domain: dict[str, str]
    longest_role: int
    role_words: frozenset[str]


@cache
def _tables() -> _Tables:
    def inverted(table: dict[str, list[str]]) -> dict[str, str]:
        return {fold(word): meaning for meaning, words in table.items() for word in words}

    data = load_toml("registration/keys.toml")
    roles = inverted(data["role"])
    longest = max(len(role.split()) for role in roles)
    words = _EXTRA.union(*(role.split() for role in roles))
    return _Tables(roles, inverted(data["field"]), inverted(data["domain"]), longest, words)


@lru_cache(maxsize=8192)
def resolve(label: str) -> Key:
    """Return what `label` means; labels that the vocabulary does not hold give `UNKNOWN`."""
    if len(label) > _LONGEST_LABEL:
        return UNKNOWN
    plain = _PARENTHESES.sub("", label)
    texts = [fold(part) for part in (label, plain, *plain.split("/")) if part]
    for text in texts:
        for form in (text, _ENUMERATOR.sub("", text, count=1), _DIGITS.sub("", text)):
            key = _whole(form)
            if key is not UNKNOWN:
                return key
    words = _DIGITS.sub("", fold(plain)).split()
    return UNKNOWN if _tables().role_words.isdisjoint(words) else _split(words)


def _whole(text: str) -> Key:
    tables = _tables()
    if text in tables.domain:
        return Key("domain", tables.domain[text])
    if text in tables.roles:
        return Key(tables.roles[text], "self")
    if text in tables.fields:
        return Key("", tables.fields[text])
    return UNKNOWN


def _split(words: list[str]) -> Key:
    """Read a label as role and field, in either order: "owner orgname", "name of the registrant"."""
    tables = _tables()
    while len(words) > 1 and words[0] in _EXTRA and " ".join(words) not in tables.roles:
        words = words[1:]
    for size in range(min(tables.longest_role, len(words)), 0, -1):
        role = tables.roles.get(" ".join(words[:size]))
        if role:
            return Key(role, _field(words[size:]))
    for size in range(min(tables.longest_role, len(words) - 1), 0, -1):
        role = tables.roles.get(" ".join(words[-size:]))
        if role and words[-size - 1] in _OF and (field := _field(words[: -size - 1])) not in ("self", "other"):
            return Key(role, field)
    return _whole(" ".join(words))


def _field(words: list[str]) -> str:
    """Return the field that `words` name; "self" when only filling words are left, "other" when unknown."""
    tables = _tables()
    for rest in (words, [w for w in words if w not in _FILLERS], [w for w in words if w not in _FILLERS | _EXTRA]):
        text = _DIGITS.sub("", " ".join(rest))
        if text in tables.fields:
            return tables.fields[text]
        if text in tables.domain:
            return tables.domain[text]
        if not rest:
            return "self"
    return "other"


def warm() -> None:
    """Load the vocabulary, so that nothing is read while parsing."""
    _tables()
