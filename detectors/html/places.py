"""A place is a path of open elements as far as sight and zone go.

Elements of the same kinds along the path share one place, so that style rules are matched once per path and not once
per element, and elements that say nothing share the place of those around them. A place keeps what its text needs to
know. Places know their parents but not their children, so that nothing refers to itself in a circle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detectors.html.css import Cascade, Declaration, Rule
from detectors.html.kinds import PLAIN, Kind, Kinds, fits
from detectors.html.media import NARROW, WIDE
from detectors.html.nouns import Zone
from detectors.html.tags import DEFAULT_SIZE, STRONG, TAG_ZONES, WHOLE_PAGE
from detectors.html.visibility import FAINT, TINY, Look, concealed, contrast_of, look

_STEPS = 300_000  # rules and ancestors looked at; a page that asks for more is hostile (a large real one: 10,000)
_MAX_PLACES = 50_000
_ANYWHERE = frozenset(("",))
_INLINE = 1 << 40
_IMPORTANT = 1 << 50
# Zones that a part of the page keeps whatever stands in it, in this order.
_RANK = {
    zone: rank
    for rank, zone in enumerate(
        (Zone.BODY, Zone.ASIDE, Zone.FOOTER, Zone.NAV, Zone.CODE, Zone.QUOTE, Zone.TEASER, Zone.COMMENT, Zone.AD)
    )
}
_BLOCKS = frozenset(("block", "flex", "grid", "list-item", "table"))


class Place:
    """What text directly inside such an element knows: zone, why hidden, look."""

    __slots__ = (
        "above",
        "article",
        "base",
        "breaks",
        "card",
        "contrast",
        "faded",
        "header",
        "hidden",
        "hidden_mobile",
        "kept",
        "kind",
        "look",
        "mobile",
        "named",
        "origin",
        "parent",
        "size",
        "zone",
    )

    def __init__(self, parent: Place | None, kind: Kind, number: int) -> None:
        self.parent = parent
        self.kind = kind
        self.base = number << 20  # plus a kind's number: the path into an element of that kind
        self.card = kind.card
        self.breaks = False  # an inline tag laid out as a block
        if parent is None:
            self.above = _ANYWHERE  # the keys of this place and of all around it, "" for rules that ask for none
            self.zone = Zone.BODY
            self.named = False  # the zone was read from a name, not from a tag
            self.kept = ""  # why hidden with all that it holds
            self.mobile = ""  # the same on the other kind of screen
            self.look = Look()
            self.origin: Place | None = None  # the outermost element around whose name spoke for a zone
            self.header = False  # the site's own header
            self.article = False  # inside an article or main element
        else:
            self.above = parent.above if kind.keys <= parent.above else parent.above | kind.keys
            self.zone, self.named = parent.zone, parent.named
            self.kept, self.mobile, self.look = parent.kept, parent.mobile, parent.look
            self.origin, self.header, self.article = parent.origin, parent.header, parent.article
        self.hidden = self.kept
        self.hidden_mobile = False
        self.size: float | None = None
        self.contrast: float | None = None
        self.faded = ""  # why hidden by its look alone


class Places:
    """Makes the places of one page from its style sheets; `view` is the viewport that readers are taken to have."""

    def __init__(self, sheet: Cascade, complete: bool, view: int) -> None:
        self._complete = complete
        self._view = view
        self._steps = 0
        self._kinds = Kinds(sheet)
        self._made: dict[int, Place] = {}
        self.root = Place(None, PLAIN, 0)
        self.root.size = self.root.look.size if complete else None

    def kind(self, tag: str, attrs: Mapping[str, str]) -> Kind:
        """Return the kind of an element, for `enter`."""
        return self._kinds.of(tag, attrs)

    def enter(self, parent: Place, kind: Kind) -> Place:
        """Return the place of an element inside `parent`, made at its first visit."""
        path = parent.base + kind.number
        place = self._made.get(path)
        if place is None:
            if len(self._made) >= _MAX_PLACES:
                return parent
            place = self._made[path] = Place(parent, kind, len(self._made) + 1)
            if kind.zoned:
                self._settle_zone(place, kind)
            rules = self._matching(place, parent) if kind.rules else ()
            if kind.own or rules or kind.tag in DEFAULT_SIZE:
                self._dress(place, kind.own, rules, kind.tag)
            self._withhold(place, parent)
            self._judge(place, parent)
        return place

    @staticmethod
    def _settle_zone(place: Place, kind: Kind) -> None:
        tag = kind.tag
        by_tag = TAG_ZONES.get(tag)
        if tag in ("main", "article", "h1") and place.zone not in STRONG and (place.named or tag == "main"):
            place.zone, place.named = Zone.BODY, False
        elif tag == "footer" and place.article:
            by_tag = None
        if tag in ("main", "article"):
            place.header, place.article = False, True
            if place.zone is Zone.BODY:
                place.origin = None
        elif (tag == "header" and not place.article) or kind.masthead:
            place.header = True
        zone = by_tag or kind.zone
        if zone is not None and _RANK[zone] > _RANK[place.zone]:
            place.zone, place.named = zone, by_tag is None
            place.origin = place if place.named else None

    def _matching(self, place: Place, parent: Place) -> list[Rule]:
        asked = place.kind.rules
        found: list[Rule] = []
        for ancestor in parent.above & place.kind.ancestors:
            self._steps += len(asked[ancestor])
            if self._steps > _STEPS:
                return []
            found += [rule for rule in asked[ancestor] if len(rule.compounds) == 1 or self._climbs(place, rule)]
        return found

    def _climbs(self, place: Place, rule: Rule) -> bool:
        """Tell whether the ancestors of `place` answer the rest of the selector (nearest fit; no backtracking)."""
        up = place
        for index in range(1, len(rule.compounds)):
            near = rule.compounds[index - 1].combinator == ">"
            wanted = rule.compounds[index]
            while True:
                self._steps += 1
                if up.parent is None or self._steps > _STEPS:
                    return False
                up = up.parent
                kind = up.kind
                if fits(kind.tag, kind.classes, kind.id, wanted):
                    break
                if near:
                    return False
        return True

    def _dress(self, place: Place, own: tuple[Declaration, ...], rules: Sequence[Rule], tag: str) -> None:
        style = _winners(own, rules, self._view)
        em = place.look.size
        place.look = look(style, place.look, DEFAULT_SIZE.get(tag, 1.0))
        if tag == "html":
            place.look = place.look._replace(root=place.look.size)
        if tag not in WHOLE_PAGE:
            place.kept = _hidden(style, em, place.kept)
            if any(rule.views != WIDE | NARROW for rule in rules):
                place.mobile = _hidden(_winners(own, rules, WIDE + NARROW - self._view), em, place.mobile)
            else:
                place.mobile = _hidden(style, em, place.mobile)
        place.breaks = style.get("display", "inline") in _BLOCKS

    @staticmethod
    def _withhold(place: Place, parent: Place) -> None:
        if place.kept:
            return
        kind = place.kind
        why = "" if kind.folded == "attribute" and place.breaks else kind.folded
        if not why and parent.kind.tag == "details" and kind.tag != "summary" and not parent.kind.open:
            why = "collapsed"
        if why:
            place.kept = place.mobile = why

    def _judge(self, place: Place, parent: Place) -> None:
        """Settle what the text directly inside the place is to its readers."""
        seen = place.look
        if seen is parent.look:
            place.size, place.contrast, place.faded = parent.size, parent.contrast, parent.faded
        else:
            place.size = round(seen.size, 2) if seen.sized or self._complete else None
            place.contrast = contrast_of(seen, self._complete) if seen.front or seen.back else None
            faint = place.contrast is not None and place.contrast < FAINT
            place.faded = "tiny" if seen.sized and seen.size < TINY else "colour" if faint else ""
        place.hidden = place.kept or place.faded
        narrow, wide = (place.mobile, place.kept) if self._view == WIDE else (place.kept, place.mobile)
        place.hidden_mobile = bool(narrow) and not wide


def _winners(own: tuple[Declaration, ...], rules: Sequence[Rule], view: int) -> dict[str, str]:
    """Return the winning value of each property: importance, then specificity, then order."""
    ranked = [
        (rule.weight * 0x100000 + rule.order + (_IMPORTANT if found.important else 0), found)
        for rule in rules
        if rule.views & view
        for found in rule.declarations
    ]
    ranked += [(_INLINE + (_IMPORTANT if found.important else 0), found) for found in own]
    ranked.sort(key=lambda pair: pair[0])
    style: dict[str, str] = {}
    for _, found in ranked:
        style[found.name] = found.value
        if found.name == "background":
            style.pop("background-color", None)
            style.pop("background-image", None)
    return style


def _hidden(style: dict[str, str], em: float, inherited: str) -> str:
    if inherited and inherited != "visibility":
        return inherited
    why = concealed(style, em)
    if why:
        return why
    visibility = style.get("visibility")
    if visibility in ("hidden", "collapse"):
        return "visibility"
    return "" if visibility in ("visible", "initial") else inherited
