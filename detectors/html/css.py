"""Style sheets: the rules that can hide text, with the selectors that a path of elements can answer.

A sheet is scanned once for its rules and each rule is filed under the last compound of its selector (id, class or tag).
Selectors that need more than an element and its ancestors (siblings, attributes, states) are left out: such a rule says
nothing about what a reader sees at rest, or too little to be sure.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from detectors.html.media import BOTH, viewports

MAX_RULES = 20_000  # per sheet; a real one has a few thousand
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*+(?:\"|$|\\)|'(?:[^'\\\n]|\\.)*+(?:'|$|\\)", re.MULTILINE)
_PIECE = re.compile(r"([^{}]*+)([{}]|\Z)")
_NOT = re.compile(r":not\(\s*([.#]?[\w-]+)\s*\)")
_COMPOUND = re.compile(r"([a-zA-Z][\w-]*|\*)?((?:[.#][\w-]+)*)\Z")
_PLAIN = re.compile(r"(?:(?:[.#][\w-]+|[a-zA-Z][\w-]*)(?:\s+|\Z))+\Z")  # descendants, each one tag, class or id
_NAME = re.compile(r"[.#]?[\w-]+")
_COMBINATOR = re.compile(r"\s*([>+~])\s*|\s+")
_IMPORTANT = re.compile(r"\s*!\s*important\s*\Z", re.IGNORECASE)
_MAX_SELECTOR = 400
_MAX_VALUE = 300  # characters; longer values are pictures

_LAYOUT = ("display", "position", "left", "top", "right", "bottom", "width", "height", "max-height", "max-width")
_MOVED = ("overflow", "text-indent", "margin-left", "margin-top", "transform", "clip", "clip-path")
_VEILED = ("visibility", "opacity", "content-visibility", "filter", "animation", "animation-name")
_INK = ("color", "-webkit-text-fill-color", "background", "background-color", "background-image", "font-size", "font")
PROPERTIES = frozenset((*_LAYOUT, *_MOVED, *_VEILED, *_INK))


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


class Raw(NamedTuple):
    """A rule as scanned; most rules of a sheet are never asked for and stay so."""

    selector: str
    order: int
    views: int
    body: str


# By the ancestor's key, rules whose last compound is the key alone; and the others, each with its ancestor's key.
Filed: TypeAlias = tuple[dict[str, tuple[Rule, ...]], list[tuple[str, Rule]]]


class Sheet:
    """The rules of style sheets, filed by the key of their last compound: ``#id``, ``.class``, ``tag`` or ``*``."""

    def __init__(self, raws: dict[str, list[Raw]]) -> None:
        self.raws = raws
        self._rules: dict[str, dict[str, list[Rule]]] = {}
        selectors = " ".join({raw.selector for filed in raws.values() for raw in filed})
        self.asked = frozenset(_NAME.findall(selectors))

    def rules(self, key: str) -> dict[str, list[Rule]]:
        """Return the rules of a key by the ancestor (as a key) that they ask for, "" where they ask for none."""
        found = self._rules.get(key)
        if found is None:
            found = self._rules[key] = {}
            for selector, order, views, body in self.raws[key]:
                compounds = _compounds(selector)
                kept = declarations(body) if compounds else ()
                if kept:
                    rule = Rule(compounds, _weight(compounds), order, views, kept)
                    found.setdefault(_ancestor(compounds), []).append(rule)
        return found


@lru_cache(maxsize=8192)
def declarations(body: str) -> tuple[Declaration, ...]:
    """Return the declarations of a rule's body or a style attribute that matter for sight, in order."""
    out = []
    for part in body.split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in PROPERTIES:
            value = value.strip()[-_MAX_VALUE:].lower()
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
    raws: dict[str, list[Raw]] = {}
    count = 0
    for prelude, body, views in _bodies(css):
        for selector in prelude.split(","):
            count += 1
            key = _key(selector)
            if key and count <= MAX_RULES:
                raws.setdefault(key, []).append(Raw(selector.strip(), count, views, body))
    return Sheet(raws)


