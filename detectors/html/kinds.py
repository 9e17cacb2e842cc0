"""A kind of element: all that tag, classes, id, style and role say of it, whatever it stands in.

A page has thousands of elements and few kinds: of classes and ids only those count that a style sheet asks for or that
name a part of a page, so ``id="menu-item-123"`` makes no kind of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from detectors.html.css import Cascade, Compound, Declaration, Rule, declarations
from detectors.html.nouns import Zone
from detectors.html.tags import FOLDED, INLINE, MARKED, REGIONS, TAG_ZONES, WHOLE_PAGE
from detectors.html.vocabulary import Meaning, meaning, roles, tokens_of

_MAX_KINDS = 20_000  # a page with more is hostile; the rest of its elements say nothing by their names
_MAX_FITS = 300_000  # rules looked at for one page


_Key: TypeAlias = tuple[str, int, int, str | None, str | None, bool, bool]

_RARE = frozenset(("style", "role", "hidden", "open"))
# Elements that hold no text of the page and have no alternative for one.
_WITHOUT_TEXT = frozenset(("base", "link", "meta", "param", "source", "track", "script", "style", "title"))


class Said(NamedTuple):
    """What class names (or an id) say: those that some rule asks for, and the part of the page that they name."""

    asked: frozenset[str]
    meaning: Meaning


class Kind(NamedTuple):
    """What is known of an element before its place; `number` tells kinds apart, 0 is an element that says nothing."""

    number: int
    tag: str = ""
    classes: frozenset[str] = frozenset()
    id: str = ""
    zone: Zone | None = None  # by class, id or role
    masthead: bool = False
    card: bool = False  # may be one item of a list
    open: bool = False
    folded: str = ""  # why hidden, by tag, attributes and names alone
    own: tuple[Declaration, ...] = ()  # its style attribute
    rules: Mapping[str, tuple[Rule, ...]] = MappingProxyType({})  # that fit, by the key of an ancestor they ask for
    ancestors: frozenset[str] = frozenset()  # the keys of `rules`
    keys: frozenset[str] = frozenset()  # what rules may ask for when it stands around other elements
    zoned: bool = False  # its tag or names may change the zone


PLAIN = Kind(0)
_ZONED = frozenset((*TAG_ZONES, *REGIONS, "h1", "header")) - WHOLE_PAGE


class Kinds:
    """Makes the kinds of one page from what its style sheets ask for."""

    def __init__(self, sheet: Cascade) -> None:
        self._sheet = sheet
        self._fits = 0
        self._met: dict[_Key, Kind] = {}
        self._plain: dict[tuple[str, str | None, str | None], Kind] = {}  # by tag, class and id, without `_RARE`
        self._said: dict[Said, int] = {}
        self._numbers: dict[str, int] = {}  # class attributes, and ids after "#"
        self._listed: list[Said] = []

    def of(self, tag: str, attrs: Mapping[str, str]) -> Kind:
        """Return the kind of an element."""
        if tag in _WITHOUT_TEXT:
            return PLAIN
        get = attrs.get
        plain = attrs.keys().isdisjoint(_RARE)
        said = (tag, get("class"), get("id"))
        kind = self._plain.get(said) if plain else None
        if kind is not None:
            return kind
        names, name = get("class"), get("id")
        key = (
            tag,
            self._numbered(names, "") if names else 0,
            self._numbered(name, "#") if name else 0,
            get("style"),
            get("role"),
            "hidden" in attrs,
            "open" in attrs,
        )
        kind = self._met.get(key) or self._add(key)
        if plain and len(self._plain) < _MAX_KINDS:
            self._plain[said] = kind
        return kind

    def _numbered(self, names: str, mark: str) -> int:
        number = self._numbers.get(mark + names if mark else names)
        return self._number(names, mark) if number is None else number

    def _number(self, names: str, mark: str) -> int:
        """Return which of the listed sayings class names, or an id (`mark` "#"), come to; 0 for none."""
        tokens, said = tokens_of(names) if not mark else ((names,), meaning(names))
        asked = self._sheet.asked_ids if mark else self._sheet.asked_classes
        saying = Said(asked.intersection(tokens), said)
        number = self._said.get(saying, 0)
        if not number and (saying.asked or any(said)) and len(self._said) < _MAX_KINDS:
            self._listed.append(saying)
            number = self._said[saying] = len(self._listed)
        if len(self._numbers) < _MAX_KINDS:
            self._numbers[mark + names] = number
        return number

    def _add(self, key: _Key) -> Kind:
        if len(self._met) >= _MAX_KINDS:
            return PLAIN
        kind = self._met[key] = self._make(key)
        return kind

    def _make(self, key: _Key) -> Kind:
        tag, names, name, style, role, hidden, opened = key
        by_class = self._listed[names - 1] if names else _NOTHING
        by_id = self._listed[name - 1] if name else _NOTHING
        said = by_class.meaning
        role = (role or "").strip().lower()
        identifier = next(iter(by_id.asked), "")
        zone = said.zone or by_id.meaning.zone or (roles().get(role) if role else None)
        masthead = said.masthead or by_id.meaning.masthead or role == "banner"
        rules = self._rules(tag, by_class.asked, identifier)
        kind = Kind(
            len(self._met) + 1,
            tag,
            by_class.asked,
            identifier,
            zone,
            masthead,
            tag == "article" or (said.card and tag not in INLINE and tag not in WHOLE_PAGE),
            opened,
            _folded(tag, hidden, opened, said),
            declarations(style) if style else (),
            rules,
            frozenset(rules),
            frozenset((tag, f"#{identifier}", *(f".{name}" for name in by_class.asked))),
            tag not in WHOLE_PAGE and (tag in _ZONED or zone is not None or masthead),
        )
        return kind if any(kind[2:11]) or tag in MARKED or tag in self._sheet.asked else PLAIN

    def _rules(self, tag: str, classes: frozenset[str], identifier: str) -> dict[str, tuple[Rule, ...]]:
        known = self._sheet.keys
        found: dict[str, tuple[Rule, ...]] = {}
        for key in (tag, *(f".{name}" for name in sorted(classes)), f"#{identifier}", "*"):
            if key not in known or self._fits > _MAX_FITS:
                continue
            sure, others = self._sheet.filed(key)
            self._fits += len(sure) + len(others)
            for ancestor, rules in sure.items() if found else ():
                found[ancestor] = (*found.get(ancestor, ()), *rules)
            found = found or dict(sure)
            for ancestor, rule in others:
                if fits(tag, classes, identifier, rule.compounds[0]):
                    found[ancestor] = (*found.get(ancestor, ()), rule)
        return found


_NOTHING = Said(frozenset(), meaning(""))


def _folded(tag: str, hidden: bool, opened: bool, said: Meaning) -> str:
    if hidden:
        return "attribute"
    if tag in ("noscript", "template"):
        return tag
    folded = (tag in FOLDED and not opened) or (said.folded and not said.opened)
    return "collapsed" if folded and tag not in WHOLE_PAGE else ""


def fits(tag: str, classes: frozenset[str], identifier: str, compound: Compound) -> bool:
    """Tell whether an element answers one compound selector."""
    _, wanted, name, names, absent = compound
    if (wanted and wanted != tag) or (name and name != identifier) or not names <= classes:
        return False
    return not absent or not any(
        one[1:] in classes if one[0] == "." else one[1:] == identifier if one[0] == "#" else one == tag
        for one in absent
    )
