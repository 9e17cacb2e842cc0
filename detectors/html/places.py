"""A place is a path of open elements as far as sight and zone go.

Elements with the same path of tags, classes, ids and styles share one place, so that style rules are matched and
class names are read once per kind of element, not once per element. A place keeps what its text needs to know.
"""

from __future__ import annotations

from collections.abc import Mapping

from detectors.html.css import Cascade, Compound, Declaration, Rule, declarations
from detectors.html.media import NARROW, WIDE
from detectors.html.nouns import Zone
from detectors.html.tags import DEFAULT_SIZE, INLINE, STRONG, TAG_ZONES
from detectors.html.visibility import FAINT, TINY, Look, concealed, contrast_of, look
from detectors.html.vocabulary import is_card, is_collapsed, is_masthead, roles, zone_of_names

_MAX_CLASSES = 40
_ANCESTOR_STEPS = 3_000_000  # a page whose selectors ask for more is hostile; then ancestors are not looked at
_NONE: frozenset[str] = frozenset()
_ANYWHERE = frozenset(("",))
_OPEN = frozenset(("[open]",))  # no class name can look so
_INLINE = 1 << 40
_IMPORTANT = 1 << 50
_WHOLE_PAGE = frozenset({"html", "body"})
# Zones that a part of the page keeps whatever stands in it, in this order.
_RANK = {
    zone: rank
    for rank, zone in enumerate(
        (Zone.BODY, Zone.ASIDE, Zone.FOOTER, Zone.NAV, Zone.CODE, Zone.QUOTE, Zone.TEASER, Zone.COMMENT, Zone.AD)
    )
}


class Place:
    """What one kind of open element knows: zone, why hidden, look; `places` are the kinds of elements inside it."""

    __slots__ = (
        "_above",
        "breaks",
        "card",
        "classes",
        "contrast",
        "header",
        "hidden",
        "hidden_mobile",
        "id",
        "kept",
        "look",
        "mobile",
        "named",
        "parent",
        "places",
        "size",
        "tag",
        "zone",
    )

    def __init__(self, parent: Place | None, tag: str, classes: frozenset[str], identifier: str) -> None:
        self.parent = parent
        self.tag = tag
        self.classes = classes
        self.id = identifier
        self._above: frozenset[str] | None = None
        self.places: dict[object, Place] = {}
        self.zone: Zone = parent.zone if parent else Zone.BODY
        self.named: bool = parent.named if parent else False  # the zone was read from a name, not from a tag
        self.kept: str = parent.kept if parent else ""  # why hidden with all that it holds
        self.mobile: str = parent.mobile if parent else ""  # the same on the other kind of screen
        self.look: Look = parent.look if parent else Look()
        self.header: bool = parent.header if parent else False  # the site's own header
        self.card = False  # may be one item of a list
        self.breaks = False  # an inline tag laid out as a block
        self.hidden = self.kept
        self.hidden_mobile = False
        self.size: float | None = None
        self.contrast: float | None = None

    @property
    def above(self) -> frozenset[str]:
        """Return the keys of this place and of all around it, and "" for rules that ask for none."""
        if self._above is None:
            own = {self.tag, f"#{self.id}", *(f".{name}" for name in self.classes)}
            around = self.parent.above if self.parent else _ANYWHERE
            self._above = around if own <= around else around | own
        return self._above


