"""Scenarios: a URL of the private internet and what `masthead check` has to say about it.

A folder `scenarios/<name>/scenario.toml` holds `title`, `url`, `why` (the rule of the decision table that decides), an
`[expect]` table with the keys of `EXPECTATIONS`, and what the private internet serves for it (`internet/spec.py`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.functional.internet.history import SETTINGS

SCENARIOS = Path(__file__).parent / "scenarios"
ACCUSING = frozenset({"undisclosed_control", "strong_indicators"})
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario; `forbid` are strings that must occur nowhere, `forbid_output` not in what is printed."""

    name: str
    title: str
    url: str
    why: str
    expect: Mapping[str, Any]
    history: bool = False  # whether the archive's and the certificate logs' addresses are set
    resolve_links: bool = False

    @property
    def settings(self) -> Mapping[str, str]:
        """Return the settings that the scenario adds to those of the private internet."""
        resolving = {"MASTHEAD_RESOLVE_LINKS": "on"} if self.resolve_links else {}
        return {**(SETTINGS if self.history else {}), **resolving}

    @property
    def forbid(self) -> tuple[str, ...]:
        """Strings that must occur in no output, log or store."""
        return tuple(self.expect.get("forbid", ()))

    @property
    def forbid_output(self) -> tuple[str, ...]:
        """Strings that must not be printed."""
        return (*self.forbid, *self.expect.get("forbid_output", ()))


def load_scenarios(folder: Path = SCENARIOS) -> tuple[Scenario, ...]:
    """Read every scenario, in the order of their names."""
    return tuple(_read(file) for file in sorted(folder.glob("*/scenario.toml")))


def _read(file: Path) -> Scenario:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    further = {key: data[key] for key in ("history", "resolve_links") if key in data}
    return Scenario(file.parent.name, data["title"], data["url"], data["why"], data["expect"], **further)


def differences(expect: Mapping[str, Any], document: Document) -> list[str]:
    """Return one line for each expectation that the verdict document does not meet."""
    return [
        f"{key}: expected {value!r}, found {found!r}"
        for key, value in expect.items()
        if key in EXPECTATIONS
        for met, found in [EXPECTATIONS[key](value, document)]
        if not met
    ]


Compare = Callable[[Any, Document], tuple[bool, Any]]


def _one_of(*path: str) -> Compare:
    def compare(value: Any, document: Document) -> tuple[bool, Any]:
        found = _at(document, path)
        return found in (value if isinstance(value, list) else [value]), found

    return compare


def _all_in(*paths: tuple[str, ...], field: str = "", among: bool = True) -> Compare:
    """Compare a list of codes with the lists at `paths`: all of them must be there, or (`among` false) none."""

    def compare(value: Any, document: Document) -> tuple[bool, Any]:
        found = {item[field] if field else item for path in paths for item in _at(document, path)}
        return (set(value) <= found if among else not set(value) & found), sorted(found)

    return compare


def _named(*path: str) -> Compare:
    """Compare a name with an object's `name` or `id`; "" stands for null."""

    def compare(value: Any, document: Document) -> tuple[bool, Any]:
        found = _at(document, path)
        if found is None:
            return value == "", None
        return value != "" and value in (found.get("id"), found["name"]), found

    return compare


def _mentioned(fields: tuple[str, ...], *path: str) -> Compare:
    """Compare names with the words of a list of objects: each occurs in one of them."""

    def compare(value: Any, document: Document) -> tuple[bool, Any]:
        found = [str(item[field]) for item in _at(document, path) for field in fields]
        return all(any(name.casefold() in words.casefold() for words in found) for name in value), found

    return compare


def _at(document: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        document = document[name]
    return document


def _found(*, among: bool = True) -> Compare:
    """Compare a list of detectors with those that found something: all of them did, or (`among` false) none."""

    def compare(value: Any, document: Document) -> tuple[bool, Any]:
        found = {finding["detector"] for finding in document["findings"] if finding["state"] == "found"}
        return (set(value) <= found if among else not set(value) & found), sorted(found)

    return compare


_MARKERS = (("disclosure", "owner", "markers"), ("disclosure", "material", "markers"))
EXPECTATIONS: Mapping[str, Compare] = {
    "verdict": _one_of("verdict"),
    "site_verdict": _one_of("site_verdict"),
    "scope": _one_of("scope"),
    "site": _one_of("site"),
    "presentation": _one_of("presentation"),
    "private_party": _one_of("private_party"),
    "control": _one_of("control", "level"),
    "owner_level": _one_of("disclosure", "owner", "level"),
    "material_level": _one_of("disclosure", "material", "level"),
    "group": _named("control", "group"),
    "entity": _named("control", "entity"),
    "notes": _all_in(("notes",)),
    "no_notes": _all_in(("notes",), among=False),
    "reasons": _all_in(("disclosure", "owner", "reasons"), ("disclosure", "material", "reasons")),
    "marker_kinds": _all_in(*_MARKERS, field="kind"),
    "no_marker_kinds": _all_in(*_MARKERS, field="kind", among=False),
    "missing": _all_in(("coverage", "missing"), field="reason"),
    "signals": _found(),
    "no_signals": _found(among=False),
    "chain": _mentioned(("from", "to"), "control", "chain"),
    "promotes": _mentioned(("name",), "promotes"),
}
KEYS = frozenset(EXPECTATIONS) | {"forbid", "forbid_output"}


def occurrences(strings: tuple[str, ...], text: str) -> Iterator[str]:
    """Yield those of `strings` that occur in `text`, whatever their case."""
    folded = text.casefold()
    return (string for string in strings if string.casefold() in folded)
