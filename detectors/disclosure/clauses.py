"""Where sentences begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right

LONGEST = 700  # characters; a longer run without a full stop is cut at a space, so that matching stays bounded

_BREAK = re.compile(r"[.!?\u2026][\"')\]]{0,2}\s+(?=[^a-z\s])|[!?]\s+|\s\|\|\s")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|vs|no|nr|inc|ltd|co|corp|bros|z\.b|d\.h|u\.a|e\.g|i\.e|sog|ggf|bzw|inkl|approx|sr|sra"
    r"|mme|mlle|m|art|s\.a)|\b[a-z])\.\Z",
    re.IGNORECASE,
)


class Sentences:
    """The sentences of a text, found line by line when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: dict[int, list[int]] = {}  # by the offset at which the line begins

    def around(self, offset: int) -> tuple[int, int]:
        """Return the bounds of the sentence around `offset`, at most `LONGEST` characters, without outer blanks."""
        text = self._text
        line = text.rfind("\n", 0, offset) + 1
        stop = text.find("\n", offset)
        stop = len(text) if stop < 0 else stop
        starts = self._starts.get(line)
        if starts is None:
            starts = self._starts[line] = [line, *_breaks(text, line, stop)]
        index = bisect_right(starts, offset) - 1
        start, end = starts[index], starts[index + 1] if index + 1 < len(starts) else stop
        if end - start > LONGEST:
            piece = (offset - start) // LONGEST
            first, last = start + piece * LONGEST, start + (piece + 1) * LONGEST
            start, end = _at_space(text, first, start), _at_space(text, last, end) if last < end else end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return start, end


def _breaks(text: str, start: int, end: int) -> list[int]:
    return [
        match.end()
        for match in _BREAK.finditer(text, start, end)
        if text[match.start()] != "."
        or not _ABBREVIATION.search(text, max(start, match.start() - 8), match.start() + 1)
    ]


def _at_space(text: str, offset: int, default: int) -> int:
    """Return the first space at or after `offset` within 40 characters; `default` at the run's own start or end."""
    if offset == default:
        return default
    space = text.find(" ", offset, offset + 40)
    return space if space >= 0 else offset
