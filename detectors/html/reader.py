"""The one pass over a page's markup: elements as they open and close become runs of text, links and facts.

lxml's parser calls a `Reader` while it reads (no tree is built, so nesting has no limit and nothing recurses). What
the reader leaves is raw: `detectors.html.assemble` gives every run its zone and its offset.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from detectors.html.facts import Facts
from detectors.html.places import Place, Places
from detectors.html.tags import BREAKING, HEADINGS, REGIONS, SILENT
from detectors.html.text import LINE_BREAK, collapse, collapse_marked

MAX_ELEMENTS = 200_000
_MAX_DEPTH = 1_000  # deeper elements share the place of that ancestor


@dataclass(slots=True)
class Run:
    """Text between two breaks; `link` is the address of its first link."""

    text: str
    place: Place
    tag: str
    heading: str
    alt: bool = False
    linked: int = 0  # characters of its text inside links
    teaser: str = ""


@dataclass(slots=True)
class Anchor:
    """One link as met: `run` is the index of the run that its text begins in (-1 without text)."""

    href: str
    rel: str
    place: Place
    headed: bool = False  # in a heading, or around one
    texts: list[str] = field(default_factory=list)
    veiled: list[str] = field(default_factory=list)
    run: int = -1
    start: int = 0
    alt: str = ""


@dataclass(slots=True)
class Span:
    """A part of the page: runs and links from `run` and `link` on, up to `run_end` and `link_end`."""

    place: Place
    depth: int
    run: int
    link: int
    run_end: int = 0
    link_end: int = 0


class Reader:
    """Target of lxml's parser. `places` holds the style rules known before the pass."""

    def __init__(self, places: Places) -> None:
        self.facts = Facts()
        self.runs: list[Run] = []
        self.anchors: list[Anchor] = []
        self.cards: list[Span] = []
        self.regions: list[Span] = []
        self._places = places
        self._stack: list[tuple[Place, str, str]] = []
        self._place = places.root
        self._block = "body"
        self._silent = 0
        self._elements = 0
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

    def start(self, tag: str, attrs: Mapping[str, str | None]) -> None:
        """Meet an opening tag."""
        stack = self._stack
        stack.append((self._place, self._block, tag))
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            return
        place = self._place
        if len(stack) < _MAX_DEPTH:
            place = self._places.enter(place, tag, attrs)
        self._place = place
        if tag in BREAKING or place.breaks:
            if self._chunks or self._veiled:
                self._flush()
            self._block = tag
            if place.card or tag in REGIONS:
                self._open.append(Span(place, len(stack), len(self.runs), len(self.anchors)))
        if tag in _SPECIAL:
            self._special(tag, attrs, place)

    def end(self, _tag: str = "") -> None:
        """Meet the end of the element opened last."""
        if not self._stack:
            return
        depth = len(self._stack)
        above, block, tag = self._stack.pop()
        if self._elements <= MAX_ELEMENTS:
            if tag in BREAKING or self._place.breaks:
                if self._chunks or self._veiled:
                    self._flush()
                if self._open and self._open[-1].depth == depth:
                    self._close(self._open.pop(), tag)
            if tag in _SPECIAL:
                self._unspecial(tag)
        self._place, self._block = above, block

    def data(self, text: str) -> None:
        """Meet character data."""
        if self._silent:
            self.facts.data(text)
            return
        if self._elements > MAX_ELEMENTS:
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

    def close(self) -> Reader:
        """Meet the end of the page."""
        self._flush()
        return self

    def _special(self, tag: str, attrs: Mapping[str, str | None], place: Place) -> None:
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
            self.data("“")
        else:
            alternative = self.facts.meet(tag, attrs, self._silent > 1)
            if alternative:
                self._alternative(alternative, tag, place)

    def _unspecial(self, tag: str) -> None:
        if tag in SILENT:
            self._silent -= 1
            self.facts.leave(tag)
        if tag == "a":
            if self._anchor is not None:
                self._marks.append((len(self._chunks), None))
                self._anchor = None
        elif tag in HEADINGS:
            self._in_heading -= 1
        elif tag == "q":
            self.data("”")

    def _link(self, tag: str, attrs: Mapping[str, str | None], place: Place) -> None:
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
