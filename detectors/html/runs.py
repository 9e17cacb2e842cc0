"""What the reader of a page leaves: runs of text, links, and the parts of the page that hold them."""

from __future__ import annotations

from dataclasses import dataclass, field

from detectors.html.places import Place


@dataclass(slots=True)
class Run:
    """Text between two breaks; `teaser` is where the card leads that it is part of, "" outside cards."""

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
