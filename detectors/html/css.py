"""Style sheets: the rules that can hide text, with the selectors that a path of elements can answer.

A sheet is scanned once for its rules and each rule is filed under the last compound of its selector (id, class or tag).
Selectors that need more than an element and its ancestors (siblings, attributes, states) are left out: such a rule says
nothing about what a reader sees at rest, or too little to be sure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from detectors.html.media import BOTH, viewports

MAX_RULES = 20_000  # per sheet; a real one has a few thousand
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'")
_PIECE = re.compile(r"([^{}]*+)([{}])")
_NOT = re.compile(r":not\(\s*([.#]?[\w-]+)\s*\)")
_COMPOUND = re.compile(r"([a-zA-Z][\w-]*|\*)?((?:[.#][\w-]+)*)\Z")
_COMBINATOR = re.compile(r"\s*([>+~])\s*|\s+")
_IMPORTANT = re.compile(r"\s*!\s*important\s*\Z", re.IGNORECASE)
_MAX_SELECTOR = 400

PROPERTIES = frozenset(
    ["display", "visibility", "opacity", "position", "left", "top", "right", "bottom", "text-indent", "clip", "clip-path", "width", "height", "max-height", "max-width", "overflow", "font-size", "font", "color", "background", "background-color", "background-image", "transform", "margin-left", "margin-top", "animation", "animation-name", "content-visibility", "filter", "-webkit-text-fill-color"]
)


class Declaration(NamedTuple):
    """One declaration whose property matters for sight."""

    name: str
    value: str
    important: bool


class Compound(NamedTuple):
    """One compound selector; `combinator` ties it to the compound on its left ("" for the leftmost)."""

    combinator: str
    tag: str
    id: str
    classes: frozenset[str]
    absent: frozenset[str]


class Rule(NamedTuple):
    """One selector with its declarations; `compounds` runs from right to left."""

    compounds: tuple[Compound, ...]
    weight: int  # specificity
    order: int
    views: int  # bit set of viewports (detectors.html.media)
    declarations: tuple[Declaration, ...]


@dataclass(frozen=True)
class Sheet:
    """Rules by the key of their last compound: ``#id``, ``.class``, ``tag`` or ``*``."""

    rules: dict[str, list[Rule]] = field(default_factory=dict)
    chained: bool = False  # some rule looks at ancestors


@lru_cache(maxsize=8192)
def declarations(body: str) -> tuple[Declaration, ...]:
    """Return the declarations of a rule's body or a style attribute that matter for sight, in order."""
    out = []
    for part in body.split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in PROPERTIES:
            value = value.strip().lower()
            plain = _IMPORTANT.sub("", value)
            out.append(Declaration(name, plain, plain != value))
    return tuple(out)


@lru_cache(maxsize=256)
def sheet(css: str) -> Sheet:
    """Read one style sheet; anything that is not understood is left out."""
    if "/*" in css or "<!--" in css:
        css = _COMMENT.sub(" ", css)
    if '"' in css or "'" in css:
        css = _STRING.sub('""', css)
    rules: dict[str, list[Rule]] = {}
    chained = False
    count = 0
    for prelude, body, views in _bodies(css):
        found = declarations(body)
        if not found:
            continue
        for selector in prelude.split(","):
            compounds = _compounds(selector.strip())
            count += 1
            if not compounds or count > MAX_RULES:
                continue
            chained = chained or len(compounds) > 1
            rules.setdefault(_key(compounds[0]), []).append(Rule(compounds, _weight(compounds), count, views, found))
    return Sheet(rules, chained)


def merge(sheets: list[Sheet]) -> Sheet:
    """Return the sheets as one, the later ones after the earlier ones."""
    rules: dict[str, list[Rule]] = {}
    for index, one in enumerate(sheets):
        for key, found in one.rules.items():
            moved = [rule._replace(order=rule.order + index * MAX_RULES * 2) for rule in found] if index else found
            rules.setdefault(key, []).extend(moved)
    return Sheet(rules, any(one.chained for one in sheets))


def _bodies(css: str) -> list[tuple[str, str, int]]:
    """Return (selectors, declarations, viewports) of every rule; rules for print or inside @keyframes are none."""
    out = []
    open_preludes: list[tuple[str, int]] = []
    views = BOTH
    for match in _PIECE.finditer(css):
        text, brace = match.groups()
        if brace == "{":
            prelude = text.rpartition(";")[2].strip()
            open_preludes.append((prelude, views))
            if prelude.startswith("@"):
                views &= viewports(prelude[:_MAX_SELECTOR])
        elif open_preludes:
            prelude, outer = open_preludes.pop()
            if views and text and not prelude.startswith("@") and not text.isspace():
                out.append((prelude, text, views))
            views = outer
    return out


@lru_cache(maxsize=16384)
def _compounds(selector: str) -> tuple[Compound, ...]:
    """Return the compounds of a selector from right to left, or () when it asks for more than a path can answer."""
    if not selector or len(selector) > _MAX_SELECTOR:
        return ()
    absent = _NOT.findall(selector) if ":not" in selector else []
    if absent and selector.find(" ", selector.find(":not")) >= 0:
        return ()  # a negation is only read in the last compound
    bare = _NOT.sub("", selector) if absent else selector
    if ":" in bare or "[" in bare or "\\" in bare:
        return ()
    parts = _COMBINATOR.split(bare)
    out = []
    for index in range(0, len(parts), 2):
        match = _COMPOUND.match(parts[index] or "")
        mark = parts[index - 1] if index else None
        if match is None or not parts[index] or mark in ("+", "~"):
            return ()
        tag, names = match.groups()
        names = re.findall(r"[.#][\w-]+", names)
        ids = [name[1:] for name in names if name[0] == "#"]
        classes = frozenset(name[1:] for name in names if name[0] == ".")
        combinator = "" if not index else (mark or " ")
        tag = "" if tag in (None, "*") else tag.lower()
        out.append(Compound(combinator, tag, ids[0] if ids else "", classes, frozenset()))
    out[-1] = out[-1]._replace(absent=frozenset(absent))
    return tuple(reversed(out))


def _key(last: Compound) -> str:
    if last.id:
        return f"#{last.id}"
    if last.classes:
        return f".{min(last.classes)}"
    return last.tag or "*"


def _weight(compounds: tuple[Compound, ...]) -> int:
    return sum((c.id != "") * 10_000 + (len(c.classes) + len(c.absent)) * 100 + (c.tag != "") for c in compounds)
