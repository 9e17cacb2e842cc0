"""Indicators: values that several sites can share, such as analytics and advertising accounts.

An indicator is no evidence of ownership; it ties operators (agencies, webmasters, platforms) at most. The kinds and
their strict patterns are data (``data/indicators.toml``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from detectors.data_files import load_toml
from detectors.page import Document


@dataclass(frozen=True, slots=True, order=True)
class Indicator:
    """One account id: `kind` as in the data, `value` as issued by the service, `label` what to call it."""

    kind: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class _Kind:
    id: str
    label: str
    where: frozenset[str]
    key: str
    pattern: re.Pattern[str]


@cache
def kinds() -> tuple[_Kind, ...]:
    """Return the kinds of indicators that we know."""
    return tuple(
        _Kind(entry["id"], entry["label"], frozenset(entry["in"]), entry.get("key", ""), re.compile(entry["pattern"]))
        for entry in load_toml("indicators.toml")["indicator"]
    )


def indicators_of(document: Document) -> tuple[Indicator, ...]:
    """Return the accounts that a page carries, each once, sorted."""
    scripts = "\n".join((*document.inline_scripts, *(f'"{url}"' for url in document.resources)))
    links = "\n".join(link.url for link in document.links if link.url)
    texts = {"scripts": scripts, "links": links}
    found: set[Indicator] = set()
    for kind in kinds():
        searched = [texts[place] for place in kind.where if place in texts]
        if "metas" in kind.where:
            searched.append(document.metas.get(kind.key, ""))
        for text in searched:
            found.update(Indicator(kind.id, value, kind.label) for value in kind.pattern.findall(text))
    return tuple(sorted(found))


def warm() -> None:
    """Compile the patterns."""
    kinds()
