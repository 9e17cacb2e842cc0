"""The sentences of the product, one TOML file a language; both files have the same keys (a test compares them)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

LANGUAGES = ("en", "fr")
SIGNS = MappingProxyType(
    {
        "undisclosed_control": "!",
        "strong_indicators": "!?",
        "agency_run": "A",
        "weakly_disclosed": "~",
        "undisclosed_material_link": "$",
        "disclosed": "i",
        "no_finding": "-",
        "cannot_say": "?",
    }
)
COLOURS = MappingProxyType(
    {
        "undisclosed_control": "red",
        "disclosed": "blue",
        "no_finding": "grey",
        "cannot_say": "grey",
    }
)  # all others are amber


class Messages:
    """The sentences of one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        text = resources.files(__package__).joinpath(f"{lang}.toml").read_text(encoding="utf-8")
        self._tables: dict[str, dict[str, str]] = tomllib.loads(text)

    def __call__(self, table: str, key: str, **values: object) -> str:
        """Return a sentence with its places filled; a code without one is shown as it is, never left out."""
        sentence = self._tables[table].get(key)
        return key.replace("_", " ") if sentence is None else sentence.format(**values)

    def table(self, name: str) -> Mapping[str, str]:
        """Return the sentences of one table, unfilled."""
        return self._tables[name]

    def keys(self) -> set[tuple[str, str]]:
        """Return every (table, key)."""
        return {(table, key) for table, rows in self._tables.items() for key in rows}


@cache
def messages(lang: str) -> Messages:
    """Return the sentences of `lang`, or the English ones."""
    return Messages(lang if lang in LANGUAGES else "en")


def colour(level: str) -> str:
    """Return red, amber, blue or grey."""
    return COLOURS.get(level, "amber")
