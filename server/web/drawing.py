"""The chain as a drawing: where its boxes and arrows stand. The words are drawn by the template, never here.

Ranks follow the chain: page, site, what the site is tied to, group, brand, and the page again. The same layout is
made twice, from left to right for wide screens and from top to bottom for narrow ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detectors.names import core
from server.report.chain import Tie, steps

LINE = 13  # pixels from one line of an arrow's words to the next


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes in pixels: a box, the gap before the next rank, the pitch across, and how many boxes stand in a rank."""

    width: int
    height: int
    gap: int
    pitch: int
    most: int
    across: bool  # ranks go from left to right
    letters: int  # in one line of a box
    label_letters: int


WIDE = Shape(124, 58, 74, 96, 4, across=True, letters=15, label_letters=10)
NARROW = Shape(152, 54, 60, 168, 2, across=False, letters=19, label_letters=12)


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its upper left corner, with the lines of its words; a page is drawn as one."""

    x: int
    y: int
    lines: tuple[str, ...]
    page: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow: its path, where its words begin and their lines, and where it is struck through if it is.

    `number` is that of its step below the picture, 0 when it has none, and stands at `at`; `words` say the whole tie.
    """

    path: str
    line: str
    x: int
    y: int
    lines: tuple[str, ...]
    strike: tuple[int, int]
    number: int
    at: tuple[int, int]
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and arrows in a frame of `width` by `height` pixels, whose upper edge is at `top`."""

    top: int
    width: int
    height: int
    shape: Shape
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


Position = tuple[int, int]  # rank, place in it


def draw(chain: Sequence[Tie], beside: Sequence[Tie], shape: Shape) -> Drawing | None:
    """Return the drawing of a chain with what stands beside it, or None when there is no chain."""
    if not chain:
        return None
    grid = _Grid(shape.most)
    links: dict[tuple[Position, Position], Tie] = {}
    for tie in _by_rank_of_need(chain, beside):
        if link := grid.link(tie):
            links.setdefault(link, tie)
    pages = (0, len(grid.ranks) - 1) if chain[-1].relation == "promoted_on" else (0,)
    boxes = tuple(
        Box(*_corner((rank, place), shape), lines_of(_label(label), shape.letters, 3), rank in pages)
        for rank, labels in enumerate(grid.ranks)
        for place, label in enumerate(labels)
    )
    told = steps(chain, beside)
    arrows = tuple(
        _arrow(start, end, tie, shape, told.index(tie) + 1 if tie in told else 0) for (start, end), tie in links.items()
    )
    top = min(0, *(arrow.y - LINE for arrow in arrows))
    width, height = (max(getattr(box, axis) for box in boxes) for axis in ("x", "y"))
    return Drawing(top, width + shape.width + 2, height + shape.height + 2 - top, shape, boxes, arrows)


def _by_rank_of_need(chain: Sequence[Tie], beside: Sequence[Tie]) -> list[Tie]:
    """Return the way to the owner and back, then what speaks against it, then what is left: room may be short."""
    leading = {_key(tie.source) for tie in chain}
    site = chain[0].target if chain[0].relation == "served_by" else chain[0].source

    def need(tie: Tie) -> int:
        on_the_way = tie.source != site or _key(tie.target) in leading
        return 1 if tie.line == "against" else 0 if on_the_way and tie.line == "solid" else 2

    return sorted((*chain, *beside), key=need)


class _Grid:
    """Labels by rank; the same name (`names.core`) twice in a rank is one box."""

    def __init__(self, most: int) -> None:
        self.ranks: list[list[str]] = []
        self.most = most

    def link(self, tie: Tie) -> tuple[Position, Position] | None:
        """Return both ends of a tie, put where they are missing; None when its end finds no room."""
        start = self.find(tie.source) or self.put(tie.source, 0)
        rank = len(self.ranks) if tie.relation == "promoted_on" else (start[0] + 1 if start else 0)
        end = self.put(tie.target, rank)
        return (start, end) if start and end else None

    def find(self, label: str) -> Position | None:
        """Return the furthest box of that name."""
        for rank in reversed(range(len(self.ranks))):
            for place, other in enumerate(self.ranks[rank]):
                if _key(other) == _key(label):
                    return rank, place
        return None

    def put(self, label: str, rank: int) -> Position | None:
        """Return the box of that name in `rank`, made when there is room."""
        if rank == len(self.ranks):
            self.ranks.append([])
        labels = self.ranks[rank]
        keys = [_key(other) for other in labels]
        if _key(label) in keys:
            return rank, keys.index(_key(label))
        if len(labels) == self.most:
            return None
        labels.append(label)
        return rank, len(labels) - 1


def _key(label: str) -> str:
    return label if "://" in label else core(label) or label


def _label(label: str) -> str:
    return label.partition("://")[2].rstrip("/") if "://" in label else label


def _corner(position: Position, shape: Shape) -> tuple[int, int]:
    rank, place = position
    if shape.across:
        return 1 + rank * (shape.width + shape.gap), 1 + place * shape.pitch
    return 1 + place * shape.pitch, 1 + rank * (shape.height + shape.gap)


def _arrow(start: Position, end: Position, tie: Tie, shape: Shape, number: int) -> Arrow:
    """Lead from box to box with one bend at most: out of the first, over to the row of the second, and into it."""
    (x, y), (to_x, to_y) = _corner(start, shape), _corner(end, shape)
    lines, words = lines_of(tie.tie, shape.label_letters, 4), f"{tie.source} {tie.tie} {tie.target}"
    if shape.across:
        x, y, to_y, bend = x + shape.width, y + shape.height // 2, to_y + shape.height // 2, to_x - shape.gap + 10
        path = f"M{x} {y}H{bend}V{to_y}H{to_x - 2}"
        beginning = bend - 4 if y == to_y else bend + 4  # clear of the line that comes down to it
        top = to_y - 6 - LINE * (len(lines) - 1)
        return Arrow(path, tie.line, beginning, top, lines, (to_x - 30, to_y), number, (to_x - 16, to_y + 15), words)
    x, y, to_x, bend = x + shape.width // 2, y + shape.height, to_x + shape.width // 2, to_y - shape.gap + 8
    path = f"M{x} {y}V{bend}H{to_x}V{to_y - 2}"
    strike, at = (to_x, to_y - 22), (to_x - 16, to_y - 8)
    return Arrow(path, tie.line, to_x + 8, bend + LINE, lines, strike, number, at, words)


def lines_of(words: str, letters: int, most: int) -> tuple[str, ...]:
    """Break words into at most `most` lines of `letters`; what is left out is shown by "…".

    Words break at spaces, before "." and "/" and after "-"; only what is still too long is cut.
    """
    lines: list[str] = [""]
    for part in re.findall(r"\s*(?:[./]?[^\s./-]+-*|\S)", words):
        if len(lines[-1]) + len(part) <= letters:
            lines[-1] += part
        else:
            word = part.strip()
            lines += [word[at : at + letters] for at in range(0, len(word), letters)]
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: letters - 1] + "…"]
    return tuple(lines)
