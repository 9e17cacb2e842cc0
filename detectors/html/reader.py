"""The one pass over a page's markup: elements as they open and close become runs of text, links and facts.

A `Reader` goes once over canonical markup (`detectors.html.markup`), so nesting has no limit and nothing recurses. What
the reader leaves is raw: `detectors.html.assemble` gives every run its zone and its offset.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from detectors.html.facts import Facts
from detectors.html.kinds import PLAIN, Kind
from detectors.html.markup import MARK, Markup, taken
from detectors.html.places import Place, Places
from detectors.html.runs import Anchor, Run, Span
from detectors.html.tags import BREAKING, EMPTY, HEADINGS, REGIONS, SILENT
from detectors.html.text import LINE_BREAK, collapse, collapse_marked, unescape

MAX_TAGS = 1_000_000  # pieces of markup
_MAX_DEPTH = 1_000  # deeper elements share the place of that ancestor
_ATTRIBUTE = re.compile(r'(=?[^\s=]*)="([^"]*)"')
_NO_ATTRIBUTES: dict[str, str] = {}


class Element:
    """What an opening tag says, wherever it stands; equal tags of a page share one."""

    __slots__ = ("attrs", "breaks", "closing", "empty", "kind", "plain", "quiet", "region", "special", "tag")

    def __init__(self, tag: str, attrs: dict[str, str], kind: Kind) -> None:
        self.tag = tag
        self.attrs = attrs
        self.kind = kind
        self.plain = kind is PLAIN
        self.closing = f"</{tag}>"
        self.empty = tag in EMPTY
        self.breaks = tag in BREAKING
        self.region = tag in REGIONS
        self.special = tag in _SPECIAL
        self.quiet = not (self.breaks or self.special)  # its end changes nothing but the place


class Reader:
    """Reads canonical markup. `places` holds the style rules known before the pass."""

    def __init__(self, places: Places, markup: Markup) -> None:
        self.facts = Facts()
        self.runs: list[Run] = []
        self.anchors: list[Anchor] = []
        self.cards: list[Span] = []
        self.regions: list[Span] = []
        self._places = places
        self._markup = markup
        self._known: dict[str, Element] = {}
        self._stack = [(places.root, "body", Element("", _NO_ATTRIBUTES, PLAIN))]  # what nothing closes
        self._place = places.root
        self._block = "body"
        self._silent = 0
        self._open: list[Span] = []
        self._heading = ""
        self._in_heading = 0
        self._anchor: Anchor | None = None
        self._reset()
        self._veiled: list[str] = []
        self._veil = places.root

    def _reset(self) -> None:
        self._chunks: list[str] = []
        self._owners: list[Place] = []
        self._marks: list[tuple[int, Anchor | None]] = []

    def read(self) -> Reader:
        """Read all of it; return itself."""
        pieces, stack, known = self._markup.pieces, self._stack, self._known
        self._data(pieces[0])
        for tag, text in zip(pieces[1:MAX_TAGS:2], pieces[2 : MAX_TAGS + 1 : 2], strict=True):
            if tag[1] == "/":
                element = stack[-1][2]
                if element.closing != tag:
                    self._end_of(tag)
                elif element.quiet and not self._place.breaks:
                    self._place, self._block, _ = stack.pop()
                else:
                    self._end()
            elif tag[1] not in "!?":
                self._start(known.get(tag) or self._element(tag))
            if text and (self._chunks or self._silent or self._place.hidden or not text.isspace()):
                self._data(text)
        self._flush()
        return self

    def _element(self, tag: str) -> Element:
        """Take an opening tag apart."""
        name, blank, rest = tag[1:-1].partition(" ")
        attrs = dict(_ATTRIBUTE.findall(rest)) if blank else _NO_ATTRIBUTES
        if "&" in rest:
            attrs = {key: unescape(value) for key, value in attrs.items()}
        element = self._known[tag] = Element(name, attrs, self._places.kind(name, attrs))
        return element

    def _start(self, element: Element) -> None:
        stack, place = self._stack, self._place
        stack.append((place, self._block, element))
        if (not element.plain or place.kind is not PLAIN) and len(stack) < _MAX_DEPTH:
            place = self._place = self._places.enter(place, element.kind)
        if element.breaks or place.breaks:
            if self._chunks or self._veiled:
                self._flush()
            self._block = element.tag
            if place.card or element.region:
                self._open.append(Span(place, len(stack), len(self.runs), len(self.anchors)))
        if element.special:
            self._special(element.tag, element.attrs, place)
        if element.empty:
            self._end()

    def _end(self) -> None:
        """Close the element opened last."""
        stack = self._stack
        above, block, element = stack.pop()
        if element.breaks or self._place.breaks:
            if self._chunks or self._veiled:
                self._flush()
            if self._open and self._open[-1].depth == len(stack) + 1:
                self._close(self._open.pop(), element.tag)
        if element.special:
            self._unspecial(element.tag)
        self._place, self._block = above, block

    def _end_of(self, tag: str) -> None:
        """Close elements up to the one that `tag` closes; nothing when none is open."""
        if any(element.closing == tag for _, _, element in self._stack):
            while self._stack[-1][2].closing != tag:
                self._end()
            self._end()

    def _data(self, text: str) -> None:
        """Meet character data."""
        if "&" in text:
            text = unescape(text)
        if self._silent:
            self.facts.data(text)
            return
        place = self._place
        if place.hidden:
            self._hide(text, place)
            return
        if not self._chunks and text.isspace():
            return
        if self._owners and place.hidden_mobile != self._owners[-1].hidden_mobile and not text.isspace():
            self._flush()
        self._chunks.append(text)
        self._owners.append(place)

    def _special(self, tag: str, attrs: Mapping[str, str], place: Place) -> None:
        if tag in SILENT:
            self._silent += 1
        if tag == "br":
            self._chunks.append(LINE_BREAK)
            self._owners.append(place)
        elif tag in ("a", "area"):
            self._link(tag, attrs, place)
        elif tag in HEADINGS:
            self._in_heading += 1
            if self._anchor is not None:
                self._anchor.headed = True
        elif tag == "q":
            self._data("“")
        else:
            alternative = self.facts.meet(tag, attrs, self._silent > 1)
            if alternative:
                self._alternative(alternative, tag, place)
            if tag == "script" and MARK in attrs:
                self.facts.data(taken(self._markup.raw, attrs[MARK]))

    def _unspecial(self, tag: str) -> None:
        if tag in SILENT:
            self._silent -= 1
            self.facts.leave()
        if tag == "a":
            if self._anchor is not None:
                self._marks.append((len(self._chunks), None))
                self._anchor = None
        elif tag in HEADINGS:
            self._in_heading -= 1
        elif tag == "q":
            self._data("”")

    def _link(self, tag: str, attrs: Mapping[str, str], place: Place) -> None:
        href = attrs.get("href")
        if href is None:
            return
        anchor = Anchor(href, attrs.get("rel") or "", place, self._in_heading > 0, alt=attrs.get("alt") or "")
        self.anchors.append(anchor)
        if tag == "a":
            self._anchor = anchor
            self._marks.append((len(self._chunks), anchor))

    def _alternative(self, text: str, tag: str, place: Place) -> None:
        words = collapse(text)
        if words:
            self.runs.append(Run(words, place, tag, self._heading, alt=True))
            if self._anchor is not None and not self._anchor.alt:
                self._anchor.alt = words

    def _hide(self, text: str, place: Place) -> None:
        if self._veiled and self._veil.hidden != place.hidden:
            self._unveil()
        if not self._veiled:
            self._veil = place
        self._veiled.append(text)
        if self._anchor is not None:
            self._anchor.veiled.append(text)

    def _unveil(self) -> None:
        text = collapse("".join(self._veiled))
        self._veiled = []
        if text:
            self.runs.append(Run(text, self._veil, self._block, self._heading))

    def _flush(self) -> None:
        if self._veiled:
            self._unveil()
        if not self._chunks:
            return
        chunks, owners, marks = self._chunks, self._owners, self._marks
        self._reset()
        if self._anchor is not None:
            self._marks.append((0, self._anchor))
        if marks:
            text, linked = self._with_links(chunks, marks)
        else:
            text, linked = collapse("".join(chunks)), 0
        if not text:
            return
        place = owners[0] if owners[0] is owners[-1] and len(owners) < 3 else _longest(chunks, owners)
        self.runs.append(Run(text, place, self._block, self._heading, linked=linked))
        if self._block in HEADINGS:
            self._heading = text

    def _with_links(self, chunks: list[str], marks: list[tuple[int, Anchor | None]]) -> tuple[str, int]:
        """Collapse a run and tell every link in it its words and where they begin."""
        first, anchor = marks[0]
        if first == 0 and anchor is not None and (len(marks) == 1 or (len(marks) == 2 and marks[1][0] == len(chunks))):
            return self._whole_link(collapse("".join(chunks)), anchor)
        cuts = [0, *(index for index, _ in marks), len(chunks)]
        segments = ["".join(chunks[a:b]) for a, b in pairwise(cuts)]
        text, starts = collapse_marked(segments)
        ends = [*starts[1:], len(text)]
        linked = 0
        for (_, anchor), start, end in zip(marks, starts[1:], ends[1:], strict=True):
            if anchor is None:
                continue
            words = text[start:end].rstrip()
            if words:
                if anchor.run < 0:
                    anchor.run, anchor.start = len(self.runs), start
                anchor.texts.append(words)
                linked += len(words)
        return text, linked

    def _whole_link(self, text: str, anchor: Anchor) -> tuple[str, int]:
        """Tell a link that makes up a run its words."""
        if text:
            if anchor.run < 0:
                anchor.run, anchor.start = len(self.runs), 0
            anchor.texts.append(text)
        return text, len(text)

    def _close(self, span: Span, tag: str) -> None:
        span.run_end, span.link_end = len(self.runs), len(self.anchors)
        if span.run_end > span.run:
            if span.place.card:
                self.cards.append(span)
            if tag in REGIONS:
                self.regions.append(span)


def _longest(chunks: list[str], owners: list[Place]) -> Place:
    """Return the place that most of a run's letters stand in."""
    lengths: dict[Place, int] = {}
    for chunk, owner in zip(chunks, owners, strict=True):
        lengths[owner] = lengths.get(owner, 0) + (0 if chunk.isspace() else len(chunk))
    return max(lengths, key=lambda place: lengths[place])


_SPECIAL = frozenset(("a", "area", "br", "q", *HEADINGS, *SILENT, *Facts.TAGS))