class Cascade:
    """Several sheets as one, the later ones after the earlier ones; `keys` are all that some rule is filed under,
    `asked` all tags, classes and ids that some selector names."""

    def __init__(self, sheets: list[Sheet]) -> None:
        self._sheets = sheets
        self._rules: dict[str, dict[str, list[Rule]]] = {}
        self._filed: dict[str, Filed] = {}
        self.keys = frozenset[str]().union(*(one.raws for one in sheets))
        self.asked = frozenset[str]().union(*(one.asked for one in sheets))
        self.asked_classes = frozenset(name[1:] for name in self.asked if name[0] == ".")
        self.asked_ids = frozenset(name[1:] for name in self.asked if name[0] == "#")

    def rules(self, key: str) -> dict[str, list[Rule]]:
        """Return the rules of one of `keys`, by ancestor as `Sheet.rules` does."""
        found = self._rules.get(key)
        if found is None:
            found = self._rules[key] = {}
            for index, one in enumerate(self._sheets):
                for ancestor, rules in one.rules(key).items() if key in one.raws else ():
                    found.setdefault(ancestor, []).extend(_later(rules, index * MAX_RULES) if index else rules)
        return found

    def filed(self, key: str) -> Filed:
        """Return the rules of one of `keys`: those whose last compound is the key alone, which fit, and the others."""
        found = self._filed.get(key)
        if found is None:
            sure: dict[str, tuple[Rule, ...]] = {}
            others: list[tuple[str, Rule]] = []
            for ancestor, rules in self.rules(key).items():
                fitting = tuple(rule for rule in rules if _is_key(rule.compounds[0]))
                if fitting:
                    sure[ancestor] = fitting
                others += [(ancestor, rule) for rule in rules if not _is_key(rule.compounds[0])]
            found = self._filed[key] = sure, others
        return found


@lru_cache(maxsize=64)  # the pages of a site share their style sheets
def cascade(sheets: tuple[Sheet, ...]) -> Cascade:
    """Return the cascade of these sheets, in which what one page asks for stays compiled for the next."""
    return Cascade(list(sheets))


def _is_key(compound: Compound) -> bool:
    _, tag, identifier, classes, absent = compound
    return not absent and (tag != "") + (identifier != "") + len(classes) <= 1


def _later(rules: list[Rule], by: int) -> list[Rule]:
    return [Rule(r.compounds, r.weight, r.order + by, r.views, r.declarations) for r in rules]


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
        elif brace and open_preludes:
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
    if _PLAIN.match(selector):
        return tuple(map(_simple, reversed(selector.split())))
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


@lru_cache(maxsize=8192)
def _simple(name: str) -> Compound:
    """Return the compound of one tag, class or id."""
    if name[0] == ".":
        return Compound(" ", "", "", frozenset((name[1:],)), frozenset())
    return (
        Compound(" ", "", name[1:], frozenset(), frozenset())
        if name[0] == "#"
        else Compound(" ", name.lower(), "", frozenset(), frozenset())
    )


def _key(selector: str) -> str:
    """Return the key of a selector's last compound, "" when the selector asks for more than a path can answer."""
    if "[" in selector or len(selector) > _MAX_SELECTOR or (":" in selector and not _only_negates(selector)):
        return ""
    parts = selector.split()
    if not parts:
        return ""
    tail = parts[-1].partition(":")[0]
    for mark in ">+~":
        tail = tail.rpartition(mark)[2]
    if "#" in tail:
        return "#" + tail.rpartition("#")[2].partition(".")[0]
    return "." + tail.split(".", 2)[1] if "." in tail else tail.lower() or "*"


def _only_negates(selector: str) -> bool:
    return selector.count(":") == selector.count(":not(")


def _ancestor(compounds: tuple[Compound, ...]) -> str:
    """Return a key that some ancestor must have, "" when there is none."""
    for compound in compounds[1:]:
        if compound.id:
            return f"#{compound.id}"
        if compound.classes:
            return f".{min(compound.classes)}"
    return next((compound.tag for compound in compounds[1:] if compound.tag), "")


def _weight(compounds: tuple[Compound, ...]) -> int:
    return sum((c.id != "") * 10_000 + (len(c.classes) + len(c.absent)) * 100 + (c.tag != "") for c in compounds)
