"""How much of a capture is examined: pages whose markup or words could keep us busy for minutes stand as unread.

A page that is cut in the middle could hide the one line that says who is behind it, so a page is examined whole or not
at all. The bounds are ten times what the largest of 60 real pages holds (56,000 letters, 298 links, 1,452 elements);
what a capture holds in all is bounded too, in the order of importance of its pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from detectors.model import Capture, Missing, MissingReason, Page, Read

MAX_TAGS, MAX_LINKS, MAX_LETTERS = 60_000, 8_000, 500_000  # of one page
ALL_TAGS, ALL_LINKS, ALL_LETTERS = 120_000, 16_000, 1_000_000  # of a capture
_FIRST = {("page", "checked"): 0, ("mobile", "checked"): 1, ("page", "home"): 2, ("page", "legal"): 3}
_LATE = 9
_SLICE = 65_536  # characters counted at once: all words of a page, each a string, or its folded copy take it many times
_TOO_LARGE = Missing(MissingReason.TOO_LARGE, "more markup or words than are examined")
# Elements that people do not read, each with the start of its end tag.
_UNREAD = {name: re.compile(f"</{name}", re.ASCII | re.IGNORECASE) for name in ("script", "style")}


def bounded(capture: Capture) -> Capture:
    """Return the capture with the pages beyond the bounds as `Missing` (TOO_LARGE); itself when there are none."""
    beyond = set(_beyond(capture))
    if not beyond:
        return capture
    reads = tuple(
        Read(read.want, _TOO_LARGE) if number in beyond else read for number, read in enumerate(capture.reads)
    )
    return msgspec.structs.replace(capture, reads=reads)


def _beyond(capture: Capture) -> Iterator[int]:
    left = (ALL_TAGS, ALL_LINKS, ALL_LETTERS)
    pages = [
        (_FIRST.get((read.want.source, read.want.why), _LATE), number, read.value.html)
        for number, read in enumerate(capture.reads)
        if isinstance(read.value, Page)
    ]
    for _, number, html in sorted(pages):
        held = _held(html)
        if held is None or any(one > rest for one, rest in zip(held, left, strict=True)):
            yield number
        else:
            left = (left[0] - held[0], left[1] - held[1], left[2] - held[2])


def too_large(html: str) -> bool:
    """Tell whether a page alone is beyond the bounds."""
    return _held(html) is None


def _held(html: str) -> tuple[int, int, int] | None:
    """Return the tags, links and letters of a page (letters 0 when too few to matter), or None beyond the bounds."""
    tags, links = html.count("<"), html.count("<a ") + html.count("<A ")
    if tags > MAX_TAGS or links > MAX_LINKS:
        return None
    found = letters(html, MAX_LETTERS)
    return (tags, links, found) if found <= MAX_LETTERS else None


def letters(html: str, enough: int) -> int:
    """Return how many characters of `html` stand outside tags, scripts, styles and comments, white space left out.

    Linear in the length of the page; stops counting soon after `enough`.
    """
    if len(html) <= enough // 8:
        return len(html)  # at most, and so few that they are not worth the count
    found, at = 0, 0
    while found <= enough:
        opening = html.find("<", at)
        end = opening if opening >= 0 else len(html)
        while at < end and found <= enough:
            found += sum(map(len, html[at : min(at + _SLICE, end)].split()))
            at += _SLICE
        if opening < 0:
            break
        name = html[opening + 1 : opening + 7].lower()
        if name.startswith("!--"):
            at = html.find("-->", opening) + 3
        elif unread := next((tag for start, tag in _UNREAD.items() if name.startswith(start)), None):
            closing = unread.search(html, opening)
            at = closing.start() if closing else -1  # a tag itself, met in the next turn
        else:
            at = html.find(">", opening) + 1
        if at <= opening:  # nothing ends it
            break
    return found