class Places:
    """Makes the places of one page from its style sheets; `view` is the viewport that readers are taken to have."""

    def __init__(self, sheet: Cascade, complete: bool, view: int) -> None:
        self._sheet = sheet
        self._known = sheet.keys
        self._complete = complete
        self._view = view
        self._steps = 0
        self.root = Place(None, "", frozenset(), "")
        self._judge(self.root)

    def enter(self, parent: Place, tag: str, attrs: Mapping[str, str]) -> Place:
        """Return the place of an element inside `parent`, made at its first visit."""
        get = attrs.get
        names = get("class") or ""
        identifier = get("id") or ""
        style = get("style") or ""
        classes = frozenset(names.split()[:_MAX_CLASSES]) if names else _NONE
        if tag == "details" and "open" in attrs:
            classes |= _OPEN
        place = Place(parent, tag, classes, identifier)
        self._settle_zone(place, names, identifier, get("role") or "")
        own = declarations(style) if style else ()
        rules = self._matching(place)
        if own or rules or tag in DEFAULT_SIZE:
            self._dress(place, own, rules, tag)
        self._withhold(place, names, attrs)
        self._judge(place)
        return place

    def _settle_zone(self, place: Place, names: str, identifier: str, role: str) -> None:
        if place.tag in _WHOLE_PAGE:
            return
        by_tag = TAG_ZONES.get(place.tag)
        if place.tag in ("main", "article", "h1") and place.zone not in STRONG and (place.named or place.tag == "main"):
            place.zone, place.named = Zone.BODY, False
        elif place.tag == "footer" and self._inside_article(place):
            by_tag = None
        zone = by_tag or zone_of_names(names) or zone_of_names(identifier)
        if zone is None and role:
            zone = roles().get(role.strip().lower())
        if place.tag in ("main", "article"):
            place.header = False
        elif (place.tag == "header" and not self._inside_article(place)) or is_masthead(names) or role == "banner":
            place.header = True
        place.card = place.tag == "article" or (place.tag not in INLINE and bool(names) and is_card(names))
        if zone is not None and _RANK[zone] > _RANK[place.zone]:
            place.zone, place.named = zone, by_tag is None

    @staticmethod
    def _inside_article(place: Place) -> bool:
        up, steps = place.parent, 0
        while up is not None and steps < 6:
            if up.tag in ("article", "main"):
                return True
            up, steps = up.parent, steps + 1
        return False

    def _matching(self, place: Place) -> list[Rule]:
        sheet, known = self._sheet, self._known
        found: list[Rule] = []
        keys = [place.tag] if place.tag in known else []
        keys += [key for name in place.classes if (key := f".{name}") in known]
        if place.id and f"#{place.id}" in known:
            keys.append(f"#{place.id}")
        if "*" in known:
            keys.append("*")
        if not keys:
            return found
        above = place.parent.above if place.parent else _ANYWHERE
        for key in keys:
            by_ancestor = sheet.rules(key)
            for ancestor in by_ancestor.keys() & above:
                for rule in by_ancestor[ancestor]:
                    if self._fits(place, rule.compounds[0]) and (len(rule.compounds) == 1 or self._climbs(place, rule)):
                        found.append(rule)
        return found

    @staticmethod
    def _fits(place: Place, compound: Compound) -> bool:
        _, tag, identifier, classes, absent = compound
        if (tag and tag != place.tag) or (identifier and identifier != place.id) or not classes <= place.classes:
            return False
        return not any(
            name[1:] in place.classes
            if name[0] == "."
            else name[1:] == place.id
            if name[0] == "#"
            else name == place.tag
            for name in absent
        )

    def _climbs(self, place: Place, rule: Rule) -> bool:
        """Tell whether the ancestors of `place` answer the rest of the selector (nearest fit; no backtracking)."""
        up = place
        for index in range(1, len(rule.compounds)):
            near = rule.compounds[index - 1].combinator == ">"
            wanted = rule.compounds[index]
            while True:
                self._steps += 1
                if up.parent is None or self._steps > _ANCESTOR_STEPS:
                    return False
                up = up.parent
                if self._fits(up, wanted):
                    break
                if near:
                    return False
        return True

    def _dress(self, place: Place, own: tuple[Declaration, ...], rules: list[Rule], tag: str) -> None:
        style = _winners(own, rules, self._view)
        whole = tag in _WHOLE_PAGE
        em = place.look.size
        place.look = look(style, place.look, DEFAULT_SIZE.get(tag, 1.0))
        if tag == "html":
            place.look = place.look._replace(root=place.look.size)
        if not whole:
            place.kept = _hidden(style, em, place.kept)
            if any(rule.views != WIDE | NARROW for rule in rules):
                place.mobile = _hidden(_winners(own, rules, WIDE + NARROW - self._view), em, place.mobile)
            else:
                place.mobile = _hidden(style, em, place.mobile)
        place.breaks = style.get("display", "inline") in ("block", "flex", "grid", "list-item", "table")

    def _withhold(self, place: Place, names: str, attrs: Mapping[str, str]) -> None:
        if place.kept:
            return
        why = ""
        if "hidden" in attrs and not place.breaks:
            why = "attribute"
        elif place.tag in ("noscript", "template"):
            why = place.tag
        elif (
            place.tag in ("dialog", "select", "datalist", "object", "audio", "video", "canvas") and "open" not in attrs
        ) or (names and is_collapsed(names)):
            why = "collapsed"
        elif place.parent is not None and place.parent.tag == "details" and place.tag != "summary":
            why = "" if place.parent.classes >= _OPEN else "collapsed"
        if why:
            place.kept = place.mobile = why

    def _judge(self, place: Place) -> None:
        """Settle what the text directly inside the place is to its readers."""
        seen = place.look
        place.size = round(seen.size, 2) if seen.sized or self._complete else None
        place.contrast = contrast_of(seen, self._complete) if seen.front or seen.back else None
        place.hidden = place.kept
        if not place.hidden and seen.sized and seen.size < TINY:
            place.hidden = "tiny"
        if not place.hidden and place.contrast is not None and place.contrast < FAINT:
            place.hidden = "colour"
        narrow, wide = (place.mobile, place.kept) if self._view == WIDE else (place.kept, place.mobile)
        place.hidden_mobile = bool(narrow) and not wide


def _winners(own: tuple[Declaration, ...], rules: list[Rule], view: int) -> dict[str, str]:
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
